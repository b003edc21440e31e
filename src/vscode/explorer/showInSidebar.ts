import { commands } from "vscode";
import type { EntityRef } from "../../domain/model/entityRef.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";
import type { Explorer } from "./registerExplorer.ts";

/** Selects a thing in the tree and goes there. Whether it exists is to be asked before. */
export async function showInSidebar(
  explorer: Pick<Explorer, "filter" | "setFilter" | "reveal">,
  profile: ProfileId,
  ref: EntityRef,
): Promise<void> {
  // What a filter hides cannot be shown.
  if (explorer.filter !== "") explorer.setFilter("");
  await explorer.reveal(profile, ref);
  await commands.executeCommand("ordsSecurity.connections.focus");
}
