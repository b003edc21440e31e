import { l10n } from "vscode";
import type { Complaint } from "../../features/scaffold/question.ts";
import type { ProfileId, RestSqlProfile } from "../../services/profiles/profile.ts";
import type { Prompt, PromptAnswers } from "../prompts/prompt.ts";
import type { ConnectionForm, FormResult } from "./connectionForm.ts";
import {
  addressCheck,
  error,
  nameStep,
  ordsAddressIn,
  passwordIn,
  passwordStep,
  storageIn,
  storageStep,
  textIn,
} from "./steps.ts";

export function restSqlPrompts(form: ConnectionForm, answers: PromptAnswers): readonly Prompt[] {
  const edited = editedIn(form);
  const address = ordsAddressIn(form.normalize, answers);
  const alias = textIn(answers, "alias");
  const host = address ? new URL(address.baseUrl).host : "";
  const keeps =
    staysThere(form, answers) &&
    edited?.password === "stored" &&
    storageIn(answers) !== "askEveryTime";
  return [
    {
      kind: "text",
      id: "address",
      prompt: l10n.t("Address of ORDS; paste any URL of it"),
      placeholder: "https://db.example.com:8443/ords",
      initial: edited?.baseUrl ?? "",
      optional: false,
      check: addressCheck(form.normalize),
    },
    {
      kind: "text",
      id: "alias",
      prompt: l10n.t("Alias of the schema: the part of the URL after /ords/"),
      placeholder: "hr",
      initial: address?.alias ?? edited?.alias ?? "",
      optional: false,
      check: (text) => checkAlias(text),
    },
    {
      kind: "text",
      id: "user",
      prompt: l10n.t("Database user that owns the schema; REST-Enabled SQL logs in as this user"),
      placeholder: "HR",
      initial: edited?.user ?? alias.toUpperCase(),
      optional: false,
      check: (text) => (text.trim() === "" ? error(l10n.t("Type the user's name.")) : undefined),
    },
    storageStep(),
    passwordStep({
      id: "password",
      title: l10n.t("Password of {0}", textIn(answers, "user")),
      keeps,
    }),
    nameStep(edited?.name ?? l10n.t("{0} on {1}", alias, host), form.takenNames),
  ];
}

export function restSqlDrafts({ password }: RestSqlProfile): PromptAnswers {
  return { storage: password };
}

export function toRestSql(form: ConnectionForm, answers: PromptAnswers, id: ProfileId): FormResult {
  const edited = editedIn(form);
  return {
    profile: {
      id,
      name: textIn(answers, "name"),
      kind: "restSql",
      baseUrl: ordsAddressIn(form.normalize, answers)?.baseUrl ?? "",
      alias: textIn(answers, "alias"),
      user: textIn(answers, "user"),
      password: storageIn(answers),
      allowPlainHttp: false,
      practice: false,
      otherSchema: staysThere(form, answers) ? edited?.otherSchema : undefined,
      tls: edited?.tls,
    },
    passwords: { password: passwordIn(answers, "password"), walletPassword: undefined },
  };
}

function editedIn({ edited }: ConnectionForm): RestSqlProfile | undefined {
  return edited?.kind === "restSql" ? edited : undefined;
}

/** A stored password belongs to the host that it was typed for. */
function staysThere(form: ConnectionForm, answers: PromptAnswers): boolean {
  const edited = editedIn(form);
  const address = ordsAddressIn(form.normalize, answers);
  if (!edited || !address) return false;
  return new URL(address.baseUrl).host === new URL(edited.baseUrl).host;
}

function checkAlias(text: string): Complaint | undefined {
  if (text.trim() === "") return error(l10n.t("Type the alias."));
  if (text.includes("/"))
    return error(l10n.t("The alias is one part of the URL, without slashes."));
  return undefined;
}
