import { l10n } from "vscode";
import type { ProfileId, SqlDeveloperProfile } from "../../services/profiles/profile.ts";
import type { Prompt, PromptAnswers } from "../prompts/prompt.ts";
import type { ConnectionForm, FormResult } from "./connectionForm.ts";
import { nameStep, option, ordsAddressIn, ordsAddressStep, textIn } from "./steps.ts";

export function sqlDeveloperPrompts(
  form: ConnectionForm,
  answers: PromptAnswers,
): readonly Prompt[] {
  const edited = editedIn(form);
  const connections = form.sqlDeveloper.known() ?? [];
  const chosen = connections.find(({ id }) => id === answers["connection"]);
  return [
    {
      kind: "pickOne",
      id: "connection",
      prompt: l10n.t(
        "Which connection? Your own session there: for reading only, unless you confirm",
      ),
      placeholder: undefined,
      options: connections.map(({ id, name, connected }) =>
        option(id, name, connected ? l10n.t("connected") : l10n.t("not connected")),
      ),
      other: undefined,
    },
    ordsAddressStep(form.normalize, edited?.baseUrl),
    nameStep(edited?.name ?? chosen?.name ?? "", form.takenNames),
  ];
}

export function sqlDeveloperDrafts({ connectionId }: SqlDeveloperProfile): PromptAnswers {
  return { connection: connectionId };
}

export function toSqlDeveloper(
  form: ConnectionForm,
  answers: PromptAnswers,
  id: ProfileId,
): FormResult {
  const connectionId = textIn(answers, "connection");
  const edited = editedIn(form);
  const before = edited?.connectionId === connectionId ? edited : undefined;
  const baseUrl = ordsAddressIn(form.normalize, answers)?.baseUrl;
  return {
    profile: {
      id,
      name: textIn(answers, "name"),
      kind: "sqlDeveloper",
      connectionId,
      baseUrl,
      alias: before?.alias,
      allowPlainHttp: edited?.baseUrl === baseUrl && edited?.allowPlainHttp === true,
      practice: false,
      otherSchema: before?.otherSchema,
      tls: edited?.tls,
    },
    passwords: { password: undefined, walletPassword: undefined },
  };
}

function editedIn({ edited }: ConnectionForm): SqlDeveloperProfile | undefined {
  return edited?.kind === "sqlDeveloper" ? edited : undefined;
}
