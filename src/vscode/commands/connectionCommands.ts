import { randomUUID } from "node:crypto";
import { CancellationError, l10n, window } from "vscode";
import { UserFacingError } from "../../base/errors.ts";
import type {
  ConnectionProfile,
  LoginProfile,
  ProfileId,
} from "../../services/profiles/profile.ts";
import type { LoginPasswords } from "../../services/profiles/profileStore.ts";
import type { App } from "../app.ts";
import { confirmLosingWork } from "../connections/confirmLosingWork.ts";
import type { AskedConnection } from "../connections/tryConnection.ts";
import { withProgress } from "../withProgress.ts";
import { chooseProfile, openSession, pickConnection } from "./chooseSession.ts";
import type { CommandTable } from "./commandIds.ts";
import { parseCommandTarget } from "./commandTarget.ts";
import { withoutLinks } from "../withoutLinks.ts";

/** Everything that is done to a stored connection. */
export function connectionCommands(app: App) {
  const chosen = async (argument: unknown): Promise<ConnectionProfile> =>
    await chooseProfile(app.sessions, parseCommandTarget(argument).profile);

  return {
    "ordsSecurity.addConnection": async () => {
      // The practice connection has its own fixed id; this one can never meet it.
      const asked = await ask(app, randomUUID() as ProfileId);
      await keepConnection(app, asked);
    },
    "ordsSecurity.editConnection": async (argument) => {
      const profile = await chosen(argument);
      refusePractice(profile);
      const asked = await ask(app, profile.id, profile);
      await confirmLosingWork(app.sessions, profile.id);
      await app.sessions.close(profile.id);
      await keepConnection(app, asked);
    },
    "ordsSecurity.testConnection": async (argument) => {
      const profile = await reachable(app, await chosen(argument));
      const passwords = await passwordsOf(app, profile);
      const report = await withProgress(l10n.t("Testing {0}", profile.name), async (signal) => {
        return await app.testConnection(profile, passwords, signal);
      }).finally(() => {
        if (app.sessions.get(profile.id)?.state.kind !== "open") app.passwords.forget(profile.id);
      });
      void window.showInformationMessage(
        withoutLinks(
          l10n.t("{0} works: ORDS {1}, schema {2}.", profile.name, report.release, report.schema),
        ),
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
      if (id === undefined) return;
      await confirmLosingWork(app.sessions, id);
      await app.sessions.close(id);
    },
    "ordsSecurity.removeConnection": async (argument) => {
      const profile = await chosen(argument);
      await confirmLosingWork(app.sessions, profile.id);
      await confirmRemoval(profile);
      if (profile.practice) await app.practice.remove();
      else await app.profiles.remove(profile.id);
    },
    "ordsSecurity.enterPassword": async (argument) => {
      const profile = await chosen(argument);
      refusePractice(profile);
      await confirmLosingWork(app.sessions, profile.id);
      await app.passwords.ask(requireLogin(profile));
      await app.sessions.close(profile.id);
      await openSession(app.sessions, profile.id);
    },
    "ordsSecurity.setOrdsAddress": async (argument) => {
      const profile = await chosen(argument);
      refusePractice(profile);
      if (profile.kind === "restSql") throw addressIsPartOf(profile);
      // Those of an open connection are known, and nobody is asked for one only to set an address.
      const isOpen = app.sessions.get(profile.id)?.state.kind === "open";
      const known = isOpen ? await passwordsOf(app, profile) : none;
      const { askOrdsAddress } = await import("../connections/askOrdsAddress.ts");
      const asked = await askOrdsAddress(app, profile, known);
      // The session stays open: only where tokens and requests go has changed.
      await app.profiles.save(asked.profile, none);
    },
    "ordsSecurity.setCertificates": async (argument) => {
      const profile = await chosen(argument);
      refusePractice(profile);
      await setCertificates(app, profile);
    },
    "ordsSecurity.setClientAuthentication": async (argument) => {
      const profile = await chosen(argument);
      const { askClientAuthentication } = await import("../connections/askClientAuthentication.ts");
      const how = await askClientAuthentication(profile, app.settings.clientAuthentication);
      await app.profiles.saveClientAuthentication(profile.id, how);
    },
    "ordsSecurity.chooseConnection": async () => {
      const profile = await pickConnection(app.sessions);
      await openSession(app.sessions, profile.id);
    },
  } satisfies Partial<CommandTable>;
}

/** The form, and what it knows of databases, is loaded by whoever opens it. */
async function ask(app: App, id: ProfileId, edited?: ConnectionProfile): Promise<AskedConnection> {
  const { askConnection } = await import("../connections/askConnection.ts");
  return await askConnection({ ...app, oracle: await app.oracleLookups() }, id, edited);
}

async function setCertificates(app: App, profile: ConnectionProfile): Promise<void> {
  const { askCertificates } = await import("../connections/askCertificates.ts");
  const { tls, passphrase } = await askCertificates(app, profile);
  // An open session stays open: what is sent from now on goes with them.
  await app.profiles.saveTls(profile.id, tls, passphrase);
  const failed = app.sessions.get(profile.id)?.state.kind === "failed";
  if (failed) await openSession(app.sessions, profile.id);
  await app.explorer.reveal(profile.id);
}

/** Stores a connection and, when it works, opens it without asking for its password once more. */
async function keepConnection(
  app: App,
  { profile, passwords: typed, works, wantsCertificates }: AskedConnection,
): Promise<void> {
  const { profiles, passwords, sessions, explorer } = app;
  await profiles.save(profile, typed);
  if (works || wantsCertificates) passwords.remember(profile, typed);
  if (works) await openSession(sessions, profile.id);
  if (!wantsCertificates) return await explorer.reveal(profile.id);
  await setCertificates(app, profile);
  await openSession(sessions, profile.id);
}

/** The connection as it can be reached now: the practice server is started first. */
async function reachable(
  { practice }: Pick<App, "practice">,
  profile: ConnectionProfile,
): Promise<ConnectionProfile> {
  return profile.practice ? await practice.start() : profile;
}

async function passwordsOf(
  { passwords }: Pick<App, "passwords">,
  profile: ConnectionProfile,
): Promise<LoginPasswords> {
  if (profile.kind !== "sqlDeveloper") return await passwords.passwordsOf(profile);
  return none;
}

const none: LoginPasswords = { password: undefined, walletPassword: undefined };

function requireLogin(profile: ConnectionProfile): LoginProfile {
  if (profile.kind !== "sqlDeveloper") return profile;
  throw new UserFacingError({
    code: "inputNotValid",
    message: l10n.t("{0} has no password here.", profile.name),
    why: l10n.t("It borrows a session of Oracle SQL Developer, which logs in by itself."),
  });
}

function addressIsPartOf({ id, name }: ConnectionProfile): UserFacingError {
  return new UserFacingError({
    code: "inputNotValid",
    message: l10n.t("{0} connects through ORDS, so it has the address already.", name),
    why: l10n.t("To change the address, edit the connection."),
    remedy: { label: l10n.t("Edit connection"), action: "editConnection", argument: id },
  });
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
