import type { App } from "../app.ts";
import type { CommandHandler, CommandTable } from "./commandIds.ts";

export type FindingApp = Pick<App, "findings" | "explorer" | "sessions" | "version">;

/** What can be done with findings; loaded at the first use. */
export function findingCommands(app: FindingApp) {
  const on =
    (action: keyof typeof import("../findings/findingActions.ts")): CommandHandler =>
    async (argument) => {
      const actions = await import("../findings/findingActions.ts");
      await actions[action](app, argument);
    };
  return {
    "ordsSecurity.showFinding": on("showFinding"),
    "ordsSecurity.fixFinding": on("fixFinding"),
    "ordsSecurity.acceptFinding": on("acceptFinding"),
    "ordsSecurity.unacceptFinding": on("unacceptFinding"),
    "ordsSecurity.copyFinding": on("copyFinding"),
    "ordsSecurity.exportFindings": on("exportFindings"),
  } satisfies Partial<CommandTable>;
}
