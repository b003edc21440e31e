import { l10n } from "vscode";
import { allScaffolds } from "../../features/scaffold/allScaffolds.ts";
import { askedQuestions } from "../../features/scaffold/nextQuestion.ts";
import type { Answers } from "../../features/scaffold/question.ts";
import type { ScaffoldContext, ScaffoldId } from "../../features/scaffold/scaffold.ts";
import { scaffoldScript } from "../../features/scaffold/scaffoldScript.ts";
import { type Dialect, dialectFor } from "../../plsql/dialect.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";
import type { App } from "../app.ts";
import { askPrompts } from "../prompts/askPrompts.ts";
import type { PromptAnswers } from "../prompts/prompt.ts";
import { chooseSession, type ChosenSession } from "./chooseSession.ts";

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
  const context = contextOf(session, app.settings.dialect);
  const { given } = request;
  const asked = await askPrompts({
    title: l10n.t("{0} on {1}", scaffold.title, session.profile.name),
    drafts: {},
    startAt: "first",
    prompts: (answers) => askedQuestions(scaffold, context, { given, answers: plain(answers) }),
  });
  const script = scaffoldScript(scaffold, context, { ...plain(asked), ...given });
  await app.scripts.open(session.profile.id, script.snippet);
}

function contextOf(
  { profile, catalog }: ChosenSession,
  wanted: "auto" | Dialect["api"],
): ScaffoldContext {
  const dialect = dialectFor(catalog.release, profile.otherSchema?.name);
  return { catalog, dialect: wanted === "auto" ? dialect : { ...dialect, api: wanted } };
}

/** No scaffold asks for a secret, so its answers are texts and lists. */
function plain(answers: PromptAnswers): Answers {
  const entries = Object.entries(answers).flatMap(([id, answer]) =>
    typeof answer === "string" || Array.isArray(answer) ? [[id, answer] as const] : [],
  );
  return Object.fromEntries(entries);
}
