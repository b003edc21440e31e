import type { App } from "../app.ts";
import { chooseSession } from "./chooseSession.ts";
import type { CommandTable } from "./commandIds.ts";
import { parseCommandTarget } from "./commandTarget.ts";

/** Who can call what, as a whole. */
export function accessMatrixCommands({
  sessions,
  openAccessMatrix,
}: Pick<App, "sessions" | "openAccessMatrix">) {
  return {
    "ordsSecurity.showAccessMatrix": async (argument) => {
      const { profile } = await chooseSession(sessions, parseCommandTarget(argument).profile);
      openAccessMatrix(profile.id);
    },
    "ordsSecurity.saveCatalogSnapshot": async (argument) => {
      const session = await chooseSession(sessions, parseCommandTarget(argument).profile);
      const { saveCatalogSnapshot } = await import("../accessMatrix/saveCatalogSnapshot.ts");
      await saveCatalogSnapshot(session);
    },
  } satisfies Partial<CommandTable>;
}
