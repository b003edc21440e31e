import type { Change } from "../../../domain/model/change.ts";
import { clientName } from "../../../domain/model/names.ts";
import { toRoleNames } from "../newRoles.ts";
import { clientOptions, roleOptions } from "../options.ts";
import { listIn, textIn } from "../question.ts";
import { atLeastOne, clientQuestion, rolesQuestion } from "../questions.ts";
import type { Scaffold } from "../scaffold.ts";

export const revokeRole: Scaffold = {
  id: "revokeRole",
  title: "Revoke role from client",
  tabStops: [],
  questions: ({ catalog }, answers) => {
    const rolesOf = (name: string) =>
      catalog.clients.find((client) => client.name === name)?.roles ?? [];
    const held = rolesOf(textIn(answers, "client"));
    const known = roleOptions(catalog);
    return [
      clientQuestion(
        catalog,
        "Which client loses a role?",
        clientOptions(catalog).filter(({ value }) => rolesOf(value).length > 0),
      ),
      rolesQuestion(catalog, "Which roles?", {
        placeholder: "Choose roles",
        options: known.filter(({ value }) => held.some((role) => role === value)),
        other: undefined,
        checkAll: atLeastOne("Choose at least one role."),
      }),
    ];
  },
  changes: (_, answers) => {
    const client = clientName(textIn(answers, "client"));
    return toRoleNames(listIn(answers, "roles")).map((role): Change => {
      return { kind: "revokeClientRole", client, role };
    });
  },
};
