import { capitalized } from "../../../base/capitalized.ts";
import { nameInWords } from "../../access/nameInWords.ts";
import type { Protector } from "../../access/protection.ts";
import { normalBasePath } from "../../access/schemaPath.ts";
import { isBuiltInPrivilege } from "../../model/builtIns.ts";
import type { Catalog } from "../../model/catalog.ts";
import type { EntityRef } from "../../model/entityRef.ts";
import { uriPattern } from "../../model/names.ts";
import type { FindingFix } from "../finding.ts";
import { fewInWords } from "../inWords.ts";
import { patternUseOf } from "../patternUse.ts";
import type { Rule } from "../rule.ts";
import { makeFinding } from "../makeFinding.ts";

/**
 * Never decides, because more specific patterns do everywhere (SODA for REST, Security: the more specific pattern
 * overrides). `/*` is left alone: it is there for what will be added. So are all that cover a module, and its own
 * privilege: they are told of, and nothing is offered.
 */
export const patternNeverDecides: Rule = {
  id: "patternNeverDecides",
  severity: "information",
  title: "Pattern that never decides",
  why: "Where several privileges cover a path, the most specific pattern decides alone. The roles of this one are asked for nowhere today.",
  check: ({ index }) =>
    [...patternUseOf(index).values()].flatMap(({ protector, meets, decides, overriddenBy }) => {
      const { privilege, pattern } = protector;
      if (meets === 0 || decides > 0 || pattern.text === "/*") return [];
      const others = overriddenBy.filter((one) => one.privilege !== privilege);
      if (others.length === 0 || isBuiltInPrivilege(privilege.name)) return [];
      const names = [...new Set(others.map(inWords))].toSorted();
      // How privileges of modules rank against patterns is not known: nothing is to be taken away for it.
      const hasModule = [protector, ...others].some(({ via }) => via === "module");
      return [
        makeFinding(patternNeverDecides, {
          subject: subjectOf(protector),
          ...(protector.module === undefined ? {} : { detail: protector.module }),
          message: `${capitalized(inWords(protector))} decides nowhere: ${fewInWords(names)} ${names.length === 1 ? "is" : "are"} more specific.`,
          fixes: hasModule || isNet(index.catalog, protector) ? [] : [deletion(protector)],
          assumptions: [
            "mostSpecificPatternWins",
            ...(hasModule ? (["modulePrivilegeActsAsPattern"] as const) : []),
          ],
        }),
      ];
    }),
};

function subjectOf({ privilege, pattern, module }: Protector): EntityRef {
  const { name } = privilege;
  return module === undefined
    ? { kind: "mapping", privilege: name, pattern: uriPattern(pattern.text) }
    : { kind: "privilege", name };
}

/** Whether it also stands before what will be added to a module. */
function isNet({ modules }: Catalog, { pattern: { prefix, wildcard } }: Protector): boolean {
  return wildcard && modules.some(({ basePath }) => normalBasePath(basePath).startsWith(prefix));
}

function deletion({ privilege, pattern }: Protector): FindingFix {
  return {
    label: "Delete mapping",
    scaffold: "deleteMapping",
    arguments: { privilege: privilege.name, patterns: [pattern.text] },
    complete: true,
  };
}

function inWords({ privilege, pattern, module }: Protector): string {
  const name = nameInWords(privilege.name);
  return module === undefined
    ? `pattern ${nameInWords(pattern.text)} of privilege ${name}`
    : `privilege ${name} of module ${nameInWords(module)}`;
}
