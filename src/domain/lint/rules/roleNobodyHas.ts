import { listInWords, nameInWords } from "../../access/nameInWords.ts";
import { isBuiltInPrivilege, isBuiltInRole } from "../../model/builtIns.ts";
import { indexCatalog } from "../../model/catalogIndex.ts";
import { catalogLacks } from "../../model/catalogLacks.ts";
import type { Finding } from "../finding.ts";
import { makeFinding, partialFix } from "../makeFinding.ts";
import type { Rule } from "../rule.ts";

/** A privilege that no client of the schema can pass (lint list of the peers: unused role). */
export const roleNobodyHas: Rule = {
  id: "roleNobodyHas",
  severity: "information",
  title: "Privilege that no client passes",
  why: "No client has a role that this privilege asks for. That is as it should be where only people who sign in may call; for calling systems a grant is missing.",
  check: ({ index: { catalog } }) => {
    const views = ["CLIENTS", "CLIENT_ROLES", "PRIVILEGE_ROLES"];
    if (views.some((view) => catalogLacks(catalog, view))) return [];
    if (catalog.clients.length === 0) return [];
    const lookup = indexCatalog(catalog);
    return catalog.privileges
      .filter(({ name, roles }) => roles.length > 0 && !isBuiltInPrivilege(name))
      .filter(({ roles }) => !roles.some((role) => isBuiltInRole(role)))
      .filter(({ roles }) => roles.every((role) => lookup.clientsOfRole(role).length === 0))
      .map(({ name, roles }): Finding => {
        const [role] = roles;
        return makeFinding(roleNobodyHas, {
          subject: { kind: "privilege", name },
          message: `No client has ${listInWords(roles.map(nameInWords), "or")}, which privilege ${nameInWords(name)} asks for.`,
          fixes: [
            partialFix("Grant a role", "grantRole", role === undefined ? {} : { roles: [role] }),
          ],
        });
      });
  },
};
