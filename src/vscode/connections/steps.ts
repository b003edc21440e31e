import { l10n } from "vscode";
import { Secret } from "../../base/secret.ts";
import type { Check, Complaint, Option } from "../../features/scaffold/question.ts";
import type { normalizeBaseUrl } from "../../services/profiles/normalizeBaseUrl.ts";
import type { PasswordStorage } from "../../services/profiles/profile.ts";
import type { PickOnePrompt, PromptAnswers, SecretPrompt, TextPrompt } from "../prompts/prompt.ts";

/** The steps that several kinds of connections have, and how their answers are read. */

/** Where ORDS is, of a connection that can do without it. */
export function ordsAddressStep(
  normalize: typeof normalizeBaseUrl,
  initial: string | undefined,
): TextPrompt {
  return {
    kind: "text",
    id: "address",
    prompt: l10n.t("Address of ORDS. Leave it empty to go without tokens and requests"),
    placeholder: "https://db.example.com:8443/ords",
    initial: initial ?? "",
    optional: true,
    check: addressCheck(normalize),
  };
}

export function addressCheck(normalize: typeof normalizeBaseUrl): Check {
  return (text) => {
    const read = normalize(text);
    return read.kind === "problem" ? error(read.message) : undefined;
  };
}

/** Undefined for an address that is empty or none. */
export function ordsAddressIn(
  normalize: typeof normalizeBaseUrl,
  answers: PromptAnswers,
): { readonly baseUrl: string; readonly alias: string | undefined } | undefined {
  const read = normalize(textIn(answers, "address"));
  return read.kind === "problem" ? undefined : read;
}

export function storageStep(): PickOnePrompt {
  return {
    kind: "pickOne",
    id: "storage",
    prompt: l10n.t("Where does the password stay?"),
    placeholder: undefined,
    options: [
      option("stored", l10n.t("Keep the password"), l10n.t("in VS Code's secret storage")),
      option(
        "askEveryTime",
        l10n.t("Ask every time"),
        l10n.t("it is forgotten when the connection is closed"),
      ),
    ],
    other: undefined,
  };
}

export function storageIn(answers: PromptAnswers): PasswordStorage {
  return answers["storage"] === "askEveryTime" ? "askEveryTime" : "stored";
}

export interface PasswordStep {
  readonly id: "password" | "walletPassword";
  /** Whose password it is: "Password of HR". */
  readonly title: string;
  /** The stored one stays when nothing is typed. */
  readonly keeps: boolean;
}

export function passwordStep({ id, title, keeps }: PasswordStep): SecretPrompt {
  return {
    kind: "secret",
    id,
    prompt: keeps ? l10n.t("{0}; leave it empty to keep the stored one", title) : title,
    placeholder: undefined,
    check: (text) => (text === "" && !keeps ? error(l10n.t("Type the password.")) : undefined),
  };
}

/** Undefined when nothing was typed: then the stored one stays. */
export function passwordIn(answers: PromptAnswers, id: PasswordStep["id"]): Secret | undefined {
  const typed = answers[id];
  return typed instanceof Secret && typed.reveal() !== "" ? typed : undefined;
}

export function nameStep(initial: string, takenNames: readonly string[]): TextPrompt {
  return {
    kind: "text",
    id: "name",
    prompt: l10n.t("Name of the connection"),
    placeholder: undefined,
    initial,
    optional: false,
    check: (text) => {
      if (text.trim() === "") return error(l10n.t("Type a name."));
      if (!takenNames.includes(text.trim())) return undefined;
      return { severity: "warning", message: l10n.t("Another connection has this name too.") };
    },
  };
}

export function error(message: string): Complaint {
  return { severity: "error", message };
}

/** A line to choose, with a few words beside its label. */
export function option(value: string, label: string, description?: string): Option {
  return { value, label, description, detail: undefined };
}

/** A line to choose, with a second line below it. */
export function optionWithDetail(value: string, label: string, detail: string): Option {
  return { value, label, description: undefined, detail };
}

export function textIn(answers: PromptAnswers, id: string): string {
  const answer = answers[id];
  return typeof answer === "string" ? answer.trim() : "";
}

/** The values that were ticked in a step where several can be. */
export function listIn(answers: PromptAnswers, id: string): readonly string[] {
  const answer = answers[id];
  return Array.isArray(answer) ? answer : [];
}
