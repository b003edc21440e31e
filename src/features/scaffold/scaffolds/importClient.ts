import type { Change } from "../../../domain/model/change.ts";
import { clientId, clientName, privilegeName } from "../../../domain/model/names.ts";
import { checkClientId, checkNewName } from "../checks.ts";
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
import { textQuestion } from "../questions.ts";
import type { Scaffold } from "../scaffold.ts";

/** A client that keeps the id it has elsewhere, so that its callers need not be told another one. */
export const importClient: Scaffold = {
  id: "importClient",
  title: "Import client",
  tabStops: ["description"],
  questions: ({ catalog }, answers) => [
    textQuestion("name", "Name of the calling application", {
      placeholder: "payroll",
      check: checkNewName("client", namesOf(catalog.clients)),
    }),
    textQuestion("clientId", "Client ID that it keeps", {
      placeholder: "As it stands in the schema it comes from",
      check: checkClientId(catalog.clients.map((client) => client.clientId)),
    }),
    grantQuestion(),
    ...(asksForConsent(answers) ? [redirectQuestion()] : []),
    privilegesQuestion(catalog, answers),
    ...(asksForConsent(answers) ? [] : [clientRolesQuestion(catalog, answers)]),
    descriptionQuestion(answers),
  ],
  changes: ({ catalog }, answers) => {
    const name = clientName(textIn(answers, "name"));
    const roles = toRoleNames(listIn(answers, "roles"));
    const grantType = grantTypeIn(answers);
    // IMPORT_CLIENT registers no secret.
    const secret: Change = {
      kind: "registerClientSecret",
      name,
      revokeExisting: false,
      revokeSessions: false,
    };
    return [
      ...createMissingRoles(catalog, roles),
      {
        kind: "registerClient",
        name,
        grantType,
        description: optionalTextIn(answers, "description"),
        redirectUri: optionalTextIn(answers, "redirectUri"),
        supportEmail: undefined,
        supportUri: undefined,
        originsAllowed: [],
        privileges: listIn(answers, "privileges").map(privilegeName),
        tokenDuration: undefined,
        refreshDuration: undefined,
        codeDuration: undefined,
        clientId: clientId(textIn(answers, "clientId")),
        secret: "none",
      },
      ...(grantType === "implicit" ? [] : [secret]),
      ...roles.map((role): Change => ({ kind: "grantClientRole", client: name, role })),
    ];
  },
};
