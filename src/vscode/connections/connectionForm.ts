import { l10n } from "vscode";
import { Secret } from "../../base/secret.ts";
import type { Complaint } from "../../features/scaffold/question.ts";
import type { normalizeBaseUrl } from "../../services/profiles/normalizeBaseUrl.ts";
import type { ConnectionProfile, ProfileId } from "../../services/profiles/profile.ts";
import type { Prompt, PromptAnswers } from "../prompts/prompt.ts";

/** What the form must know of the world. */
export interface ConnectionForm {
  readonly normalize: typeof normalizeBaseUrl;
  /** The connection that is edited; undefined for a new one. */
  readonly edited: ConnectionProfile | undefined;
  /** The names of the other connections. */
  readonly takenNames: readonly string[];
}

/** The steps of "Add connection" and "Edit connection", as they follow from what was answered. */
export function connectionPrompts(form: ConnectionForm, answers: PromptAnswers): readonly Prompt[] {
  const address = addressIn(form, answers);
  const alias = textIn(answers, "alias");
  const host = address ? new URL(address.baseUrl).host : "";
  // A stored password belongs to the host that it was typed for.
  const staysThere = host !== "" && form.edited && host === new URL(form.edited.baseUrl).host;
  const keepsPassword =
    staysThere && form.edited?.password === "stored" && answers["storage"] !== "askEveryTime";
  return [
    {
      kind: "text",
      id: "address",
      prompt: l10n.t("Address of ORDS; paste any URL of it"),
      placeholder: "https://db.example.com:8443/ords",
      initial: form.edited?.baseUrl ?? "",
      optional: false,
      check: (text) => {
        const read = form.normalize(text);
        return read.kind === "problem" ? error(read.message) : undefined;
      },
    },
    {
      kind: "text",
      id: "alias",
      prompt: l10n.t("Alias of the schema: the part of the URL after /ords/"),
      placeholder: "hr",
      initial: address?.alias ?? form.edited?.alias ?? "",
      optional: false,
      check: (text) => checkAlias(text),
    },
    {
      kind: "text",
      id: "user",
      prompt: l10n.t("Database user that owns the schema; REST-Enabled SQL logs in as this user"),
      placeholder: "HR",
      initial: form.edited?.user ?? alias.toUpperCase(),
      optional: false,
      check: (text) => (text.trim() === "" ? error(l10n.t("Type the user's name.")) : undefined),
    },
    {
      kind: "pickOne",
      id: "storage",
      prompt: l10n.t("Where does the password stay?"),
      placeholder: undefined,
      options: [
        {
          value: "stored",
          label: l10n.t("Keep the password"),
          description: l10n.t("in VS Code's secret storage"),
          detail: undefined,
        },
        {
          value: "askEveryTime",
          label: l10n.t("Ask every time"),
          description: l10n.t("it is forgotten when the connection is closed"),
          detail: undefined,
        },
      ],
      other: undefined,
    },
    {
      kind: "secret",
      id: "password",
      prompt: keepsPassword
        ? l10n.t("Password of {0}; leave it empty to keep the stored one", textIn(answers, "user"))
        : l10n.t("Password of {0}", textIn(answers, "user")),
      placeholder: undefined,
      check: (text) =>
        text === "" && !keepsPassword ? error(l10n.t("Type the password.")) : undefined,
    },
    {
      kind: "text",
      id: "name",
      prompt: l10n.t("Name of the connection"),
      placeholder: undefined,
      initial: form.edited?.name ?? l10n.t("{0} on {1}", alias, host),
      optional: false,
      check: (text) => checkName(text, form.takenNames),
    },
  ];
}

/** The answers as a profile, and the password unless the stored one is kept. */
export function toConnection(
  form: ConnectionForm,
  answers: PromptAnswers,
  id: ProfileId,
): { readonly profile: ConnectionProfile; readonly password: Secret | undefined } {
  const password = answers["password"];
  return {
    profile: {
      id,
      name: textIn(answers, "name"),
      kind: "restSql",
      baseUrl: addressIn(form, answers)?.baseUrl ?? "",
      alias: textIn(answers, "alias"),
      user: textIn(answers, "user"),
      password: answers["storage"] === "askEveryTime" ? "askEveryTime" : "stored",
      allowPlainHttp: false,
      practice: false,
    },
    password: password instanceof Secret && password.reveal() !== "" ? password : undefined,
  };
}

function addressIn(
  form: ConnectionForm,
  answers: PromptAnswers,
): { readonly baseUrl: string; readonly alias: string | undefined } | undefined {
  const read = form.normalize(textIn(answers, "address"));
  return read.kind === "problem" ? undefined : read;
}

function checkAlias(text: string): Complaint | undefined {
  if (text.trim() === "") return error(l10n.t("Type the alias."));
  if (text.includes("/"))
    return error(l10n.t("The alias is one part of the URL, without slashes."));
  return undefined;
}

function checkName(text: string, taken: readonly string[]): Complaint | undefined {
  if (text.trim() === "") return error(l10n.t("Type a name."));
  if (!taken.includes(text.trim())) return undefined;
  return { severity: "warning", message: l10n.t("Another connection has this name too.") };
}

function error(message: string): Complaint {
  return { severity: "error", message };
}

function textIn(answers: PromptAnswers, id: string): string {
  const answer = answers[id];
  return typeof answer === "string" ? answer.trim() : "";
}
