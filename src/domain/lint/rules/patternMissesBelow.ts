import { isWrite } from "../../access/isWrite.ts";
import { nameInWords } from "../../access/nameInWords.ts";
import { uriPattern } from "../../model/names.ts";
import { exposuresOf } from "../exposures.ts";
import { callsInWords } from "../inWords.ts";
import { isGoodPattern } from "../patternMistakes.ts";
import type { Rule } from "../rule.ts";
import { makeFinding } from "../makeFinding.ts";

/** Field problem 7, the reverse; also "pattern covers `/x/` but not `/x/*`" among the lint rules of the peers. */
export const patternMissesBelow: Rule = {
  id: "patternMissesBelow",
  severity: "warning",
  title: "Pattern that leaves out what is below",
  why: "A pattern without a star covers one path alone. The single items of a collection, and all else below it, need a star at the end.",
  check: ({ index }) =>
    [...exposuresOf(index).below].map(([{ privilege, pattern }, endpoints]) => {
      const below = `${pattern.text.replace(/\/$/, "")}/*`;
      return makeFinding(patternMissesBelow, {
        subject: {
          kind: "mapping",
          privilege: privilege.name,
          pattern: uriPattern(pattern.text),
        },
        severity: endpoints.some(isWrite) ? "error" : "warning",
        message: `Pattern ${nameInWords(pattern.text)} of privilege ${nameInWords(privilege.name)} covers only this one path: anybody can call ${callsInWords(endpoints)}.`,
        fixes: isGoodPattern(index.catalog, below)
          ? [
              {
                label: `Map ${nameInWords(below)} too`,
                scaffold: "mapPrivilege",
                arguments: { privilege: privilege.name, how: "patterns", patterns: [below] },
                complete: true,
              },
            ]
          : [],
        assumptions: ["exactPatternCoversOnePath", "noPrivilegeMeansPublic"],
      });
    }),
};
