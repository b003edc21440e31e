import { CancellationError, l10n, window } from "vscode";
import { isCancelled, isUserFacingError } from "../../base/errors.ts";
import type { ConnectionProfile } from "../../services/profiles/profile.ts";
import type { LoginPasswords } from "../../services/profiles/profileStore.ts";
import type { ConnectionReport } from "../../services/profiles/testConnection.ts";
import type { App } from "../app.ts";
import { askPrompts } from "../prompts/askPrompts.ts";
import { withProgress } from "../withProgress.ts";
import { error, textIn } from "./steps.ts";
import { withoutLinks } from "../withoutLinks.ts";

export type TryParts = Pick<App, "profiles" | "testConnection" | "isLoopback">;

export interface AskedConnection {
  readonly profile: ConnectionProfile;
  /** What is undefined was not typed: a stored one stays. */
  readonly passwords: LoginPasswords;
  /** False when the person keeps it although it does not answer now. */
  readonly works: boolean;
  /** The server is not believed, and the person wants to say whom to believe, once the connection is kept. */
  readonly wantsCertificates?: true;
}

/** The connection when it works or is wanted all the same; undefined when the person wants to change it. */
export async function tryConnection(
  parts: TryParts,
  asked: AskedConnection,
): Promise<AskedConnection | undefined> {
  const { profile } = asked;
  if (profile.kind !== "restSql" && sendsPlainly(parts, profile)) {
    return await afterConfirming(parts, asked);
  }
  const tested = await test(parts, asked);
  if (tested.kind === "notTested") return asked;
  if (tested.kind === "works") return { ...asked, profile: learned(profile, tested.report) };
  const { failure } = tested;
  if (
    isUserFacingError(failure) &&
    failure.code === "plainHttpRefused" &&
    !profile.allowPlainHttp
  ) {
    return await afterConfirming(parts, asked);
  }
  const change = l10n.t("Change details");
  const other = l10n.t("Look at another schema");
  const save = l10n.t("Save anyway");
  const certificates = l10n.t("Save and set certificates");
  const choices = [
    ...(isNotBelieved(failure) ? [certificates] : []),
    change,
    ...(mayAdminister(profile, failure) ? [other] : []),
    save,
  ];
  const chosen = await window.showErrorMessage(withoutLinks(describeFailure(failure)), ...choices);
  if (chosen === undefined) throw new CancellationError();
  if (chosen === other) {
    return await tryConnection(parts, { ...asked, profile: await lookingElsewhere(profile) });
  }
  if (chosen === certificates) return { ...asked, works: false, wantsCertificates: true };
  return chosen === save ? { ...asked, works: false } : undefined;
}

/** Of a database itself, too, TLS may fail: that is what its wallet is for. */
function isNotBelieved(failure: unknown): boolean {
  return isUserFacingError(failure) && failure.remedy?.action === "setCertificates";
}

/** Who administers ORDS need not have services of their own. */
function mayAdminister({ kind }: ConnectionProfile, failure: unknown): boolean {
  return kind !== "restSql" && isUserFacingError(failure) && failure.code === "schemaNotEnabled";
}

async function lookingElsewhere(profile: ConnectionProfile): Promise<ConnectionProfile> {
  const answers = await askPrompts({
    title: l10n.t("Look at another schema on {0}", profile.name),
    drafts: {},
    startAt: "first",
    prompts: () => [
      {
        kind: "text",
        id: "schema",
        prompt: l10n.t("Which schema? Only an administrator of ORDS sees others than their own"),
        placeholder: "HR",
        initial: "",
        optional: false,
        check: (text) => (text.trim() === "" ? error(l10n.t("Type the schema.")) : undefined),
      },
    ],
  });
  const name = textIn(answers, "schema");
  // As in SQL: without quotes, the case does not matter.
  const quoted = /^"(.+)"$/.exec(name)?.[1];
  return { ...profile, otherSchema: { name: quoted ?? name.toUpperCase(), alias: undefined } };
}

type Tested =
  | { readonly kind: "works"; readonly report: ConnectionReport }
  | { readonly kind: "failed"; readonly failure: unknown }
  /** A password is missing; it is asked for when the connection is opened. */
  | { readonly kind: "notTested" };

async function test(parts: TryParts, { profile, passwords }: AskedConnection): Promise<Tested> {
  const known = await withStored(parts, profile, passwords);
  if (lacksPassword(profile, known)) return { kind: "notTested" };
  try {
    const report = await withProgress(
      l10n.t("Testing {0}", profile.name),
      async (signal) => await parts.testConnection(profile, known, signal),
    );
    return { kind: "works", report };
  } catch (failure) {
    if (isUserFacingError(failure) || isCancelled(failure)) return { kind: "failed", failure };
    throw failure;
  }
}

async function withStored(
  { profiles }: TryParts,
  profile: ConnectionProfile,
  typed: LoginPasswords,
): Promise<LoginPasswords> {
  const stored = await profiles.passwords(profile.id);
  return {
    password: typed.password ?? stored.password,
    walletPassword: typed.walletPassword ?? stored.walletPassword,
  };
}

function lacksPassword(profile: ConnectionProfile, known: LoginPasswords): boolean {
  if (profile.kind === "sqlDeveloper") return false;
  const needsWallet = profile.kind === "oracle" && profile.wallet?.needsPassword === true;
  return !known.password || (needsWallet && !known.walletPassword);
}

/** What a connection to the database learns of its schema; REST-Enabled SQL had to know it before. */
function learned(profile: ConnectionProfile, { alias }: ConnectionReport): ConnectionProfile {
  const { otherSchema } = profile;
  if (otherSchema) return { ...profile, otherSchema: { ...otherSchema, alias } };
  return profile.kind === "restSql" ? profile : { ...profile, alias };
}

function describeFailure(failure: unknown): string {
  if (!isUserFacingError(failure)) return l10n.t("The test was canceled.");
  return failure.why === undefined ? failure.message : `${failure.message} ${failure.why}`;
}

/** Whether secrets and tokens would go to ORDS as everybody on the way can read them, and nobody has agreed to it. */
function sendsPlainly({ isLoopback }: TryParts, profile: ConnectionProfile): boolean {
  if (profile.baseUrl === undefined || profile.allowPlainHttp) return false;
  const url = new URL(profile.baseUrl);
  return url.protocol === "http:" && !isLoopback(url);
}

async function afterConfirming(
  parts: TryParts,
  asked: AskedConnection,
): Promise<AskedConnection | undefined> {
  const { profile } = asked;
  if (!(await confirmPlainHttp(profile))) return undefined;
  return await tryConnection(parts, { ...asked, profile: { ...profile, allowPlainHttp: true } });
}

async function confirmPlainHttp({ kind, baseUrl }: ConnectionProfile): Promise<boolean> {
  const send = l10n.t("Send without encryption");
  const host = baseUrl === undefined ? "" : new URL(baseUrl).host;
  const chosen = await window.showWarningMessage(
    kind === "restSql"
      ? l10n.t("Send the password to {0} without encryption?", host)
      : l10n.t("Send secrets and tokens to {0} without encryption?", host),
    {
      modal: true,
      detail:
        kind === "restSql"
          ? l10n.t(
              "The address begins with http:. Everybody on the way can read the password and the tokens. Use https: unless this is a test system on a network that you trust.",
            )
          : l10n.t(
              "The address of ORDS begins with http:. Everybody on the way can read the secrets and the tokens of clients. Use https: unless this is a test system on a network that you trust.",
            ),
    },
    send,
  );
  return chosen === send;
}
