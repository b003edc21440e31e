import type { GrantType } from "../../../domain/model/catalog.ts";
import type { Change, ClientSecretSource } from "../../../domain/model/change.ts";
import type { Dialect } from "../../../plsql/dialect.ts";
import { checkEmail } from "../checks.ts";
import {
  grantTypeIn,
  newClientQuestion,
  registrationIn,
  registrationQuestions,
} from "../clientQuestions.ts";
import { createMissingRoles, toRoleNames } from "../newRoles.ts";
import { listIn } from "../question.ts";
import { optionalText } from "../questions.ts";
import type { Scaffold } from "../scaffold.ts";

export const registerClient: Scaffold = {
  id: "registerClient",
  title: "Register client",
  tabStops: ["description", "supportEmail"],
  questions: ({ catalog }, answers) => [
    newClientQuestion(catalog),
    ...registrationQuestions(catalog, answers),
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
    const roles = toRoleNames(listIn(answers, "roles"));
    const secret = secretFor(grantTypeIn(answers), dialect);
    const registration = registrationIn(answers, { clientId: undefined, secret });
    const { name } = registration;
    return [
      ...createMissingRoles(catalog, roles),
      registration,
      ...roles.map((role): Change => ({ kind: "grantClientRole", client: name, role })),
    ];
  },
};

/** With OAUTH the server always makes the secret; with ORDS_SECURITY we hand one in, so that it is in no text. */
function secretFor(grantType: GrantType, dialect: Dialect): ClientSecretSource {
  if (dialect.api === "oauth") return "generated";
  return grantType === "implicit" ? "none" : "supplied";
}
