import { commands, l10n, window } from "vscode";
import { UserFacingError } from "../../base/errors.ts";
import type { App } from "../app.ts";
import type { TokensApp } from "../tokens/showTokens.ts";
import { withProgress } from "../withProgress.ts";
import { chooseClient } from "./chooseClient.ts";
import { type ClientApp, obtainToken } from "./clientCommands.ts";
import type { CommandTable } from "./commandIds.ts";
import { withoutLinks } from "../withoutLinks.ts";

/** The tokens that are held, and terminals that get one. */
export function tokenCommands(app: ClientApp & TokensApp) {
  const { sessions, terminalTokens } = app;
  return {
    "ordsSecurity.showTokens": async () => {
      // Not needed before the first look.
      const { showTokens } = await import("../tokens/showTokens.ts");
      await showTokens(app, async (command, argument) => {
        await commands.executeCommand(command, argument);
      });
    },
    "ordsSecurity.giveTerminalsToken": async (argument) => {
      const chosen = await chooseClient(sessions, argument);
      await obtainToken(app, chosen);
      await withProgress(l10n.t("Fetching a token for {0}", chosen.client.name), async (signal) => {
        await terminalTokens.give(chosen, signal);
      });
      // What is done next does not keep the command from being over.
      void offerTerminal(terminalTokens, chosen.client.name);
    },
    "ordsSecurity.takeTerminalsToken": () => {
      const { given } = terminalTokens;
      if (!given) {
        throw new UserFacingError({
          code: "nothingSelected",
          message: l10n.t("No client's token is given to terminals."),
        });
      }
      terminalTokens.take();
      window.setStatusBarMessage(
        l10n.t("New terminals no longer get the token of {0}.", given.client),
        5000,
      );
    },
  } satisfies Partial<CommandTable>;
}

async function offerTerminal(terminalTokens: App["terminalTokens"], name: string): Promise<void> {
  const open = l10n.t("Open terminal");
  const stop = l10n.t("Stop");
  const chosen = await window.showInformationMessage(
    withoutLinks(
      l10n.t(
        "New terminals have the token of {0} as ORDS_TOKEN and its schema as ORDS_URL, until it is forgotten or the connection is closed.",
        name,
      ),
    ),
    open,
    stop,
  );
  if (chosen === open) window.createTerminal({ name: l10n.t("ORDS {0}", name) }).show();
  if (chosen === stop) terminalTokens.take();
}
