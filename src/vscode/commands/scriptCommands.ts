import { Location, type Range, Uri } from "vscode";
import { isRecord } from "../../base/isRecord.ts";
import type { App } from "../app.ts";
import type { CommandTable } from "./commandIds.ts";
import type { ScriptPart } from "../scripts/textToRun.ts";
import { loadLanguage } from "../language/loadLanguage.ts";

type ScriptApp = Pick<App, "scripts" | "documents" | "settings" | "sessions" | "explorer">;

/** Scripts in editors. The argument, where there is one, is the address of a document, or of a part of one. */
export function scriptCommands(app: ScriptApp) {
  const { scripts } = app;
  return {
    "ordsSecurity.runScript": async (argument) => {
      const part = parsePart(argument);
      if (part) await scripts.run(part, part.uri);
      else await scripts.run("document", parsePlace(argument).uri);
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

/** A lens above a block gives its place and the text that the person sees there. */
function parsePart(argument: unknown): (ScriptPart & { readonly uri: Uri }) | undefined {
  if (!isRecord(argument)) return undefined;
  const { place, text } = argument;
  return place instanceof Location && typeof text === "string"
    ? { uri: place.uri, range: place.range, text }
    : undefined;
}

/** A menu gives a `Uri`, the lens of an effect gives a `Location`; the palette and keys give nothing. */
function parsePlace(argument: unknown): {
  readonly uri: Uri | undefined;
  readonly range: Range | undefined;
} {
  if (argument instanceof Location) return { uri: argument.uri, range: argument.range };
  return { uri: argument instanceof Uri ? argument : undefined, range: undefined };
}
