import type { Catalog } from "../../../domain/model/catalog.ts";
import type { Change } from "../../../domain/model/change.ts";
import { clientName } from "../../../domain/model/names.ts";
import { createMissingRoles, toRoleNames } from "../newRoles.ts";
import { roleOptions } from "../options.ts";
import { listIn, textIn } from "../question.ts";
import { atLeastOne, clientQuestion, rolesQuestion } from "../questions.ts";
import type { Scaffold } from "../scaffold.ts";

export const grantRole: Scaffold = {
  id: "grantRole",
  title: "Grant role to client",
  tabStops: [],
  questions: ({ catalog }, answers) => [
    clientQuestion(catalog, "Which client gets a role?"),
    rolesQuestion(catalog, "Which roles?", {
      options: rolesToGrant(catalog, textIn(answers, "client")),
      checkAll: atLeastOne("Choose at least one role."),
    }),
  ],
  changes: ({ catalog }, answers) => {
    const client = clientName(textIn(answers, "client"));
    const roles = toRoleNames(listIn(answers, "roles"));
    return [
      ...createMissingRoles(catalog, roles),
      ...roles.map((role): Change => ({ kind: "grantClientRole", client, role })),
    ];
  },
};

function rolesToGrant(catalog: Catalog, client: string): ReturnType<typeof roleOptions> {
  const held = catalog.clients.find(({ name }) => name === client)?.roles ?? [];
  return roleOptions(catalog).filter(({ value }) => !held.some((role) => role === value));
}
