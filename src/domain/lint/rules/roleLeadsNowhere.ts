import { nameInWords } from "../../access/nameInWords.ts";
import { isBuiltInRole } from "../../model/builtIns.ts";
import { indexCatalog } from "../../model/catalogIndex.ts";
import { catalogLacks } from "../../model/catalogLacks.ts";
import type { Finding } from "../finding.ts";
import { completeFix, makeFinding, partialFix } from "../makeFinding.ts";
import type { Rule } from "../rule.ts";

/** A role that no privilege asks for (lint list of the peers: role that reaches no privilege). */
export const roleLeadsNowhere: Rule = {
  id: "roleLeadsNowhere",
  severity: "information",
  title: "Role that leads nowhere",
  why: "No privilege asks for this role, so having it changes nothing. Often a privilege was meant to name it and names another spelling.",
  check: ({ index: { catalog } }) => {
    if (["PRIVILEGES", "PRIVILEGE_ROLES"].some((view) => catalogLacks(catalog, view))) return [];
    const lookup = indexCatalog(catalog);
    return catalog.roles
      .filter(({ name, builtIn }) => !builtIn && !isBuiltInRole(name))
      .filter(({ name }) => lookup.privilegesOfRole(name).length === 0)
      .map(({ name }): Finding => {
        const holders = lookup.clientsOfRole(name).length;
        const held =
          holders === 0 ? "" : ` ${holders === 1 ? "A client has" : "Clients have"} it in vain.`;
        return makeFinding(roleLeadsNowhere, {
          subject: { kind: "role", name },
          message: `No privilege asks for role ${nameInWords(name)}.${held}`,
          fixes: [
            partialFix("Create privilege", "createPrivilege", { roles: [name] }),
            completeFix("Delete role", "deleteRole", { role: name }),
          ],
        });
      });
  },
};
