import { CancellationError, l10n, window } from "vscode";
import type { App } from "../app.ts";
import {
  parsePracticeWorld,
  practiceReleases,
  type PracticeWorld,
} from "../practice/practiceWorld.ts";
import { askPrompts } from "../prompts/askPrompts.ts";
import { withProgress } from "../withProgress.ts";
import { openSession } from "./chooseSession.ts";
import type { CommandTable } from "./commandIds.ts";

type PracticeApp = Pick<App, "practice" | "sessions" | "explorer">;

/** The practice server: start, stop, start over. */
export function practiceCommands(app: PracticeApp) {
  return {
    "ordsSecurity.startPractice": async () => {
      const profile = await withProgress(
        l10n.t("Starting the practice server"),
        async (signal) => await app.practice.start(signal),
      );
      await openSession(app.sessions, profile.id);
      await app.explorer.reveal(profile.id);
    },
    "ordsSecurity.stopPractice": async () => {
      const { profile } = app.practice;
      if (profile) await app.sessions.close(profile.id);
      await app.practice.stop();
    },
    "ordsSecurity.resetPractice": async (argument) => {
      // Links and tests say which world they want; a person is asked.
      const world = parsePracticeWorld(argument) ?? (await askWorld(app));
      const profile = await withProgress(
        l10n.t("Starting the practice server over"),
        async () => await app.practice.startOver(world),
      );
      await openSession(app.sessions, profile.id);
      await app.explorer.reveal(profile.id);
    },
  } satisfies Partial<CommandTable>;
}

async function askWorld({ practice }: PracticeApp): Promise<PracticeWorld> {
  const answers = await askPrompts({
    title: l10n.t("Start practice server over"),
    drafts: { lesson: practice.world.lesson, release: practice.world.release },
    startAt: "first",
    prompts: () => [
      {
        kind: "pickOne",
        id: "lesson",
        prompt: l10n.t("Which schema?"),
        placeholder: undefined,
        options: [
          {
            value: "hr",
            label: l10n.t("HR, half secured"),
            description: undefined,
            detail: l10n.t("Privileges, roles and clients are there, with a few mistakes to find."),
          },
          {
            value: "empty",
            label: l10n.t("HR, not secured"),
            description: undefined,
            detail: l10n.t("Services without any privilege, role or client: do the five steps."),
          },
        ],
        other: undefined,
      },
      {
        kind: "pickOne",
        id: "release",
        prompt: l10n.t("Which release of ORDS?"),
        placeholder: undefined,
        options: [
          {
            value: practiceReleases.current,
            label: practiceReleases.current,
            description: l10n.t("current: ORDS_SECURITY, secrets are masked"),
            detail: undefined,
          },
          {
            value: practiceReleases.older,
            label: practiceReleases.older,
            description: l10n.t("older: OAUTH only, secrets can be read"),
            detail: undefined,
          },
        ],
        other: undefined,
      },
    ],
  });
  const world = parsePracticeWorld(answers);
  if (!world || (practice.profile && !(await confirmed()))) throw new CancellationError();
  return world;
}

async function confirmed(): Promise<boolean> {
  const startOver = l10n.t("Start over");
  const chosen = await window.showWarningMessage(
    l10n.t("Start the practice server over?"),
    { modal: true, detail: l10n.t("Its schema is deleted with all you did in it.") },
    startOver,
  );
  return chosen === startOver;
}
