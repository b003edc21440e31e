import { nameInWords } from "../../access/nameInWords.ts";
import { isBuiltInPrivilege } from "../../model/builtIns.ts";
import type { EntityRef } from "../../model/entityRef.ts";
import type { Finding } from "../finding.ts";
import { makeFinding } from "../makeFinding.ts";
import { patternUseOf } from "../patternUse.ts";
import type { Rule } from "../rule.ts";

/** Shadowed by more specific patterns everywhere (SODA for REST, Security; the field's "pattern pitfalls"). */
export const patternNeverDecides: Rule = {
  id: "patternNeverDecides",
  severity: "warning",
  title: "Pattern that never decides",
  why: "Where several privileges cover a path, the most specific one decides alone. This one is overruled at every path that it covers, so its roles count nowhere.",
  check: ({ index }) => {
    if (!index.protection.readable) return [];
    const { covering, deciding } = patternUseOf(index);
    return [...covering]
      .filter((one) => !deciding.has(one) && !isBuiltInPrivilege(one.privilege.name))
      .map(({ privilege, via, module, pattern }): Finding => {
        const name = privilege.name;
        const stored = privilege.patterns.find((one) => one === pattern.text);
        const subject: EntityRef =
          stored === undefined
            ? { kind: "privilege", name }
            : { kind: "mapping", privilege: name, pattern: stored };
        const what =
          via === "module"
            ? `on module ${nameInWords(module ?? "")}`
            : `by pattern ${nameInWords(pattern.text)}`;
        return makeFinding(patternNeverDecides, {
          subject,
          ...(stored === undefined && module !== undefined ? { detail: module } : {}),
          message: `Privilege ${nameInWords(name)} ${what} never decides: more specific privileges cover all that it covers.`,
          assumptions:
            via === "module"
              ? ["mostSpecificPatternWins", "modulePrivilegeActsAsPattern"]
              : ["mostSpecificPatternWins"],
        });
      });
  },
};
