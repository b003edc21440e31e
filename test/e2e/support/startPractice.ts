import type { Page } from "playwright-core";
import { pickItem, untilAsked } from "./quickInput.ts";
import { runCommand } from "./runCommand.ts";
import { openSideBar } from "./sideBar.ts";
import { treeView, type TreeView } from "./treeView.ts";

export interface PracticeChoice {
  readonly schema: "half secured" | "not secured";
  readonly release: "25.4.0" | "23.4.0";
}

/** Starts the practice server with the schema and the release that a person picks; gives the tree. */
export async function startPractice(
  page: Page,
  { schema, release }: PracticeChoice,
): Promise<TreeView> {
  await openSideBar(page, "ORDS Security");
  await runCommand(page, "ORDS Security: Start practice server over…");
  await untilAsked(page, "Start practice server over (1/2)");
  await pickItem(page, schema);
  await untilAsked(page, "Start practice server over (2/2)");
  await pickItem(page, release);
  const tree = treeView(page, "Connections");
  await tree.item(`ORDS ${release.slice(0, -2)}`).waitFor({ timeout: 30_000 });
  await tree.item("Privileges").waitFor();
  return tree;
}
