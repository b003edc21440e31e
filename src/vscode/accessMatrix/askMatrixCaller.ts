import { l10n } from "vscode";
import type { Caller } from "../../domain/access/caller.ts";
import type { Catalog } from "../../domain/model/catalog.ts";
import { clientName, roleName } from "../../domain/model/names.ts";
import type { Option, PickManyQuestion } from "../../features/scaffold/question.ts";
import { listIn, textIn, type Answers } from "../../features/scaffold/question.ts";
import { plainAnswers } from "../commands/plainAnswers.ts";
import { askPrompts } from "../prompts/askPrompts.ts";
import type { Prompt } from "../prompts/prompt.ts";

/** A caller that no catalog knows: what a person or a token brings along. */
export async function askMatrixCaller(catalog: Catalog): Promise<Caller> {
  const answers = await askPrompts({
    title: l10n.t("Add caller"),
    drafts: {},
    startAt: "first",
    prompts: (known) => promptsFor(catalog, plainAnswers(known)),
  });
  return toCaller(plainAnswers(answers));
}

function promptsFor(catalog: Catalog, answers: Answers): readonly Prompt[] {
  const kind: Prompt = {
    kind: "pickOne",
    id: "kind",
    prompt: l10n.t("Who calls?"),
    placeholder: undefined,
    options: kindOptions(catalog),
    other: undefined,
  };
  switch (textIn(answers, "kind")) {
    case "user":
      return [kind, rolesPrompt(catalog, l10n.t("Which roles does the database user have?"))];
    case "endUser":
      return [
        kind,
        {
          kind: "pickOne",
          id: "client",
          prompt: l10n.t("Through which client?"),
          placeholder: undefined,
          options: peopleClients(catalog).map(({ name }) => option(name)),
          other: undefined,
        },
        rolesPrompt(catalog, l10n.t("Which roles does the person have?")),
      ];
    case "jwt":
      // The schema's profile says which of the two a token is judged by.
      return catalog.jwtProfile?.roleClaimName === undefined
        ? [kind, scopesPrompt(catalog)]
        : [kind, rolesPrompt(catalog, l10n.t("Which roles does the token hold?"))];
    default:
      return [kind];
  }
}

function kindOptions(catalog: Catalog): readonly Option[] {
  const user: Option = {
    value: "user",
    label: l10n.t("Database user"),
    description: undefined,
    detail: l10n.t("Signs in with name and password, and has roles of your choice."),
  };
  const endUser: Option = {
    value: "endUser",
    label: l10n.t("Person through a client"),
    description: undefined,
    detail: l10n.t("Signs in, and lets a client of the authorization code or implicit grant act."),
  };
  const jwt: Option = {
    value: "jwt",
    label: l10n.t("Token of another issuer (JWT)"),
    description: catalog.jwtProfile?.issuer,
    detail: l10n.t("What its claims hold is of your choice."),
  };
  return [user, ...(peopleClients(catalog).length > 0 ? [endUser] : []), jwt];
}

function peopleClients({ clients }: Catalog): Catalog["clients"] {
  return clients.filter(({ grantType }) => grantType !== "client_credentials");
}

function rolesPrompt({ roles }: Catalog, prompt: string): PickManyQuestion {
  const own = roles.filter(({ builtIn }) => !builtIn);
  const others = roles.filter(({ builtIn }) => builtIn);
  return {
    kind: "pickMany",
    id: "roles",
    prompt,
    placeholder: l10n.t("Choose roles, or none"),
    options: [...own, ...others].map(({ name }) => option(name)),
    initial: [],
    other: { label: (text) => l10n.t('Role "{0}"', text), check: () => undefined },
    checkAll: () => undefined,
  };
}

function scopesPrompt({ privileges }: Catalog): PickManyQuestion {
  return {
    kind: "pickMany",
    id: "scopes",
    prompt: l10n.t("Which scopes does the token hold? They name privileges."),
    placeholder: l10n.t("Choose scopes, or none"),
    options: privileges.map(({ name }) => option(name)),
    initial: [],
    other: { label: (text) => l10n.t('Scope "{0}"', text), check: () => undefined },
    checkAll: () => undefined,
  };
}

function option(name: string): Option {
  return { value: name, label: name, description: undefined, detail: undefined };
}

function toCaller(answers: Answers): Caller {
  const roles = listIn(answers, "roles").map(roleName);
  switch (textIn(answers, "kind")) {
    case "endUser":
      return { kind: "endUser", client: clientName(textIn(answers, "client")), roles };
    case "jwt":
      return { kind: "jwt", scopes: listIn(answers, "scopes"), roles };
    default:
      return { kind: "user", roles };
  }
}
