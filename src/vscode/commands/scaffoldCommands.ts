import { l10n } from "vscode";
import { UserFacingError } from "../../base/errors.ts";
import { allScaffolds } from "../../features/scaffold/allScaffolds.ts";
import { givenFor } from "../../features/scaffold/givenFor.ts";
import { askedQuestions } from "../../features/scaffold/nextQuestion.ts";
import type { Answers } from "../../features/scaffold/question.ts";
import {
  type ScaffoldContext,
  type ScaffoldId,
  scaffoldIds,
} from "../../features/scaffold/scaffold.ts";
import { scaffoldScript } from "../../features/scaffold/scaffoldScript.ts";
import { type Dialect, dialectFor } from "../../plsql/dialect.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";
import type { App } from "../app.ts";
import { askPrompts } from "../prompts/askPrompts.ts";
import type { PromptAnswers } from "../prompts/prompt.ts";
import { chooseSession, type ChosenSession } from "./chooseSession.ts";
import type { CommandHandler, CommandTable } from "./commandIds.ts";
import { parseCommandTarget } from "./commandTarget.ts";

type ScaffoldApp = Pick<App, "sessions" | "settings" | "scripts">;

/** One command for each scaffold, and one that is told which, for buttons that know some answers already. */
export function scaffoldCommands(app: ScaffoldApp) {
  const on =
    (scaffold: ScaffoldId): CommandHandler =>
    async (argument) => {
      const { node, profile } = parseCommandTarget(argument);
      await runScaffold(app, { scaffold, profile, given: givenFor(scaffold, node) });
    };
  return {
    "ordsSecurity.createRole": on("createRole"),
    "ordsSecurity.createPrivilege": on("createPrivilege"),
    "ordsSecurity.mapPrivilege": on("mapPrivilege"),
    "ordsSecurity.registerClient": on("registerClient"),
    "ordsSecurity.grantRole": on("grantRole"),
    "ordsSecurity.protectModule": on("protectModule"),
    "ordsSecurity.publishModule": on("publishModule"),
    "ordsSecurity.enableSchema": on("enableSchema"),
    "ordsSecurity.revokeRole": on("revokeRole"),
    "ordsSecurity.deleteRole": on("deleteRole"),
    "ordsSecurity.deletePrivilege": on("deletePrivilege"),
    "ordsSecurity.deleteMapping": on("deleteMapping"),
    "ordsSecurity.deleteClient": on("deleteClient"),
    "ordsSecurity.runScaffold": async (argument) => {
      const request = parseScaffoldRequest(argument);
      if (!request) {
        throw new UserFacingError({
          code: "nothingSelected",
          message: l10n.t("It is not said which script is to be written."),
        });
      }
      await runScaffold(app, request);
    },
  } satisfies Partial<CommandTable>;
}

interface ScaffoldRequest {
  readonly scaffold: ScaffoldId;
  readonly profile: ProfileId | undefined;
  /** Answers that are known already. */
  readonly given: Answers;
}

/** Asks what is not known yet and opens the script that follows. */
async function runScaffold(app: ScaffoldApp, request: ScaffoldRequest): Promise<void> {
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

function contextOf({ catalog }: ChosenSession, wanted: "auto" | Dialect["api"]): ScaffoldContext {
  const dialect = dialectFor(catalog.release);
  return { catalog, dialect: wanted === "auto" ? dialect : { ...dialect, api: wanted } };
}

/** No scaffold asks for a secret, so its answers are texts and lists. */
function plain(answers: PromptAnswers): Answers {
  const entries = Object.entries(answers).flatMap(([id, answer]) =>
    typeof answer === "string" || Array.isArray(answer) ? [[id, answer] as const] : [],
  );
  return Object.fromEntries(entries);
}

function parseScaffoldRequest(argument: unknown): ScaffoldRequest | undefined {
  if (typeof argument !== "object" || argument === null) return undefined;
  const request = argument as Partial<Record<"scaffold" | "profile" | "arguments", unknown>>;
  const scaffold = scaffoldIds.find((id) => id === request.scaffold);
  if (!scaffold) return undefined;
  return {
    scaffold,
    profile: typeof request.profile === "string" ? (request.profile as ProfileId) : undefined,
    given: parseAnswers(request.arguments),
  };
}

function parseAnswers(value: unknown): Answers {
  if (typeof value !== "object" || value === null) return {};
  const entries = Object.entries(value as Record<string, unknown>);
  return Object.fromEntries(
    entries.filter((entry): entry is [string, Answers[string]] => isAnswer(entry[1])),
  );
}

function isAnswer(value: unknown): value is Answers[string] {
  return (
    typeof value === "string" ||
    (Array.isArray(value) && value.every((one) => typeof one === "string"))
  );
}
