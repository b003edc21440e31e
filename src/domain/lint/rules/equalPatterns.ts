import { nameInWords } from "../../access/nameInWords.ts";
import type { Protector } from "../../access/protection.ts";
import { isBuiltInPrivilege } from "../../model/builtIns.ts";
import { uriPattern } from "../../model/names.ts";
import type { Finding, FindingFix } from "../finding.ts";
import { fewInWords } from "../inWords.ts";
import type { Rule } from "../rule.ts";
import { makeFinding } from "../makeFinding.ts";

/** Two privileges on the same paths (section D.1, statement 5: how ORDS settles a tie is not known). */
export const equalPatterns: Rule = {
  id: "equalPatterns",
  severity: "warning",
  title: "Two privileges on the same paths",
  why: "Nothing says what ORDS does where two privileges are equally specific. Taken strictly, a caller has to satisfy both.",
  check: ({ index: { protection } }) =>
    [...protection.exact.values(), ...protection.wildcards.values()].flatMap(
      (group): readonly Finding[] => {
        const privileges = new Set(group.map((one) => one.privilege));
        const own = group.filter(({ privilege }) => !isBuiltInPrivilege(privilege.name));
        if (privileges.size < 2 || own.length === 0) return [];
        const sorted = own.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
        const [first] = sorted;
        if (!first) return [];
        const names = [...privileges].map(({ name }) => nameInWords(name)).toSorted();
        const { text } = first.pattern;
        return [
          makeFinding(equalPatterns, {
            subject: {
              kind: "mapping",
              privilege: first.privilege.name,
              pattern: uriPattern(text),
            },
            message: `Privileges ${fewInWords(names)} protect the same paths, ${nameInWords(text)}: callers may need a role of each.`,
            fixes: sorted.map((one) => fixOf(one, group)),
            assumptions: ["equalPatternsAllDecide"],
          }),
        ];
      },
    ),
};

function nameOf({ privilege, module }: Protector): string {
  return `${privilege.name} ${module ?? ""}`;
}

function fixOf({ privilege, pattern, module }: Protector, group: readonly Protector[]): FindingFix {
  // With three of them two are left.
  const complete = group.length < 3;
  const name = nameInWords(privilege.name);
  if (module === undefined) {
    return {
      label: `Take ${nameInWords(pattern.text)} from ${name}`,
      scaffold: "deleteMapping",
      arguments: { privilege: privilege.name, patterns: [pattern.text] },
      complete,
    };
  }
  // To take one off would take off the other, too.
  return group.filter((one) => one.module === module).length > 1
    ? {
        label: `Let ${name} alone protect module ${nameInWords(module)}`,
        scaffold: "protectModule",
        arguments: { module, privilege: privilege.name },
        complete,
      }
    : {
        label: `Take privilege ${name} off module ${nameInWords(module)}`,
        scaffold: "unprotectModule",
        arguments: { module },
        complete,
      };
}
