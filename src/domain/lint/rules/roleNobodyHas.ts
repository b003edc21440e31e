import { nameInWords } from "../../access/nameInWords.ts";
import { isBuiltInRole } from "../../model/builtIns.ts";
import { indexCatalog } from "../../model/catalogIndex.ts";
import { fewInWords } from "../inWords.ts";
import { lacks } from "../lacks.ts";
import type { Rule } from "../rule.ts";
import { similarRolesOf } from "../similarRoles.ts";
import { makeFinding } from "../makeFinding.ts";

/**
 * A role that a privilege asks for and no client has (field problem 1). Said only where clients get tokens by
 * themselves and no other way to have a role is known: a token's role claim, a person behind a client.
 */
export const roleNobodyHas: Rule = {
  id: "roleNobodyHas",
  severity: "information",
  title: "Role that no client has",
  why: "A privilege asks for the role, but it was granted to no client. Only people who sign in by name can have it.",
  check: ({ index: { catalog } }) => {
    if (lacks(catalog, "CLIENTS", "CLIENT_ROLES", "PRIVILEGE_ROLES", "JWT_PROFILE")) return [];
    const { clients, jwtProfile, roles } = catalog;
    const lookup = indexCatalog(catalog);
    if (jwtProfile?.roleClaimName !== undefined) return [];
    if (!clients.some(({ grantType }) => grantType === "client_credentials")) return [];
    return roles
      .filter(({ name, builtIn }) => !builtIn && !isBuiltInRole(name))
      .filter(({ name }) => lookup.clientsOfRole(name).length === 0)
      .filter(({ name }) => !similarRolesOf(catalog).has(name))
      .flatMap(({ name }) => {
        const asking = lookup.privilegesOfRole(name);
        const byPeople = asking.some((one) =>
          lookup
            .clientsOfPrivilege(one.name)
            .some((client) => client.grantType !== "client_credentials"),
        );
        if (asking.length === 0 || byPeople) return [];
        const names = asking.map((one) => nameInWords(one.name)).toSorted();
        return [
          makeFinding(roleNobodyHas, {
            subject: { kind: "role", name },
            message: `No client has role ${nameInWords(name)}, which privilege${names.length === 1 ? "" : "s"} ${fewInWords(names)} ${names.length === 1 ? "asks" : "ask"} for.`,
            fixes: [
              {
                label: "Grant it to a client",
                scaffold: "grantRole",
                arguments: { roles: [name] },
                complete: true,
              },
            ],
            assumptions: ["clientPrivilegesAreNotRoles"],
          }),
        ];
      });
  },
};
