import { window, type ExtensionContext } from "vscode";
import type { Disposable } from "../base/disposable.ts";
import type { App } from "./app.ts";
import type { TerminalTokens } from "./tokens/terminalTokens.ts";
import { withoutLinks } from "./withoutLinks.ts";

/** Loaded when a terminal is given a token for the first time. */
export function registerLazyTerminalTokens(
  parts: Pick<App, "tokens" | "sessions"> & {
    readonly context: Pick<ExtensionContext, "environmentVariableCollection">;
    readonly now: () => number;
  },
): TerminalTokens & Disposable {
  const { tokens, sessions, context, now } = parts;
  let loaded: (TerminalTokens & Disposable) | undefined;
  let isOver = false;
  return {
    get given() {
      return loaded?.given;
    },
    give: async (chosen, signal) => {
      const { createTerminalTokens } = await import("./tokens/createTerminalTokens.ts");
      if (isOver) return;
      loaded ??= createTerminalTokens({
        collection: context.environmentVariableCollection,
        tokens,
        sessions,
        clock: { now },
        tellEnd: (message) => void window.showInformationMessage(withoutLinks(message)),
      });
      await loaded.give(chosen, signal);
    },
    take: () => loaded?.take(),
    dispose: () => {
      isOver = true;
      loaded?.dispose();
    },
  };
}
