import { distinct } from "../../base/distinct.ts";
import type { AccessIndex } from "./accessIndex.ts";
import type { AssumptionId } from "./assumptions.ts";
import type { Caller } from "./caller.ts";
import { conclude } from "./conclude.ts";
import type { Decision, Reason, Verdict } from "./decision.ts";
import { guardingOf, privilegesOf, type GuardedPlace, type Guarding } from "./guarding.ts";
import { judgeGuarding, type Judgement } from "./judgeGuarding.ts";
import type { Protector } from "./protection.ts";
import { credentialsOf, satisfactionOf } from "./satisfaction.ts";

/** The second half of the decision, for a path that something answers. */
export function evaluateProtection(
  index: AccessIndex,
  caller: Caller,
  place: GuardedPlace,
): Decision {
  return evaluateGuarding(index, caller, {
    place,
    guarding: guardingOf(index.protection, place),
  });
}

interface GuardedCall {
  readonly place: GuardedPlace;
  readonly guarding: Guarding;
}

/** The same for a path of which it is known what stands before it. */
export function evaluateGuarding(
  index: AccessIndex,
  caller: Caller,
  { place, guarding }: GuardedCall,
): Decision {
  if (!index.protection.readable && guarding.presumed.by[0]?.via !== "product") {
    return conclude("unknown", [{ kind: "privilegesUnreadable" }], []);
  }
  const satisfactions = new Map(
    privilegesOf({ by: [guarding.presumed, ...guarding.otherwise].flatMap(({ by }) => by) }).map(
      (privilege) => [privilege, satisfactionOf(index, caller, privilege)] as const,
    ),
  );
  const credentials = credentialsOf(index, caller);
  const judgement = judgeGuarding(guarding, {
    credentials,
    satisfactions: (privilege) =>
      satisfactions.get(privilege) ?? satisfactionOf(index, caller, privilege),
  });
  const { by, overridden } = guarding.presumed;
  const reasons: Reason[] = by.map(toReason);
  const rivals = overridden.filter((other) => by.some((one) => one.privilege !== other.privilege));
  if (rivals.length > 0) reasons.push({ kind: "overridden", protectors: rivals });
  if (by.length === 0) {
    reasons.push({ kind: "noPrivilegeProtects", path: place.path });
    if (credentials.reason) reasons.push(credentials.reason);
  }
  const own = privilegesOf(guarding.presumed).flatMap((one) => satisfactions.get(one) ?? []);
  const told = own.map(({ reason }) => reason);
  // Without a token it is the same for each privilege.
  reasons.push(...(told[0]?.kind === "tokenMissing" ? told.slice(0, 1) : told));
  if (judgement.dependsOnValue) {
    const others = guarding.otherwise.filter(({ because }) => because === "otherValues");
    reasons.push({ kind: "dependsOnValue", protectors: others.flatMap((one) => one.by) });
  }
  const presumed = presumedOf(judgement);
  return {
    verdict: verdictOf(judgement),
    presumed,
    reasons,
    assumptions: distinct([
      ...judgement.open,
      ...beliefsOf(index, by, rivals),
      ...own.flatMap(({ assumptions }) => assumptions),
    ]),
    open: judgement.open,
    outside: [],
  };
}

/** What a judgement is to people. */
export function verdictOf(judgement: Judgement): Verdict {
  const isOpen = judgement.open.length > 0 || judgement.dependsOnValue;
  return isOpen ? "unknown" : presumedOf(judgement);
}

/** What a judgement comes to when every assumption holds. */
export function presumedOf({ passes }: Judgement): Verdict {
  if (passes === undefined) return "unknown";
  return passes ? "allowed" : "denied";
}

function beliefsOf(
  index: AccessIndex,
  by: readonly Protector[],
  rivals: readonly Protector[],
): readonly AssumptionId[] {
  if (by.length === 0) return ["noPrivilegeMeansPublic"];
  const beliefs: AssumptionId[] = [];
  if (by.some((one) => one.pattern.wildcard)) beliefs.push("wildcardCoversAllBelow");
  if (by.some((one) => one.via === "module")) beliefs.push("modulePrivilegeActsAsPattern");
  for (const one of by) {
    const belief = index.protection.implied.get(one.privilege);
    if (belief) beliefs.push(belief);
  }
  if (rivals.length > 0) beliefs.push("mostSpecificPatternWins");
  if (privilegesOf({ by }).length > 1) beliefs.push("equalPatternsAllDecide");
  return beliefs;
}

function toReason(protector: Protector): Reason {
  const { privilege, via, module, pattern } = protector;
  return { kind: "protectedBy", privilege, via, pattern: pattern.text, module };
}
