import { Location, type Range, Uri } from "vscode";
import type { App } from "../app.ts";
import type { CommandTable } from "./commandIds.ts";
import { loadLanguage } from "../language/loadLanguage.ts";

type ScriptApp = Pick<App, "scripts" | "documents" | "settings" | "sessions" | "explorer">;

/** Scripts in editors. The argument, where there is one, is the address of a document, or of a part of one. */
export function scriptCommands(app: ScriptApp) {
  const { scripts } = app;
  return {
    "ordsSecurity.runScript": async (argument) => {
      const { uri, range } = parsePlace(argument);
      await scripts.run(range ?? "document", uri);
    },
    "ordsSecurity.runSelection": async () => await scripts.run("selection"),
    "ordsSecurity.chooseScriptConnection": async (argument) =>
      await scripts.chooseConnection(parsePlace(argument).uri),
    "ordsSecurity.showScriptOutput": () => scripts.showOutput(),
    "ordsSecurity.showScriptEffect": async (argument) => {
      const { showScriptEffect } = await loadLanguage();
      await showScriptEffect(app, parsePlace(argument));
    },
    "ordsSecurity.revealInSidebar": async () => {
      const { revealInSidebar } = await loadLanguage();
      await revealInSidebar(app);
    },
  } satisfies Partial<CommandTable>;
}

/** A menu gives a `Uri`, a lens above a block gives a `Location`; the palette and keys give nothing. */
function parsePlace(argument: unknown): {
  readonly uri: Uri | undefined;
  readonly range: Range | undefined;
} {
  if (argument instanceof Location) return { uri: argument.uri, range: argument.range };
  return { uri: argument instanceof Uri ? argument : undefined, range: undefined };
}
