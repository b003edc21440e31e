import { CancellationError, l10n, window } from "vscode";
import { isCancelled, isUserFacingError, UserFacingError } from "../../base/errors.ts";
import { Secret } from "../../base/secret.ts";
import type {
  ClientCertificate,
  ConnectionTls,
  ServerCertificate,
} from "../../services/http/connectionTls.ts";
import type { ConnectionProfile } from "../../services/profiles/profile.ts";
import type { App } from "../app.ts";
import { ordsAddressMissing } from "../commands/ordsAddressMissing.ts";
import { askPrompts } from "../prompts/askPrompts.ts";
import type { PickOnePrompt, Prompt, PromptAnswers, TextPrompt } from "../prompts/prompt.ts";
import { withProgress } from "../withProgress.ts";
import { error, option, optionWithDetail, textIn } from "./steps.ts";
import { withoutLinks } from "../withoutLinks.ts";

export interface AskedCertificates {
  /** undefined: those of this computer will do. */
  readonly tls: ConnectionTls | undefined;
  /** undefined when none was typed: a stored one stays. */
  readonly passphrase: Secret | undefined;
}

/**
 * Asks how the server of a connection and the person prove who they are, and sees that the files fit together. Throws a
 * `CancellationError` when the person gives up.
 */
export async function askCertificates(
  parts: CertificateParts,
  profile: ConnectionProfile,
): Promise<AskedCertificates> {
  const { checkCertificates, profiles } = parts;
  const { baseUrl } = profile;
  if (baseUrl === undefined) {
    throw ordsAddressMissing(profile.id, l10n.t("Certificates are for the way to its server."));
  }
  const { host, protocol } = new URL(baseUrl);
  if (protocol === "http:") throw withoutTls(profile);
  const shown: Shown = { certificate: undefined };
  let drafts = draftsOf(profile.tls);
  let startAt: "first" | "last" = "first";
  for (;;) {
    drafts = await askPrompts({
      title: l10n.t("Certificates of {0}", profile.name),
      drafts,
      startAt,
      prompts: (answers) => [
        trustStep(host, lookAtServer(parts, baseUrl, shown)),
        ...furtherSteps(host, answers, profile.tls),
      ],
    });
    const asked = toCertificates(drafts, shown.certificate?.fingerprint);
    const { fingerprint } = asked.tls ?? {};
    if (fingerprint !== undefined && fingerprint !== profile.tls?.fingerprint) {
      await confirmShown(host, shown.certificate);
    }
    const wasUnchecked = profile.tls?.check === "none";
    if (asked.tls?.check === "none" && !wasUnchecked) await confirmUnchecked(host);
    if (!asked.tls) return asked;
    try {
      const isSame = sameCertificate(profile.tls, asked.tls);
      const stored = isSame ? await profiles.keyPassphrase(profile.id) : undefined;
      await checkCertificates(asked.tls, asked.passphrase ?? stored);
      return asked;
    } catch (failure) {
      if (!isUserFacingError(failure)) throw failure;
      const change = l10n.t("Change details");
      const text = [failure.message, failure.why ?? ""].join(" ").trim();
      if ((await window.showErrorMessage(withoutLinks(text), change)) !== change)
        throw new CancellationError();
      startAt = "last";
    }
  }
}

export type CertificateParts = Pick<
  App,
  "checkCertificates" | "readServerCertificate" | "profiles"
>;

/** What the server has shown when it was looked at. */
interface Shown {
  certificate: ServerCertificate | undefined;
}

function lookAtServer(
  { readServerCertificate }: CertificateParts,
  baseUrl: string,
  shown: Shown,
): (answer: string) => Promise<string | undefined> {
  return async (answer) => {
    if (answer !== "shown") return undefined;
    try {
      shown.certificate = await withProgress(l10n.t("Looking at the certificate"), (signal) =>
        readServerCertificate(baseUrl, signal),
      );
      return undefined;
    } catch (failure) {
      if (isCancelled(failure)) return l10n.t("Canceled.");
      if (!isUserFacingError(failure)) throw failure;
      return failure.message;
    }
  };
}

function furtherSteps(
  host: string,
  answers: PromptAnswers,
  before: ConnectionTls | undefined,
): readonly Prompt[] {
  const own = before?.clientCertificate;
  return [
    ...(answers["trust"] === "own"
      ? [fileStep("caFile", l10n.t("PEM file with the authority's certificate"), before?.caFile)]
      : []),
    showStep(host),
    ...(answers["show"] === "pem"
      ? [
          fileStep("certFile", l10n.t("PEM file with your certificate"), fileOf(own, "certFile")),
          fileStep("keyFile", l10n.t("PEM file with its private key"), fileOf(own, "keyFile")),
        ]
      : []),
    ...(answers["show"] === "pfx"
      ? [fileStep("pfxFile", l10n.t("PFX file (.pfx or .p12)"), fileOf(own, "file"))]
      : []),
    ...(answers["show"] === "pem" || answers["show"] === "pfx" ? [passphraseStep(own)] : []),
  ];
}

function trustStep(host: string, lookUp: PickOnePrompt["lookUp"]): Prompt {
  return {
    kind: "pickOne",
    id: "trust",
    prompt: l10n.t("Whose word is taken that {0} is who it says?", host),
    placeholder: undefined,
    options: [
      optionWithDetail(
        "computer",
        l10n.t("That of the authorities this computer trusts"),
        l10n.t("The usual way; your system's certificates count, too"),
      ),
      optionWithDetail(
        "own",
        l10n.t("That of an authority of your own"),
        l10n.t("Needs its certificate as a PEM file; for this connection it is the only one"),
      ),
      optionWithDetail(
        "shown",
        l10n.t("Yours: accept the certificate that it shows now, and no other"),
        l10n.t("For a self-signed one. You see its fingerprint next, to compare it"),
      ),
      optionWithDetail(
        "none",
        l10n.t("Nobody's: do not check the certificate"),
        l10n.t("For a test system whose certificate changes; the connections tree says so"),
      ),
    ],
    other: undefined,
    ...(lookUp ? { lookUp } : {}),
  };
}

