import type { Privilege } from "../model/catalog.ts";
import type { AssumptionId } from "./assumptions.ts";
import type { Guard, Guarding } from "./guarding.ts";
import type { Satisfaction, Credentials } from "./satisfaction.ts";

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

/** A caller as it stands to privileges, and where there is none. */
export interface Judged {
  readonly credentials: Pick<Credentials, "passes" | "flips">;
  readonly satisfactions: Satisfactions;
}

/**
 * Whether a caller gets through, and what would have to be otherwise for it not to, or to. Each open assumption is
 * turned round by itself, not together with others.
 */
export function judgeGuarding(guarding: Guarding, judged: Judged): Judgement {
  const { presumed, otherwise } = guarding;
  const { credentials, satisfactions } = judged;
  const passes = passesGuard(presumed, judged);
  let open: AssumptionId[] | undefined;
  let dependsOnValue = false;
  for (const other of otherwise) {
    if (passesGuard(other, judged) === passes) continue;
    if (other.because === "otherValues") dependsOnValue = true;
    else if (!open?.includes(other.because)) (open ??= []).push(other.because);
  }
  if (presumed.by.length === 0) {
    for (const id of credentials.flips) (open ??= []).push(id);
  }
  for (const { privilege } of presumed.by) {
    for (const id of satisfactions(privilege).flips) {
      const other = { credentials, satisfactions: turned(satisfactions, id) };
      if (open?.includes(id) || passesGuard(presumed, other) === passes) continue;
      (open ??= []).push(id);
    }
  }
  return { passes, open: open ?? nothing, dependsOnValue };
}

const nothing: readonly AssumptionId[] = [];

/** Three-valued: what is not known decides only where nothing else does. */
function passesGuard(guard: Guard, { credentials, satisfactions }: Judged): boolean | undefined {
  if (guard.by.length === 0) return credentials.passes;
  const deciding = guard.need === "any";
  let result: boolean | undefined = !deciding;
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
