import { isWrite } from "../../access/isWrite.ts";
import { nameInWords } from "../../access/nameInWords.ts";
import { isBuiltInPrivilege } from "../../model/builtIns.ts";
import { uriPattern } from "../../model/names.ts";
import { exposuresOf } from "../exposures.ts";
import { callsInWords } from "../inWords.ts";
import { isGoodPattern } from "../patternMistakes.ts";
import type { Rule } from "../rule.ts";
import { makeFinding } from "../makeFinding.ts";

/** Field problem 7: SODA for REST, Security, maps `/soda/latest/employee` and `/soda/latest/employee/*` apart. */
export const barePathOpen: Rule = {
  id: "barePathOpen",
  severity: "warning",
  title: "Path without its slash is open",
  why: "As far as is known, /x/* does not cover /x without its slash. Where something answers there, both are mapped.",
  check: ({ index }) =>
    [...exposuresOf(index).bare].map(([{ privilege, pattern }, endpoints]) => {
      const bare = pattern.prefix.slice(0, -1);
      const product = isBuiltInPrivilege(privilege.name) ? " of the product" : "";
      return makeFinding(barePathOpen, {
        subject: {
          kind: "mapping",
          privilege: privilege.name,
          pattern: uriPattern(pattern.text),
        },
        severity: endpoints.some(isWrite) ? "error" : "warning",
        message: `Pattern ${nameInWords(pattern.text)} of privilege ${nameInWords(privilege.name)}${product} does not cover ${nameInWords(bare)}: anybody can call ${callsInWords(endpoints)}.`,
        fixes: isGoodPattern(index.catalog, bare)
          ? [
              {
                label: `Map ${nameInWords(bare)} too`,
                scaffold: "mapPrivilege",
                arguments: { privilege: privilege.name, how: "patterns", patterns: [bare] },
                complete: true,
              },
            ]
          : [],
        assumptions: ["wildcardLeavesBarePath", "noPrivilegeMeansPublic"],
      });
    }),
};
