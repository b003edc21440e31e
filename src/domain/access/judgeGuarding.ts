import type { Privilege } from "../model/catalog.ts";
import type { AssumptionId } from "./assumptions.ts";
import type { Guard, Guarding } from "./guarding.ts";
import type { Satisfaction } from "./satisfaction.ts";

/** What comes of a caller before a path. */
export interface Judgement {
  /** undefined where the catalog does not say. */
  readonly passes: boolean | undefined;
  /** Open assumptions of which each, taken the other way, changes it. */
  readonly open: readonly AssumptionId[];
  /** Whether it is otherwise for other values of the template's variables. */
  readonly dependsOnValue: boolean;
}

/** How a caller stands to each privilege; asked more than once for the same one. */
export type Satisfactions = (privilege: Privilege) => Satisfaction;

/**
 * Whether a caller gets through, and what would have to be otherwise for it not to, or to. Each open assumption is
 * turned round by itself, not together with others.
 */
export function judgeGuarding(guarding: Guarding, satisfactions: Satisfactions): Judgement {
  const { presumed, otherwise } = guarding;
  const passes = passesGuard(presumed, satisfactions);
  let open: AssumptionId[] | undefined;
  let dependsOnValue = false;
  for (const other of otherwise) {
    if (passesGuard(other, satisfactions) === passes) continue;
    if (other.because === "otherValues") dependsOnValue = true;
    else if (!open?.includes(other.because)) (open ??= []).push(other.because);
  }
  for (const { privilege } of presumed.by) {
    for (const id of satisfactions(privilege).flips) {
      if (open?.includes(id) || passesGuard(presumed, turned(satisfactions, id)) === passes)
        continue;
      (open ??= []).push(id);
    }
  }
  return { passes, open: open ?? nothing, dependsOnValue };
}

const nothing: readonly AssumptionId[] = [];

/** Three-valued: what is not known decides only where nothing else does. */
function passesGuard(guard: Guard, satisfactions: Satisfactions): boolean | undefined {
  const deciding = guard.need === "any";
  let result: boolean | undefined = guard.by.length === 0 || !deciding;
  for (const { privilege } of guard.by) {
    const { passes } = satisfactions(privilege);
    if (passes === deciding) return deciding;
    if (passes === undefined) result = undefined;
  }
  return result;
}

function turned(satisfactions: Satisfactions, id: AssumptionId): Satisfactions {
  return (privilege) => {
    const found = satisfactions(privilege);
    if (!found.flips.includes(id)) return found;
    return { ...found, passes: found.passes === undefined ? undefined : !found.passes };
  };
}
