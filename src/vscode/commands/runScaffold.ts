import { l10n, window } from "vscode";
import { UserFacingError } from "../../base/errors.ts";
import { allScaffolds } from "../../features/scaffold/allScaffolds.ts";
import { askedQuestions } from "../../features/scaffold/nextQuestion.ts";
import type { Answers, Question } from "../../features/scaffold/question.ts";
import { refusalIn } from "../../features/scaffold/refusalIn.ts";
import type { ScaffoldId } from "../../features/scaffold/scaffold.ts";
import { scaffoldScript } from "../../features/scaffold/scaffoldScript.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";
import type { App } from "../app.ts";
import { askPrompts } from "../prompts/askPrompts.ts";
import type { Prompt } from "../prompts/prompt.ts";
import { chooseSession } from "./chooseSession.ts";
import { plainAnswers } from "./plainAnswers.ts";
import { scaffoldContext } from "./scaffoldContext.ts";

export type ScaffoldApp = Pick<App, "sessions" | "settings" | "scripts">;

export interface ScaffoldRequest {
  readonly scaffold: ScaffoldId;
  readonly profile: ProfileId | undefined;
  /** Answers that are known already. */
  readonly given: Answers;
}

/** Asks what is not known yet and opens the script that follows. */
export async function runScaffold(app: ScaffoldApp, request: ScaffoldRequest): Promise<void> {
  const session = await chooseSession(app.sessions, request.profile);
  const scaffold = allScaffolds[request.scaffold];
  const context = scaffoldContext(session, app.settings.dialect);
  const { given } = request;
  // Said before the first question when no answer can help.
  refuse(refusalIn(scaffold, context, given));
  const asked = await askPrompts({
    title: l10n.t("{0} on {1}", scaffold.title, session.profile.name),
    drafts: {},
    startAt: "first",
    prompts: (answers) => {
      const known = { ...plainAnswers(answers), ...given };
      const asks = askedQuestions(scaffold, context, { given, answers: plainAnswers(answers) });
      refuseEmpty(asks.find(({ id }) => !(id in answers)));
      return asks.map((question): Prompt => {
        if (question.kind !== "pickOne") return question;
        const judge = (answer: string) =>
          refusalIn(scaffold, context, { ...known, [question.id]: answer });
        return { ...question, lookUp: (answer) => Promise.resolve(judge(answer)) };
      });
    },
  });
  const script = scaffoldScript(scaffold, context, { ...plainAnswers(asked), ...given });
  if (script.changes.length === 0) {
    void window.showInformationMessage(
      l10n.t("Everything is as you want it already, so there is no script to run."),
    );
    return;
  }
  await app.scripts.open(session.profile.id, script.snippet);
}

/** A list without a line would leave the person before an empty box. */
function refuseEmpty(question: Question | undefined): void {
  if (question?.kind !== "pickOne" || question.options.length > 0 || question.other) return;
  throw new UserFacingError({
    code: "nothingSelected",
    message: l10n.t("There is nothing to choose from."),
    why: l10n.t("The question would be: {0}", question.prompt),
  });
}

function refuse(reason: string | undefined): void {
  if (reason === undefined) return;
  throw new UserFacingError({
    code: "inputNotValid",
    message: reason,
    why: l10n.t(
      "Scripts speak OAUTH or ORDS_SECURITY, as the release or the setting ordsSecurity.dialect says.",
    ),
  });
}
