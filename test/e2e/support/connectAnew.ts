import type { TreeView } from "./treeView.ts";

/** Reads all of a schema again, and tells by its line when that is done: a refresh leaves the line as it is. */
export async function connectAnew(tree: TreeView, name: string): Promise<void> {
  const line = (rest: string): RegExp => new RegExp(`^${name}.*${rest}`);
  await tree.chooseAction(line(""), "Disconnect");
  await tree.item(line("not connected")).waitFor();
  await tree.chooseAction(line(""), "Connect");
  await tree.item(line("ORDS")).waitFor();
}
