import { nameInWords } from "../../access/nameInWords.ts";
import { isBuiltInPrivilege } from "../../model/builtIns.ts";
import { lacks, protectionViews } from "../lacks.ts";
import type { Rule } from "../rule.ts";
import { makeFinding } from "../makeFinding.ts";

/** A privilege with neither pattern nor module (field problem 5; `policy_exists_rls_disabled` of Supabase's splinter). */
export const privilegeProtectsNothing: Rule = {
  id: "privilegeProtectsNothing",
  severity: "warning",
  title: "Privilege that protects nothing",
  why: "A privilege protects what it is mapped to: patterns, or modules. Without either it stands before nothing, and what it was made for may be public.",
  check: ({ index: { catalog } }) => {
    if (lacks(catalog, ...protectionViews)) return [];
    return catalog.privileges
      .filter(({ patterns, modules }) => patterns.length === 0 && modules.length === 0)
      .filter(({ name }) => !isBuiltInPrivilege(name))
      .map(({ name }) =>
        makeFinding(privilegeProtectsNothing, {
          subject: { kind: "privilege", name },
          message: `Privilege ${nameInWords(name)} has neither a pattern nor a module: it protects nothing.`,
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
        }),
      );
  },
};
