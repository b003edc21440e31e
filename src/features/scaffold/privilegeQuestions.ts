import type { Catalog, Privilege } from "../../domain/model/catalog.ts";
import { checkMappingPattern, warning } from "./checks.ts";
import { moduleOptions, option, patternOptions } from "./options.ts";
import type { Complaint, PickManyQuestion } from "./question.ts";
import { pickMany } from "./questions.ts";

/** All patterns of a privilege: those that it has are chosen already, so that going on keeps them. */
export function privilegePatternsQuestion(
  catalog: Catalog,
  privilege: Privilege | undefined,
): PickManyQuestion {
  const mapped = privilege?.patterns ?? [];
  return pickMany("patterns", "Which paths below the schema does it protect?", {
    placeholder: "Choose, or type one such as /hr/*",
    options: [
      ...mapped.map((pattern) => option(pattern, "mapped now")),
      ...patternOptions(catalog, mapped),
    ],
    initial: mapped,
    other: {
      label: (text) => `Use pattern ${text}`,
      check: checkMappingPattern(catalog, []),
    },
  });
}

/** All modules of a privilege. A module has one privilege of its own, so one is taken from another (assumption `modulePrivilegeIsSingle`). */
export function privilegeModulesQuestion(
  catalog: Catalog,
  privilege: Privilege | undefined,
): PickManyQuestion {
  return pickMany("modules", "Which modules does it protect?", {
    placeholder: "Choose, or go on without",
    options: moduleOptions(catalog),
    initial: privilege?.modules ?? [],
    checkAll: (modules) => warnOfTaking(catalog, privilege, modules),
  });
}

/** Says so when a module had another privilege until now. */
function warnOfTaking(
  catalog: Catalog,
  privilege: Pick<Privilege, "name"> | undefined,
  modules: readonly string[],
): Complaint | undefined {
  for (const other of catalog.privileges) {
    if (other.name === privilege?.name) continue;
    const taken = other.modules.find((module) => modules.includes(module));
    if (taken !== undefined) {
      return warning(`Module "${taken}" is no longer protected by "${other.name}" then.`);
    }
  }
  return undefined;
}
