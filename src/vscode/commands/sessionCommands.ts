import { l10n, window } from "vscode";
import { UserFacingError } from "../../base/errors.ts";
import type { ConnectionProfile, ProfileId } from "../../services/profiles/profile.ts";
import type { App } from "../app.ts";
import { confirmLosingWork } from "../connections/confirmLosingWork.ts";
import { askPrompts } from "../prompts/askPrompts.ts";
import { withProgress } from "../withProgress.ts";
import { chooseSession } from "./chooseSession.ts";
import type { CommandTable } from "./commandIds.ts";
import { parseCommandTarget } from "./commandTarget.ts";
import { withoutLinks } from "../withoutLinks.ts";

type SessionApp = Pick<
  App,
  "sessions" | "profiles" | "explorer" | "documents" | "readSchemas" | "readHandlerSource"
>;

/** What is done within an open connection: its transaction, the schema it looks at, what it reads on demand. */
export function sessionCommands(app: SessionApp) {
  const { sessions } = app;
  return {
    "ordsSecurity.commitChanges": async (argument) => await endTransaction(app, argument, "commit"),
    "ordsSecurity.rollBackChanges": async (argument) =>
      await endTransaction(app, argument, "rollback"),
    "ordsSecurity.lookAtSchema": async (argument) => {
      const { profile } = await chooseSession(sessions, parseCommandTarget(argument).profile);
      const names = await withProgress(l10n.t("Reading the schemas"), async (signal) => {
        return await app.readSchemas(profile.id, signal);
      });
      await lookAt(app, profile, await askSchema(profile, names));
    },
    "ordsSecurity.showHandlerSource": async (argument) => {
      const { profile: given, ref } = parseCommandTarget(argument ?? app.explorer.selection);
      if (ref?.kind !== "handler") {
        throw new UserFacingError({
          code: "nothingSelected",
          message: l10n.t("No handler is selected."),
          why: l10n.t("Select a handler in the sidebar first."),
        });
      }
      const { profile } = await chooseSession(sessions, given);
      const source = await withProgress(l10n.t("Reading the source"), async (signal) => {
        return await app.readHandlerSource(profile.id, ref, signal);
      });
      const { method, uriTemplate } = ref;
      if (source === undefined) throw sourceGone(`${method} ${uriTemplate}`);
      await app.documents.show({ name: `${method} ${uriTemplate}`, language: "sql", text: source });
    },
  } satisfies Partial<CommandTable>;
}

function sourceGone(name: string): UserFacingError {
  return new UserFacingError({
    code: "nothingSelected",
    message: l10n.t("The handler {0} has no source.", name),
    why: l10n.t("It was deleted meanwhile, or has none. Refresh to see what there is."),
  });
}

async function endTransaction(
  { sessions }: SessionApp,
  argument: unknown,
  how: "commit" | "rollback",
): Promise<void> {
  const id = parseCommandTarget(argument).profile ?? waitingSession(sessions);
  const session = id === undefined ? undefined : sessions.get(id);
  const waits = session?.state.kind === "open" && session.state.uncommitted > 0;
  if (!session || !waits) {
    throw new UserFacingError({
      code: "nothingSelected",
      message: l10n.t("Nothing waits to be committed."),
      why: l10n.t("Changes wait when a script on an Oracle Database connection has no COMMIT."),
    });
  }
  const { profile } = session;
  const title = how === "commit" ? l10n.t("Committing") : l10n.t("Rolling back");
  await withProgress(title, async (signal) => {
    await sessions.endTransaction(profile.id, how, signal);
  });
  const done =
    how === "commit"
      ? l10n.t("Committed on {0}.", profile.name)
      : l10n.t("Rolled back on {0}.", profile.name);
  void window.showInformationMessage(withoutLinks(done));
  await withProgress(l10n.t("Refreshing {0}", profile.name), async (signal) => {
    await sessions.refresh(profile.id, signal);
  });
}

function waitingSession(sessions: App["sessions"]): ProfileId | undefined {
  return sessions.list().find(({ state }) => state.kind === "open" && state.uncommitted > 0)
    ?.profile.id;
}

/** The choice; undefined for one's own schema. */
async function askSchema(
  profile: ConnectionProfile,
  names: readonly string[],
): Promise<string | undefined> {
  const answers = await askPrompts({
    title: l10n.t("Look at another schema on {0}", profile.name),
    drafts: { schema: profile.otherSchema?.name ?? ownSchema },
    startAt: "first",
    prompts: () => [
      {
        kind: "pickOne",
        id: "schema",
        prompt: l10n.t("Which schema? Scripts then name it, and use packages for administrators"),
        placeholder: undefined,
        options: [
          {
            value: ownSchema,
            label: l10n.t("Own schema"),
            description: undefined,
            detail: undefined,
          },
          ...names.map((name) => ({
            value: name,
            label: name,
            description: undefined,
            detail: undefined,
          })),
        ],
        other: undefined,
      },
    ],
  });
  const chosen = String(answers["schema"]);
  return chosen === ownSchema ? undefined : chosen;
}

/** No schema has the empty name. */
const ownSchema = "";

async function lookAt(
  { sessions, profiles, explorer }: SessionApp,
  profile: ConnectionProfile,
  name: string | undefined,
): Promise<void> {
  if (profile.otherSchema?.name === name) return;
  await confirmLosingWork(sessions, profile.id);
  const otherSchema = name === undefined ? undefined : { name, alias: undefined };
  // The session ends with this: its catalog is that of the schema before.
  await profiles.save(
    { ...profile, otherSchema },
    { password: undefined, walletPassword: undefined },
  );
  await chooseSession(sessions, profile.id);
  await explorer.reveal(profile.id);
}
