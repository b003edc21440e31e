import { CancellationError, l10n, window } from "vscode";
import { isUserFacingError } from "../../base/errors.ts";
import { Secret } from "../../base/secret.ts";
import type { ClientCertificate, ConnectionTls } from "../../services/http/connectionTls.ts";
import type { ConnectionProfile } from "../../services/profiles/profile.ts";
import type { App } from "../app.ts";
import { ordsAddressMissing } from "../commands/ordsAddressMissing.ts";
import { askPrompts } from "../prompts/askPrompts.ts";
import type { Prompt, PromptAnswers, TextPrompt } from "../prompts/prompt.ts";
import { error, option, textIn } from "./steps.ts";

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
  { checkCertificates, profiles }: Pick<App, "checkCertificates" | "profiles">,
  profile: ConnectionProfile,
): Promise<AskedCertificates> {
  const { baseUrl } = profile;
  if (baseUrl === undefined) {
    throw ordsAddressMissing(profile.id, l10n.t("Certificates are for the way to its server."));
  }
  const { host } = new URL(baseUrl);
  let drafts = draftsOf(profile.tls);
  let startAt: "first" | "last" = "first";
  for (;;) {
    drafts = await askPrompts({
      title: l10n.t("Certificates of {0}", profile.name),
      drafts,
      startAt,
      prompts: (answers) => prompts(host, answers, profile.tls),
    });
    const asked = toCertificates(drafts);
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
      if ((await window.showErrorMessage(text, change)) !== change) throw new CancellationError();
      startAt = "last";
    }
  }
}

function prompts(
  host: string,
  answers: PromptAnswers,
  before: ConnectionTls | undefined,
): readonly Prompt[] {
  const own = before?.clientCertificate;
  return [
    trustStep(host),
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

function trustStep(host: string): Prompt {
  return {
    kind: "pickOne",
    id: "trust",
    prompt: l10n.t("Whose word is taken that {0} is who it says?", host),
    placeholder: undefined,
    options: [
      option(
        "computer",
        l10n.t("That of the authorities this computer trusts"),
        l10n.t("The usual way; your system's certificates count, too"),
      ),
      option(
        "own",
        l10n.t("That of an authority of your own"),
        l10n.t("Needs its certificate as a PEM file; for this connection it is the only one"),
      ),
      option(
        "none",
        l10n.t("Nobody's: do not check the certificate"),
        l10n.t("For a self-signed certificate on a test system; the connections tree says so"),
      ),
    ],
    other: undefined,
  };
}

function showStep(host: string): Prompt {
  return {
    kind: "pickOne",
    id: "show",
    prompt: l10n.t("Does {0} want a certificate from you?", host),
    placeholder: undefined,
    options: [
      option("nothing", l10n.t("No"), undefined, l10n.t("as most servers")),
      option("pem", l10n.t("Yes, as two PEM files"), undefined, l10n.t("certificate and key")),
      option("pfx", l10n.t("Yes, as one PFX file"), undefined, l10n.t("also known as PKCS #12")),
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
  const trusts = tls?.check === "none" ? "none" : tls?.caFile === undefined ? "computer" : "own";
  return { trust: trusts, show: tls?.clientCertificate?.kind ?? "nothing" };
}

function fileOf(certificate: ClientCertificate | undefined, which: string): string | undefined {
  return Object.entries(certificate ?? {}).find(([name]) => name === which)?.[1];
}

function toCertificates(answers: PromptAnswers): AskedCertificates {
  const clientCertificate = certificateIn(answers);
  const caFile = answers["trust"] === "own" ? textIn(answers, "caFile") : undefined;
  const check = answers["trust"] === "none" ? "none" : "full";
  const isNothing = caFile === undefined && !clientCertificate && check === "full";
  const typed = answers["passphrase"];
  return {
    tls: isNothing ? undefined : { caFile, clientCertificate, check },
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

async function confirmUnchecked(host: string): Promise<void> {
  const go = l10n.t("Do not check");
  const chosen = await window.showWarningMessage(
    l10n.t("Do not check the certificate of {0}?", host),
    {
      modal: true,
      detail: l10n.t(
        "Whoever stands between you and the server can then pretend to be it, and read passwords, secrets and tokens. With the certificate of its authority in a file, even a self-signed one, it can be checked. The connections tree shows the choice for as long as it stands.",
      ),
    },
    go,
  );
  if (chosen !== go) throw new CancellationError();
}
