import { commands, l10n } from "vscode";
import type { App } from "../app.ts";
import { askPrompts } from "../prompts/askPrompts.ts";
import type { CommandTable } from "./commandIds.ts";
import { withProgress } from "../withProgress.ts";
import { parseCommandTarget } from "./commandTarget.ts";

type ExplorerApp = Pick<App, "sessions" | "explorer" | "log">;

/** The sidebar itself, the walkthrough and the log. */
export function explorerCommands({ sessions, explorer, log }: ExplorerApp) {
  return {
    "ordsSecurity.refresh": async (argument) => {
      const { profile } = parseCommandTarget(argument);
      const open = sessions.list().filter(({ state }) => state.kind === "open");
      const wanted = open.filter(
        (session) => profile === undefined || session.profile.id === profile,
      );
      const names = wanted.map((session) => session.profile.name).join(", ");
      await withProgress(l10n.t("Refreshing {0}", names), async (signal) => {
        await Promise.all(
          wanted.map(async (one) => await sessions.refresh(one.profile.id, signal)),
        );
      });
    },
    "ordsSecurity.filter": async () => {
      const answers = await askPrompts({
        title: l10n.t("Filter connections"),
        drafts: { filter: explorer.filter },
        startAt: "first",
        prompts: () => [
          {
            kind: "text",
            id: "filter",
            prompt: l10n.t("Show only what has this text in its name; empty shows everything"),
            placeholder: "hr",
            initial: "",
            optional: true,
            check: () => undefined,
          },
        ],
      });
      explorer.setFilter(String(answers["filter"]));
    },
    "ordsSecurity.clearFilter": () => explorer.setFilter(""),
    "ordsSecurity.openWalkthrough": async () => {
      await commands.executeCommand(
        "workbench.action.openWalkthrough",
        "ords-security.ords-security#fiveSteps",
        false,
      );
    },
    "ordsSecurity.openLog": () => log.show(),
  } satisfies Partial<CommandTable>;
}
