import { listInWords, nameInWords } from "../../access/nameInWords.ts";
import type { PrivilegeName, UriPattern } from "../../model/names.ts";
import { isBuiltInPrivilege } from "../../model/builtIns.ts";
import type { Finding } from "../finding.ts";
import { makeFinding, partialFix } from "../makeFinding.ts";
import type { Rule } from "../rule.ts";

/** Two privileges on one pattern: no source says which one decides (assumption `equalPatternsAllDecide`). */
export const equalPatterns: Rule = {
  id: "equalPatterns",
  severity: "warning",
  title: "Two privileges on one pattern",
  why: "Nothing is known for sure about a path that two privileges cover equally: a caller may need to pass both, or one. Give the pattern to one of them, with all the roles that may pass.",
  check: ({ index: { catalog } }) => {
    const names = new Map<UriPattern, PrivilegeName[]>();
    for (const { name, patterns } of catalog.privileges) {
      if (isBuiltInPrivilege(name)) continue;
      for (const pattern of new Set(patterns)) {
        names.set(pattern, [...(names.get(pattern) ?? []), name]);
      }
    }
    return [...names].flatMap(([pattern, all]): readonly Finding[] => {
      const [first, ...more] = all;
      if (first === undefined || more.length === 0) return [];
      return [
        makeFinding(equalPatterns, {
          subject: { kind: "mapping", privilege: first, pattern },
          message: `Privileges ${listInWords(all.map(nameInWords), "and")} are mapped to the same pattern ${nameInWords(pattern)}.`,
          fixes: more.slice(0, 2).map((name) => {
            const label = `Take it from ${nameInWords(name)}`;
            return partialFix(label, "deleteMapping", { privilege: name, patterns: [pattern] });
          }),
          assumptions: ["equalPatternsAllDecide"],
        }),
      ];
    });
  },
};
