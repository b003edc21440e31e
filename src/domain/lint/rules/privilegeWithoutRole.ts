import { nameInWords } from "../../access/nameInWords.ts";
import { isBuiltInPrivilege } from "../../model/builtIns.ts";
import { catalogLacks } from "../../model/catalogLacks.ts";
import type { Finding } from "../finding.ts";
import { makeFinding, partialFix } from "../makeFinding.ts";
import type { Rule } from "../rule.ts";

/** ORDS Quick Start Guide: a privilege without roles takes everybody who has signed in. */
export const privilegeWithoutRole: Rule = {
  id: "privilegeWithoutRole",
  severity: "warning",
  title: "Privilege without a role",
  why: "Every database user who can sign in passes a privilege without roles. For OAuth clients no source says for sure what counts then.",
  check: ({ index: { catalog } }) => {
    if (catalogLacks(catalog, "PRIVILEGE_ROLES")) return [];
    return catalog.privileges
      .filter(({ name, roles }) => roles.length === 0 && !isBuiltInPrivilege(name))
      .map(({ name }): Finding => {
        return makeFinding(privilegeWithoutRole, {
          subject: { kind: "privilege", name },
          message: `Privilege ${nameInWords(name)} asks for no role: everybody who signs in passes.`,
          fixes: [partialFix("Give it a role", "editPrivilege", { privilege: name })],
          assumptions: ["rolelessPrivilegeTakesAnyUser", "rolelessPrivilegeNeedsListing"],
        });
      });
  },
};
