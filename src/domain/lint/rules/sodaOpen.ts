import { protectionOfRoute } from "../../access/protection.ts";
import { privilegeName } from "../../model/names.ts";
import { completeFix, makeFinding } from "../makeFinding.ts";
import type { Rule } from "../rule.ts";

const sodaPrivilege = privilegeName("oracle.soda.privilege.developer");

/** Field problem 35: labs have people delete the mapping of SODA's own privilege. */
export const sodaOpen: Rule = {
  id: "sodaOpen",
  severity: "warning",
  title: "SODA without protection",
  why: "ORDS maps its own privilege to /soda/* when a schema is enabled. Without that mapping everybody may read and change the document store, where SODA is switched on.",
  check: ({ index: { catalog, protection } }) => {
    const isThere = catalog.privileges.some(({ name }) => name === sodaPrivilege);
    if (!isThere || !protection.readable || !catalog.schema.enabled) return [];
    if (protectionOfRoute(protection, "/soda/latest/:collection").kind !== "public") return [];
    return [
      makeFinding(sodaOpen, {
        subject: { kind: "privilege", name: sodaPrivilege },
        message: "Nothing covers /soda/*: the document store is open where SODA is switched on.",
        fixes: [
          completeFix("Map it to /soda/* again", "mapPrivilege", {
            privilege: sodaPrivilege,
            patterns: ["/soda/*"],
            modules: [],
          }),
        ],
        assumptions: ["sodaFollowsPrivileges", "autoRestSchemaPrivilege"],
      }),
    ];
  },
};
