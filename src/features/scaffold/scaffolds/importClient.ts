import type { Change } from "../../../domain/model/change.ts";
import { clientId } from "../../../domain/model/names.ts";
import { checkClientId } from "../checks.ts";
import { newClientQuestion, registrationIn, registrationQuestions } from "../clientQuestions.ts";
import { createMissingRoles, toRoleNames } from "../newRoles.ts";
import { listIn, textIn } from "../question.ts";
import { textQuestion } from "../questions.ts";
import type { Scaffold } from "../scaffold.ts";

/** A client that keeps the id it has elsewhere, so that its callers need not be told another one. */
export const importClient: Scaffold = {
  id: "importClient",
  title: "Import client",
  tabStops: ["description"],
  questions: ({ catalog }, answers) => [
    newClientQuestion(catalog),
    textQuestion("clientId", "Client ID that it keeps", {
      placeholder: "As it stands in the schema it comes from",
      check: checkClientId(catalog.clients.map((client) => client.clientId)),
    }),
    ...registrationQuestions(catalog, answers),
  ],
  changes: ({ catalog }, answers) => {
    const roles = toRoleNames(listIn(answers, "roles"));
    const id = clientId(textIn(answers, "clientId"));
    const registration = registrationIn(answers, { clientId: id, secret: "none" });
    const { name, grantType } = registration;
    // IMPORT_CLIENT registers no secret.
    const secret: Change = {
      kind: "registerClientSecret",
      name,
      revokeExisting: false,
      revokeSessions: false,
    };
    return [
      ...createMissingRoles(catalog, roles),
      registration,
      ...(grantType === "implicit" ? [] : [secret]),
      ...roles.map((role): Change => ({ kind: "grantClientRole", client: name, role })),
    ];
  },
};
