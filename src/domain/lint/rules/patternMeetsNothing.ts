import { checkPattern } from "../../access/checkPattern.ts";
import { nameInWords } from "../../access/nameInWords.ts";
import { isBuiltInPrivilege } from "../../model/builtIns.ts";
import type { Finding } from "../finding.ts";
import { completeFix, makeFinding, partialFix } from "../makeFinding.ts";
import { patternUseOf } from "../patternUse.ts";
import type { Rule } from "../rule.ts";

/** A mapping that covers no endpoint of the schema: a misspelled path, or one that has moved. */
export const patternMeetsNothing: Rule = {
  id: "patternMeetsNothing",
  severity: "warning",
  title: "Pattern that meets nothing",
  why: "No handler, object or service of the schema has a path that this pattern covers. What it was meant for may have moved, or is spelled otherwise, and is open.",
  check: ({ index }) => {
    const { catalog, protection } = index;
    if (!protection.readable) return [];
    const basePaths = catalog.modules.map(({ basePath }) => basePath);
    const surroundings = { alias: catalog.schema.alias, basePaths };
    const { covering } = patternUseOf(index);
    return protection.sorted
      .filter((one) => one.via === "pattern" && !covering.has(one))
      .filter(({ privilege: { name } }) => !isBuiltInPrivilege(name))
      .flatMap(({ privilege: { name, patterns }, pattern: { text } }): readonly Finding[] => {
        const pattern = patterns.find((one) => one === text);
        // A mistake in it is the cause, and is told by itself.
        const problems = checkPattern(text, surroundings);
        if (pattern === undefined || problems.some(({ severity }) => severity === "error")) {
          return [];
        }
        const given = { privilege: name, pattern };
        return [
          makeFinding(patternMeetsNothing, {
            subject: { kind: "mapping", privilege: name, pattern },
            message: `Pattern ${nameInWords(text)} of privilege ${nameInWords(name)} covers no path of the schema.`,
            fixes: [
              partialFix("Change mapping", "editMapping", given),
              completeFix("Delete mapping", "deleteMapping", { privilege: name, patterns: [text] }),
            ],
          }),
        ];
      });
  },
};
