import { isKnownRole } from "../../access/knownRoles.ts";
import { nameInWords } from "../../access/nameInWords.ts";
import { isBuiltInPrivilege } from "../../model/builtIns.ts";
import { catalogLacks } from "../../model/catalogLacks.ts";
import type { PrivilegeName, RoleName } from "../../model/names.ts";
import type { Finding } from "../finding.ts";
import { completeFix, makeFinding } from "../makeFinding.ts";
import type { Rule } from "../rule.ts";
import { similarRolesOf } from "../similarRoles.ts";

/** Field problems 2 and 38: roles belong to a schema, and this one does not have it. */
export const missingRole: Rule = {
  id: "missingRole",
  severity: "error",
  title: "Role that does not exist",
  why: "The privilege asks for a role that the schema does not have, so it cannot be granted to anybody here.",
  check: ({ index }) => {
    const { catalog } = index;
    if (catalogLacks(catalog, "ROLES")) return [];
    const missing = new Map<RoleName, PrivilegeName>();
    for (const { name, roles } of catalog.privileges) {
      if (isBuiltInPrivilege(name)) continue;
      for (const role of roles) {
        // One that looks like another is told of with that one.
        const isTold = missing.has(role) || similarRolesOf(catalog).has(role);
        if (!isTold && !isKnownRole(index, role)) missing.set(role, name);
      }
    }
    return [...missing].map(([role, privilege]): Finding => {
      return makeFinding(missingRole, {
        subject: { kind: "privilege", name: privilege },
        detail: role,
        message: `Privilege ${nameInWords(privilege)} asks for role ${nameInWords(role)}, which does not exist in the schema.`,
        fixes: [completeFix(`Create role ${nameInWords(role)}`, "createRole", { name: role })],
        assumptions: ["builtInRolesHaveNoSchema"],
      });
    });
  },
};
