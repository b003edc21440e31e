import { nameInWords } from "../../access/nameInWords.ts";
import { lettersOf } from "../../access/similarName.ts";
import type { RoleName } from "../../model/names.ts";
import type { Finding } from "../finding.ts";
import { completeFix, makeFinding } from "../makeFinding.ts";
import type { Rule } from "../rule.ts";

/** Field problem 2: HR_Administrator beside HR Administrator (kairkowy/APEX-ORDS shows both). */
export const rolesAlike: Rule = {
  id: "rolesAlike",
  severity: "warning",
  title: "Roles that look alike",
  why: "ORDS compares names of roles letter by letter. Two that differ only in case, blanks or underscores are two roles, and a grant of one does not count for the other.",
  check: ({ index: { catalog } }) => {
    const groups = new Map<string, RoleName[]>();
    for (const { name } of catalog.roles) {
      const letters = lettersOf(name);
      groups.set(letters, [...(groups.get(letters) ?? []), name]);
    }
    return [...groups.values()].flatMap((names) =>
      names.slice(1).map((name): Finding => {
        const [first = name] = names;
        return makeFinding(rolesAlike, {
          subject: { kind: "role", name },
          message: `Roles ${nameInWords(first)} and ${nameInWords(name)} are easily taken for one, and are two.`,
          fixes: [completeFix(`Delete role ${nameInWords(name)}`, "deleteRole", { role: name })],
          assumptions: ["rolesAreExactText"],
        });
      }),
    );
  },
};
