import type { PatternProblemCode } from "../../access/checkPattern.ts";
import { nameInWords } from "../../access/nameInWords.ts";
import { exposuresOf } from "../exposures.ts";
import type { Finding, FindingFix } from "../finding.ts";
import { callsInWords } from "../inWords.ts";
import { patternMistakesOf, type PatternMistake } from "../patternMistakes.ts";
import type { Rule } from "../rule.ts";
import { makeFinding } from "../makeFinding.ts";

/**
 * The alias inside, no leading slash, a star that is not at the end, and what else ORDS has no meaning for (field
 * problem 6; section D.1, statements 1 and 2).
 */
export const patternMistake: Rule = {
  id: "patternMistake",
  severity: "error",
  title: "Mistake in a pattern",
  why: "Patterns are relative to the schema, begin with a slash, and know a star at their end only. A mistake leaves open what the privilege was meant to protect.",
  check: ({ index }) => {
    const { mistaken } = exposuresOf(index);
    return patternMistakesOf(index).mistakes.map((mistake) => {
      const { privilege, pattern, problem } = mistake;
      const open = mistaken.get(mistake) ?? [];
      const isOpen = open.length === 0 ? "" : ` Therefore anybody can call ${callsInWords(open)}.`;
      return makeFinding(patternMistake, {
        subject: { kind: "mapping", privilege: privilege.name, pattern },
        message: `Pattern ${nameInWords(pattern)} of privilege ${nameInWords(privilege.name)}: ${problem.message}${isOpen}`,
        fixes: fixesOf(mistake),
        assumptions: beliefs[problem.code] ?? [],
      });
    });
  },
};

const beliefs: Partial<Record<PatternProblemCode, Finding["assumptions"]>> = {
  aliasInside: ["patternsAreRelativeToSchema"],
  wholeAddress: ["patternsAreRelativeToSchema", "patternsNeedLeadingSlash"],
  missingSlash: ["patternsNeedLeadingSlash"],
  starInside: ["wildcardOnlyAtEnd"],
};

function fixesOf({ privilege, pattern, meant }: PatternMistake): readonly FindingFix[] {
  const remove: FindingFix = {
    label: "Delete mapping",
    scaffold: "deleteMapping",
    arguments: { privilege: privilege.name, patterns: [pattern] },
    complete: true,
  };
  if (meant === undefined || privilege.patterns.includes(meant)) return [remove];
  return [
    {
      label: `Map ${nameInWords(meant)} instead`,
      scaffold: "editMapping",
      arguments: { privilege: privilege.name, pattern, newPattern: meant },
      complete: true,
    },
    remove,
  ];
}
