import { nameInWords } from "../../access/nameInWords.ts";
import { roleName } from "../../model/names.ts";
import type { RoleName } from "../../model/names.ts";
import type { Finding } from "../finding.ts";
import { lacks } from "../lacks.ts";
import type { Rule } from "../rule.ts";
import { makeFinding } from "../makeFinding.ts";

/** Field problem 37: the role of an AutoREST object bears the object's name, not the alias. */
export const autoRestRoleOfAlias: Rule = {
  id: "autoRestRoleOfAlias",
  severity: "warning",
  title: "AutoREST role by the alias",
  why: "ORDS names the role of an object after the object, in upper case. A role that bears the alias instead opens nothing.",
  check: ({ index: { catalog } }) => {
    const { schema, objects, clients } = catalog;
    if (lacks(catalog, "ENABLED_OBJECTS")) return [];
    const prefix = `oracle.dbtools.role.autorest.${schema.name}.`;
    const right = (object: string): RoleName => roleName(`${prefix}${object}`);
    const names = new Set<string>(objects.map(({ name }) => name));
    const meant = new Map(
      objects.flatMap(({ name, alias }) => [
        [alias.toLowerCase(), name],
        [name.toLowerCase(), name],
      ]),
    );
    return clients.flatMap((client) =>
      client.roles.flatMap((role): readonly Finding[] => {
        const called = role.startsWith(prefix) ? role.slice(prefix.length) : "";
        const object = names.has(called) ? undefined : meant.get(called.toLowerCase());
        if (object === undefined || called === "") return [];
        if (client.roles.includes(right(object))) return [];
        return [
          makeFinding(autoRestRoleOfAlias, {
            subject: { kind: "client", name: client.name },
            detail: role,
            message: `Client ${nameInWords(client.name)} has role ${nameInWords(role)}, but the object is called ${nameInWords(object)}.`,
            fixes: [
              {
                label: `Grant role ${nameInWords(right(object))}`,
                scaffold: "grantRole",
                arguments: { client: client.name, roles: [right(object)] },
                complete: true,
              },
              {
                label: "Revoke the role",
                scaffold: "revokeRole",
                arguments: { client: client.name, roles: [role] },
                complete: true,
              },
            ],
            assumptions: ["autoRestPrivilegeNames"],
          }),
        ];
      }),
    );
  },
};
