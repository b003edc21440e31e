import type { Rule } from "./rule.ts";
import { clientWithoutRole } from "./rules/clientWithoutRole.ts";
import { implicitGrant } from "./rules/implicitGrant.ts";
import { privilegeProtectsNothing } from "./rules/privilegeProtectsNothing.ts";

/** Every rule, in the order in which findings of one severity are shown. */
export const allRules: readonly Rule[] = [
  privilegeProtectsNothing,
  clientWithoutRole,
  implicitGrant,
];
