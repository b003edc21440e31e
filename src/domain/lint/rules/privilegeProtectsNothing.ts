import { nameInWords } from "../../access/nameInWords.ts";
import { isBuiltInPrivilege } from "../../model/builtIns.ts";
import { catalogLacks } from "../../model/catalogLacks.ts";
import type { EntityRef } from "../../model/entityRef.ts";
import { findingKey, type Finding } from "../finding.ts";
import type { Rule } from "../rule.ts";

/** A privilege with neither pattern nor module (field problem 5; `policy_exists_rls_disabled` of Supabase's splinter). */
export const privilegeProtectsNothing: Rule = {
  id: "privilegeProtectsNothing",
  severity: "warning",
  title: "Privilege that protects nothing",
  why: "A privilege protects what it is mapped to: patterns, or modules. Without either it stands before nothing, and what it was made for is public.",
  check: ({ index: { catalog } }) => {
    if (["PRIVILEGE_MAPPINGS", "PRIVILEGE_MODULES"].some((view) => catalogLacks(catalog, view))) {
      return [];
    }
    return catalog.privileges
      .filter(({ patterns, modules }) => patterns.length === 0 && modules.length === 0)
      .filter(({ name }) => !isBuiltInPrivilege(name))
      .map(({ name }): Finding => {
        const subject: EntityRef = { kind: "privilege", name };
        return {
          rule: "privilegeProtectsNothing",
          severity: "warning",
          subject,
          message: `Privilege ${nameInWords(name)} has neither a pattern nor a module: it protects nothing.`,
          key: findingKey("privilegeProtectsNothing", subject),
          fixes: [
            {
              label: "Map privilege",
              scaffold: "mapPrivilege",
              arguments: { privilege: name },
              complete: true,
            },
            {
              label: "Delete privilege",
              scaffold: "deletePrivilege",
              arguments: { privilege: name },
              complete: true,
            },
          ],
          assumptions: ["noPrivilegeMeansPublic"],
        };
      });
  },
};
