import { applyChanges } from "../model/applyChange.ts";
import type { Change } from "../model/change.ts";
import { indexAccess, type AccessIndex } from "./accessIndex.ts";
import type { Caller } from "./caller.ts";
import type { Verdict } from "./decision.ts";
import { evaluateAccess, type Call } from "./evaluateAccess.ts";
import { proposeToAllow } from "./proposeToAllow.ts";
import { proposeToForbid } from "./proposeToForbid.ts";

/** One way to get the wished answer. */
export interface Way {
  /** "Grant role HR Reader to client payroll". */
  readonly label: string;
  /** In the order in which they have to be run; none of them can be left out. */
  readonly changes: readonly Change[];
  /** What else comes of it that a person may not want. */
  readonly warning: string | undefined;
}

/**
 * The smallest changes of the schema's rows after which the call is allowed; empty when it is, or when no row can do it:
 * a handler has to be written, or the caller has to bring something else. Each way has been tried on the catalog; one
 * that leaves the answer uncertain is given only where no other is certain.
 */
export function waysToAllow(index: AccessIndex, caller: Caller, call: Call): readonly Way[] {
  const { verdict } = evaluateAccess(index, caller, call);
  if (verdict === "allowed") return [];
  const proposed = proposeToAllow(index, caller, call);
  return tried(index, proposed, { caller, call, isWished: (one) => one === "allowed" });
}

/** The same for a call that is not to be allowed; nobody else is kept out on purpose. */
export function waysToForbid(index: AccessIndex, caller: Caller, call: Call): readonly Way[] {
  const { verdict } = evaluateAccess(index, caller, call);
  if (verdict === "denied" || verdict === "notFound") return [];
  const proposed = proposeToForbid(index, caller, call);
  const isWished = (one: Verdict): boolean => one === "denied" || one === "notFound";
  return tried(index, proposed, { caller, call, isWished });
}

interface Wish {
  readonly caller: Caller;
  readonly call: Call;
  readonly isWished: (verdict: Verdict) => boolean;
}

const mostWays = 6;

function tried(index: AccessIndex, proposed: readonly Way[], wish: Wish): readonly Way[] {
  const { isWished } = wish;
  const outcomes = distinct(proposed).flatMap((way) => {
    const needed = withoutSpare(index, way.changes, wish);
    const { verdict, presumed } = after(index, needed, wish);
    if (!isWished(presumed)) return [];
    return [{ way: { ...way, changes: needed }, isCertain: isWished(verdict) }];
  });
  const certain = outcomes.filter((one) => one.isCertain);
  const usable = certain.length > 0 ? certain : outcomes;
  const ways = distinct(usable.filter(({ way }) => way.changes.length > 0).map(({ way }) => way));
  return ways
    .toSorted((a, b) => a.changes.length - b.changes.length)
    .filter((way, place, all) => !all.slice(0, place).some((less) => isPart(less, way)))
    .slice(0, mostWays);
}

/** Leaves out what does not matter for the wish, the last first. */
function withoutSpare(
  index: AccessIndex,
  changes: readonly Change[],
  wish: Wish,
): readonly Change[] {
  const outcome = rankOf(after(index, changes, wish), wish);
  let needed = changes;
  for (const change of changes.toReversed()) {
    const less = needed.filter((one) => one !== change);
    if (rankOf(after(index, less, wish), wish) === outcome) needed = less;
  }
  // What a change needs to succeed at all, such as the role that it grants, leaves no trace in the answer.
  return changes.filter((one) => needed.includes(one) || isPreparation(one));
}

function isPreparation({ kind }: Change): boolean {
  return kind === "createRole" || kind === "createPrivilege";
}

function rankOf({ verdict, presumed }: ReturnType<typeof after>, { isWished }: Wish): number {
  if (isWished(verdict)) return 2;
  return isWished(presumed) ? 1 : 0;
}

function after(index: AccessIndex, changes: readonly Change[], { caller, call }: Wish) {
  if (changes.length === 0) return evaluateAccess(index, caller, call);
  const changed = indexAccess(applyChanges(index.catalog, changes));
  return evaluateAccess(changed, caller, call);
}

function isPart(less: Way, whole: Way): boolean {
  const all = new Set(whole.changes.map((one) => JSON.stringify(one)));
  return less.changes.every((one) => all.has(JSON.stringify(one)));
}

function distinct(ways: readonly Way[]): readonly Way[] {
  return [...new Map(ways.map((way) => [JSON.stringify(way.changes), way] as const)).values()];
}
