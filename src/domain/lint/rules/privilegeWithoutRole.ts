import { nameInWords } from "../../access/nameInWords.ts";
import { isBuiltInPrivilege } from "../../model/builtIns.ts";
import { lacks } from "../lacks.ts";
import type { Rule } from "../rule.ts";
import { makeFinding } from "../makeFinding.ts";

/**
 * Satisfied by everybody who has signed in (section D.1, statement 8). Where the scopes of tokens name privileges,
 * privileges need no roles.
 */
export const privilegeWithoutRole: Rule = {
  id: "privilegeWithoutRole",
  severity: "warning",
  title: "Privilege without a role",
  why: "A privilege that asks for no role lets everybody pass who has signed in, also database users who have nothing to do with these services.",
  check: ({ index: { catalog } }) => {
    const { jwtProfile, privileges } = catalog;
    const byScope = jwtProfile !== undefined && jwtProfile.roleClaimName === undefined;
    if (byScope || lacks(catalog, "PRIVILEGE_ROLES", "PRIVILEGES", "JWT_PROFILE")) return [];
    return privileges
      .filter(({ name, roles }) => roles.length === 0 && !isBuiltInPrivilege(name))
      .filter(({ patterns, modules }) => patterns.length + modules.length > 0)
      .map(({ name }) =>
        makeFinding(privilegeWithoutRole, {
          subject: { kind: "privilege", name },
          message: `Privilege ${nameInWords(name)} asks for no role: everybody who has signed in passes.`,
          fixes: [
            {
              label: "Let it ask for a role",
              scaffold: "editPrivilege",
              arguments: { privilege: name },
              complete: false,
            },
          ],
          assumptions: ["rolelessPrivilegeTakesAnyUser"],
        }),
      );
  },
};
