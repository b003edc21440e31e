import { checkPattern } from "../../access/checkPattern.ts";
import { nameInWords } from "../../access/nameInWords.ts";
import { isBuiltInPrivilege } from "../../model/builtIns.ts";
import type { Finding } from "../finding.ts";
import { completeFix, makeFinding, partialFix } from "../makeFinding.ts";
import type { Rule } from "../rule.ts";

/** Field problems 6 and 7: the alias inside, no leading slash, a star that is not at the end. */
export const patternMistake: Rule = {
  id: "patternMistake",
  severity: "error",
  title: "Mistake in a pattern",
  why: "Patterns are relative to the schema, begin with a slash, and know a star at their end only. A mistake leaves open what the privilege was meant to protect.",
  check: ({ index: { catalog } }) => {
    const basePaths = catalog.modules.map(({ basePath }) => basePath);
    const surroundings = { alias: catalog.schema.alias, basePaths };
    return catalog.privileges
      .filter(({ name }) => !isBuiltInPrivilege(name))
      .flatMap(({ name, patterns }) =>
        [...new Set(patterns)].flatMap((pattern): readonly Finding[] => {
          const [first] = checkPattern(pattern, surroundings).filter(
            ({ severity }) => severity === "error",
          );
          if (!first) return [];
          const given = { privilege: name, pattern };
          return [
            makeFinding(patternMistake, {
              subject: { kind: "mapping", privilege: name, pattern },
              message: `Pattern ${nameInWords(pattern)} of privilege ${nameInWords(name)}: ${first.message}`,
              fixes: [
                first.suggestion === undefined || patterns.some((one) => one === first.suggestion)
                  ? partialFix("Change mapping", "editMapping", given)
                  : completeFix(`Change it to ${nameInWords(first.suggestion)}`, "editMapping", {
                      ...given,
                      newPattern: first.suggestion,
                    }),
              ],
              assumptions: ["patternsAreRelativeToSchema", "patternsNeedLeadingSlash"],
            }),
          ];
        }),
      );
  },
};
