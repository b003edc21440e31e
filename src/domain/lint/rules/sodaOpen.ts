import { exposuresOf } from "../exposures.ts";
import { indexCatalog } from "../../model/catalogIndex.ts";
import { privilegeName } from "../../model/names.ts";
import { isGoodPattern } from "../patternMistakes.ts";
import type { Rule } from "../rule.ts";
import { makeFinding } from "../makeFinding.ts";

/**
 * The mapping that ENABLE_SCHEMA makes for SODA is gone (field problem 35: labs tell people to delete it). Where there
 * is no privilege of SODA, nothing is known of SODA either.
 */
export const sodaOpen: Rule = {
  id: "sodaOpen",
  severity: "warning",
  title: "SODA without protection",
  why: "SODA for REST stores JSON documents in the schema. Without a privilege on /soda/ anybody can read, add, change and delete them, where the service is switched on.",
  check: ({ index }) => {
    const privilege = indexCatalog(index.catalog).privilegeByName(soda);
    if (!privilege || exposuresOf(index).soda.length === 0) return [];
    return [
      makeFinding(sodaOpen, {
        subject: { kind: "privilege", name: soda },
        message: `Privilege ${soda} is not mapped to /soda/*: anybody can use the JSON store of the schema.`,
        fixes: isGoodPattern(index.catalog, "/soda/*")
          ? [
              {
                label: "Map it to /soda/* again",
                scaffold: "mapPrivilege",
                arguments: { privilege: soda, how: "patterns", patterns: ["/soda/*"] },
                complete: true,
              },
            ]
          : [],
        assumptions: ["noPrivilegeMeansPublic", "sodaFollowsPrivileges"],
      }),
    ];
  },
};

const soda = privilegeName("oracle.soda.privilege.developer");
