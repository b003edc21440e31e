import type { Catalog, GrantType } from "../../domain/model/catalog.ts";
import { grantTypes } from "../../domain/model/catalog.ts";
import type { RegisterClient } from "../../domain/model/change.ts";
import { clientName, privilegeName } from "../../domain/model/names.ts";
import { checkDescription, checkNewName, checkRedirect, warning } from "./checks.ts";
import { namesOf, option, privilegeOptions } from "./options.ts";
import { listIn, optionalTextIn, textIn, type Answers, type Question } from "./question.ts";
import { optionalText, pickMany, pickOne, rolesQuestion, textQuestion } from "./questions.ts";

export function newClientQuestion({ clients }: Catalog): Question {
  return textQuestion("name", "Name of the calling application", {
    placeholder: "payroll",
    check: checkNewName("client", namesOf(clients)),
  });
}

/** What a registration wants to know besides the name. */
export function registrationQuestions(catalog: Catalog, answers: Answers): readonly Question[] {
  return [
    grantQuestion(),
    ...(asksForConsent(answers) ? [redirectQuestion()] : []),
    privilegesQuestion(catalog, answers),
    ...(asksForConsent(answers) ? [] : [clientRolesQuestion(catalog, answers)]),
    descriptionQuestion(answers),
  ];
}

/** The client that was asked for; what was not asked is left to ORDS. */
export function registrationIn(
  answers: Answers,
  own: Pick<RegisterClient, "clientId" | "secret">,
): RegisterClient {
  return {
    kind: "registerClient",
    name: clientName(textIn(answers, "name")),
    grantType: grantTypeIn(answers),
    description: optionalTextIn(answers, "description"),
    redirectUri: optionalTextIn(answers, "redirectUri"),
    supportEmail: optionalTextIn(answers, "supportEmail"),
    supportUri: undefined,
    originsAllowed: [],
    privileges: listIn(answers, "privileges").map(privilegeName),
    tokenDuration: undefined,
    refreshDuration: undefined,
    codeDuration: undefined,
    ...own,
  };
}

function grantQuestion(): Question {
  return pickOne("grantType", "How does the application get its tokens?", {
    options: [
      {
        ...option("client_credentials", "client credentials", "A server that keeps a secret."),
        label: "By itself, with id and secret",
      },
      {
        ...option("authorization_code", "authorization code", "A person signs in and consents."),
        label: "On behalf of a person",
      },
      {
        ...option("implicit", "implicit", "Old; without a secret. Prefer the authorization code."),
        label: "On behalf of a person, in the browser only",
      },
    ],
  });
}

function redirectQuestion(): Question {
  return textQuestion("redirectUri", "Where is the person sent back to?", {
    placeholder: "https://app.example.com/callback",
    check: checkRedirect,
  });
}

/** With a person, the list says what the person is asked to allow; without one, only roles open doors. */
function privilegesQuestion(catalog: Catalog, answers: Answers): Question {
  const prompt = asksForConsent(answers)
    ? "Which privileges may the application ask the person for?"
    : "Which privileges will it use?";
  return pickMany("privileges", prompt, {
    placeholder: "Choose, or go on without",
    options: privilegeOptions(catalog),
  });
}

function clientRolesQuestion(catalog: Catalog, answers: Answers): Question {
  return rolesQuestion(catalog, "Which roles does the client get?", {
    initial: rolesFor(catalog, listIn(answers, "privileges")),
    checkAll: (roles) =>
      roles.length === 0
        ? warning("Without a role, every privilege that asks for one refuses the client.")
        : undefined,
  });
}

/** One role for each privilege is enough: the first that the schema has. */
function rolesFor(catalog: Catalog, privileges: readonly string[]): readonly string[] {
  const present = new Set(namesOf(catalog.roles));
  const roles = catalog.privileges
    .filter(({ name }) => privileges.some((chosen) => chosen === name))
    .flatMap((privilege) => privilege.roles.filter((role) => present.has(role)).slice(0, 1));
  return [...new Set(roles)];
}

function descriptionQuestion(answers: Answers): Question {
  const facts = { placeholder: "Monthly payroll run", check: checkDescription };
  return asksForConsent(answers)
    ? textQuestion("description", "What the person reads before consenting", facts)
    : optionalText("description", "What is the client for? Empty: fill it in the script", facts);
}

function asksForConsent(answers: Answers): boolean {
  return grantTypeIn(answers) !== "client_credentials";
}

export function grantTypeIn(answers: Answers): GrantType {
  const wanted = textIn(answers, "grantType");
  return grantTypes.find((grantType) => grantType === wanted) ?? "client_credentials";
}
