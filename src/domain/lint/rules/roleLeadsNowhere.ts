import { nameInWords } from "../../access/nameInWords.ts";
import { isBuiltInRole } from "../../model/builtIns.ts";
import { indexCatalog } from "../../model/catalogIndex.ts";
import { fewInWords } from "../inWords.ts";
import { lacks } from "../lacks.ts";
import type { Rule } from "../rule.ts";
import { similarRolesOf } from "../similarRoles.ts";
import { makeFinding } from "../makeFinding.ts";

/** A role that no privilege asks for ("role that reaches no privilege; unused role" among the lint rules of the peers). */
export const roleLeadsNowhere: Rule = {
  id: "roleLeadsNowhere",
  severity: "warning",
  title: "Role that leads nowhere",
  why: "Roles open privileges. One that no privilege asks for opens nothing for those who have it.",
  check: ({ index: { catalog } }) => {
    if (lacks(catalog, "PRIVILEGES", "PRIVILEGE_ROLES", "CLIENT_ROLES")) return [];
    const lookup = indexCatalog(catalog);
    return (
      catalog.roles
        .filter(({ name, builtIn }) => !builtIn && !isBuiltInRole(name))
        .filter(({ name }) => lookup.privilegesOfRole(name).length === 0)
        // What looks like another one is told of with that one.
        .filter(({ name }) => !similarRolesOf(catalog).has(name))
        .map(({ name }) => {
          const holders = lookup.clientsOfRole(name).map((one) => nameInWords(one.name));
          const who =
            holders.length === 0
              ? ""
              : holders.length === 1
                ? `, so client ${holders[0]} has it in vain`
                : `, so clients ${fewInWords(holders.toSorted())} have it in vain`;
          return makeFinding(roleLeadsNowhere, {
            subject: { kind: "role", name },
            severity: holders.length === 0 ? "information" : "warning",
            message: `No privilege asks for role ${nameInWords(name)}${who}.`,
            fixes: [
              {
                label: "Create a privilege that asks for it",
                scaffold: "createPrivilege",
                arguments: { roles: [name] },
                complete: true,
              },
              {
                label: "Delete role",
                scaffold: "deleteRole",
                arguments: { role: name },
                complete: true,
              },
            ],
          });
        })
    );
  },
};
