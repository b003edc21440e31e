import { Uri } from "vscode";
import type { App } from "../app.ts";
import type { CommandTable } from "./commandIds.ts";

/** Running scripts. The argument, where there is one, is the address of the document. */
export function scriptCommands({ scripts }: Pick<App, "scripts">) {
  return {
    "ordsSecurity.runScript": async (argument) => await scripts.run("document", parseUri(argument)),
    "ordsSecurity.runSelection": async () => await scripts.run("selection"),
    "ordsSecurity.chooseScriptConnection": async (argument) =>
      await scripts.chooseConnection(parseUri(argument)),
    "ordsSecurity.showScriptOutput": () => scripts.showOutput(),
  } satisfies Partial<CommandTable>;
}

function parseUri(argument: unknown): Uri | undefined {
  return argument instanceof Uri ? argument : undefined;
}
