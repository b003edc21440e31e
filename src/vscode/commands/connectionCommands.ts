import { randomUUID } from "node:crypto";
import { CancellationError, l10n, window } from "vscode";
import { UserFacingError } from "../../base/errors.ts";
import type { ConnectionProfile, ProfileId } from "../../services/profiles/profile.ts";
import type { App } from "../app.ts";
import { askConnection, type AskedConnection } from "../connections/askConnection.ts";
import { withProgress } from "../withProgress.ts";
import { chooseProfile, openSession, pickConnection } from "./chooseSession.ts";
import type { CommandTable } from "./commandIds.ts";
import { parseCommandTarget } from "./commandTarget.ts";

/** Everything that is done to a stored connection. */
export function connectionCommands(app: App) {
  const chosen = async (argument: unknown): Promise<ConnectionProfile> =>
    await chooseProfile(app.sessions, parseCommandTarget(argument).profile);

  return {
    "ordsSecurity.addConnection": async () => {
      // The practice connection has its own fixed id; this one can never meet it.
      const asked = await askConnection(app, randomUUID() as ProfileId);
      await keepConnection(app, asked);
    },
    "ordsSecurity.editConnection": async (argument) => {
      const profile = await chosen(argument);
      refusePractice(profile);
      const asked = await askConnection(app, profile.id, profile);
      await app.sessions.close(profile.id);
      await keepConnection(app, asked);
    },
    "ordsSecurity.testConnection": async (argument) => {
      const profile = await reachable(app, await chosen(argument));
      const password = await app.passwords.passwordOf(profile);
      const report = await withProgress(l10n.t("Testing {0}", profile.name), async (signal) => {
        return await app.testConnection(profile, password, signal);
      }).finally(() => {
        if (app.sessions.get(profile.id)?.state.kind !== "open") app.passwords.forget(profile.id);
      });
      void window.showInformationMessage(
        l10n.t("{0} works: ORDS {1}, schema {2}.", profile.name, report.release, report.schema),
      );
    },
    "ordsSecurity.connect": async (argument) => {
      const profile = await chosen(argument);
      await openSession(app.sessions, profile.id);
      await app.explorer.reveal(profile.id);
    },
    "ordsSecurity.disconnect": async (argument) => {
      const { profile } = parseCommandTarget(argument);
      const id = profile ?? app.sessions.active()?.profile.id;
      if (id !== undefined) await app.sessions.close(id);
    },
    "ordsSecurity.removeConnection": async (argument) => {
      const profile = await chosen(argument);
      await confirmRemoval(profile);
      if (profile.practice) await app.practice.remove();
      else await app.profiles.remove(profile.id);
    },
    "ordsSecurity.enterPassword": async (argument) => {
      const profile = await chosen(argument);
      refusePractice(profile);
      await app.passwords.ask(profile);
      await app.sessions.close(profile.id);
      await openSession(app.sessions, profile.id);
    },
    "ordsSecurity.chooseConnection": async () => {
      const profile = await pickConnection(app.sessions);
      await openSession(app.sessions, profile.id);
    },
  } satisfies Partial<CommandTable>;
}

/** Stores a connection and, when it works, opens it without asking for its password once more. */
async function keepConnection(
  { profiles, passwords, sessions, explorer }: App,
  { profile, password, works }: AskedConnection,
): Promise<void> {
  await profiles.save(profile, password);
  if (works) {
    if (password) passwords.remember(profile, password);
    await openSession(sessions, profile.id);
  }
  await explorer.reveal(profile.id);
}

/** The connection as it can be reached now: the practice server is started first. */
async function reachable(
  { practice }: Pick<App, "practice">,
  profile: ConnectionProfile,
): Promise<ConnectionProfile> {
  return profile.practice ? await practice.start() : profile;
}

function refusePractice({ practice, name }: ConnectionProfile): void {
  if (!practice) return;
  throw new UserFacingError({
    code: "inputNotValid",
    message: l10n.t("{0} is not edited by hand.", name),
    why: l10n.t(
      "It belongs to the practice server, which sets its address and its password. To change the schema or the release, start it over.",
    ),
  });
}

async function confirmRemoval({ name, practice }: ConnectionProfile): Promise<void> {
  const remove = l10n.t("Remove");
  const detail = practice
    ? l10n.t("The practice server is stopped, and its schema is deleted with all you did in it.")
    : l10n.t(
        "Its password, and the secrets and tokens of its clients, are forgotten on this machine. Nothing changes in the database.",
      );
  const chosen = await window.showWarningMessage(
    l10n.t("Remove {0}?", name),
    { modal: true, detail },
    remove,
  );
  if (chosen !== remove) throw new CancellationError();
}
