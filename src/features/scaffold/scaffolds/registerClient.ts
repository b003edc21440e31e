import type { GrantType } from "../../../domain/model/catalog.ts";
import type { Change, ClientSecretSource } from "../../../domain/model/change.ts";
import { clientName, privilegeName } from "../../../domain/model/names.ts";
import type { Dialect } from "../../../plsql/dialect.ts";
import { checkEmail, checkNewName } from "../checks.ts";
import {
  asksForConsent,
  clientRolesQuestion,
  descriptionQuestion,
  grantQuestion,
  grantTypeIn,
  privilegesQuestion,
  redirectQuestion,
} from "../clientQuestions.ts";
import { createMissingRoles, toRoleNames } from "../newRoles.ts";
import { namesOf } from "../options.ts";
import { listIn, optionalTextIn, textIn } from "../question.ts";
import { optionalText, textQuestion } from "../questions.ts";
import type { Scaffold } from "../scaffold.ts";

export const registerClient: Scaffold = {
  id: "registerClient",
  title: "Register client",
  tabStops: ["description", "supportEmail"],
  questions: ({ catalog }, answers) => [
    textQuestion("name", "Name of the calling application", {
      placeholder: "payroll",
      check: checkNewName("client", namesOf(catalog.clients)),
    }),
    grantQuestion(),
    ...(asksForConsent(answers) ? [redirectQuestion()] : []),
    privilegesQuestion(catalog, answers),
    ...(asksForConsent(answers) ? [] : [clientRolesQuestion(catalog, answers)]),
    descriptionQuestion(answers),
    optionalText(
      "supportEmail",
      "Whom to write to about the client. Empty: fill it in the script",
      {
        placeholder: "payroll@example.com",
        check: checkEmail,
      },
    ),
  ],
  changes: ({ catalog, dialect }, answers) => {
    const name = clientName(textIn(answers, "name"));
    const roles = toRoleNames(listIn(answers, "roles"));
    const grantType = grantTypeIn(answers);
    return [
      ...createMissingRoles(catalog, roles),
      {
        kind: "registerClient",
        name,
        grantType,
        description: optionalTextIn(answers, "description"),
        redirectUri: optionalTextIn(answers, "redirectUri"),
        supportEmail: optionalTextIn(answers, "supportEmail"),
        supportUri: undefined,
        originsAllowed: [],
        privileges: listIn(answers, "privileges").map(privilegeName),
        tokenDuration: undefined,
        refreshDuration: undefined,
        codeDuration: undefined,
        clientId: undefined,
        secret: secretFor(grantType, dialect),
      },
      ...roles.map((role): Change => ({ kind: "grantClientRole", client: name, role })),
    ];
  },
};

/** With OAUTH the server always makes the secret; with ORDS_SECURITY we hand one in, so that it is in no text. */
function secretFor(grantType: GrantType, dialect: Dialect): ClientSecretSource {
  if (dialect.api === "oauth") return "generated";
  return grantType === "implicit" ? "none" : "supplied";
}