function showStep(host: string): Prompt {
  return {
    kind: "pickOne",
    id: "show",
    prompt: l10n.t("Does {0} want a certificate from you?", host),
    placeholder: undefined,
    options: [
      option("nothing", l10n.t("No"), l10n.t("as most servers")),
      option("pem", l10n.t("Yes, as two PEM files"), l10n.t("certificate and key")),
      option("pfx", l10n.t("Yes, as one PFX file"), l10n.t("also known as PKCS #12")),
    ],
    other: undefined,
  };
}

function fileStep(id: string, prompt: string, initial: string | undefined): TextPrompt {
  return {
    kind: "text",
    id,
    prompt,
    placeholder: undefined,
    initial: initial ?? "",
    optional: false,
    browse: "file",
    check: (text) =>
      text.trim() === "" ? error(l10n.t("Type its path, or choose the file.")) : undefined,
  };
}

function passphraseStep(before: ClientCertificate | undefined): Prompt {
  return {
    kind: "secret",
    id: "passphrase",
    prompt: before
      ? l10n.t("Passphrase of the key; leave it empty to keep the stored one, or for none")
      : l10n.t("Passphrase of the key; leave it empty if it has none"),
    placeholder: undefined,
    check: () => undefined,
  };
}

function draftsOf(tls: ConnectionTls | undefined): PromptAnswers {
  return { trust: trustOf(tls), show: tls?.clientCertificate?.kind ?? "nothing" };
}

function trustOf(tls: ConnectionTls | undefined): string {
  if (tls?.check === "none") return "none";
  if (tls?.fingerprint !== undefined) return "shown";
  return tls?.caFile === undefined ? "computer" : "own";
}

function fileOf(certificate: ClientCertificate | undefined, which: string): string | undefined {
  return Object.entries(certificate ?? {}).find(([name]) => name === which)?.[1];
}

function toCertificates(answers: PromptAnswers, shown: string | undefined): AskedCertificates {
  const clientCertificate = certificateIn(answers);
  const caFile = answers["trust"] === "own" ? textIn(answers, "caFile") : undefined;
  const check = answers["trust"] === "none" ? "none" : "full";
  const fingerprint = answers["trust"] === "shown" ? shown : undefined;
  const isNothing = caFile === undefined && !fingerprint && !clientCertificate && check === "full";
  const typed = answers["passphrase"];
  return {
    tls: isNothing ? undefined : { caFile, fingerprint, clientCertificate, check },
    passphrase:
      clientCertificate && typed instanceof Secret && typed.reveal() !== "" ? typed : undefined,
  };
}

function certificateIn(answers: PromptAnswers): ClientCertificate | undefined {
  switch (answers["show"]) {
    case "pem":
      return {
        kind: "pem",
        certFile: textIn(answers, "certFile"),
        keyFile: textIn(answers, "keyFile"),
      };
    case "pfx":
      return { kind: "pfx", file: textIn(answers, "pfxFile") };
    default:
      return undefined;
  }
}

/** A stored passphrase belongs to the files that it was typed for. */
function sameCertificate(before: ConnectionTls | undefined, after: ConnectionTls): boolean {
  const own = after.clientCertificate;
  return own !== undefined && JSON.stringify(before?.clientCertificate) === JSON.stringify(own);
}

function withoutTls({ id, name }: ConnectionProfile): UserFacingError {
  return new UserFacingError({
    code: "inputNotValid",
    message: l10n.t("{0} reaches ORDS by http:, where nobody shows a certificate.", name),
    why: l10n.t("Give it the address of ORDS that begins with https:."),
    remedy: { label: l10n.t("Edit connection"), action: "editConnection", argument: id },
  });
}

async function confirmShown(
  host: string,
  certificate: ServerCertificate | undefined,
): Promise<void> {
  if (!certificate) throw new CancellationError();
  const { fingerprint, subject, issuer, validTo } = certificate;
  const go = l10n.t("Accept");
  const detail = [
    l10n.t(
      "Compare its fingerprint with what whoever runs the server says, or with a browser there:",
    ),
    // In two lines of equal length, so that it can be compared.
    `${fingerprint.slice(0, 48)}\n${fingerprint.slice(48)}`,
    l10n.t(
      "Issued for {0}, by {1}, until {2}. These words prove nothing.",
      subject,
      issuer,
      validTo,
    ),
    l10n.t("When it is renewed, it has to be accepted anew."),
  ].join("\n\n");
  const chosen = await window.showWarningMessage(
    l10n.t("Accept this certificate of {0}?", host),
    { modal: true, detail },
    go,
  );
  if (chosen !== go) throw new CancellationError();
}

async function confirmUnchecked(host: string): Promise<void> {
  const go = l10n.t("Do not check");
  const chosen = await window.showWarningMessage(
    l10n.t("Do not check the certificate of {0}?", host),
    {
      modal: true,
      detail: l10n.t(
        "Whoever stands between you and the server can then pretend to be it, and read passwords, secrets and tokens. To accept the one certificate that it shows now is safer. The connections tree shows the choice for as long as it stands.",
      ),
    },
    go,
  );
  if (chosen !== go) throw new CancellationError();
}
