import { l10n } from "vscode";
import { scopeOfNode } from "../../features/export/exportScope.ts";
import type { App } from "../app.ts";
import type { CommandTable } from "./commandIds.ts";
import { parseCommandTarget } from "./commandTarget.ts";

/** Exports what the line stands for on which the command was called; in the palette it is asked for. */
export function exportCommands(app: Pick<App, "sessions" | "settings" | "scripts">) {
  return {
    "ordsSecurity.exportSecurity": async (argument) => {
      const { node, profile } = parseCommandTarget(argument);
      // Writing scripts is a large part of the extension and not needed before the first one.
      const { runExport } = await import("./runExport.ts");
      await runExport(app, {
        profile,
        scope: scopeOfNode(node),
        title: (name) => l10n.t("Export security of {0}", name),
      });
    },
  } satisfies Partial<CommandTable>;
}
