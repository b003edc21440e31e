import type { Privilege } from "../model/catalog.ts";
import type { ModuleName } from "../model/names.ts";
import type { AssumptionId } from "./assumptions.ts";
import {
  coverOf,
  mostSpecific,
  protectionOfRoute,
  type ProtectionIndex,
  type Protector,
} from "./protection.ts";
import { firstVariable } from "./routePattern.ts";
import { sampleRoute } from "./sampleRoute.ts";
import { compareUriPatterns, matchStars, matchUriPattern } from "./uriPattern.ts";

/** What stands before a path, in one reading of the rules. */
export interface Guard {
  /** Empty where nothing stands there. */
  readonly by: readonly Protector[];
  /** Covering too, but they do not decide. */
  readonly overridden: readonly Protector[];
  /** Of several privileges: whether a caller has to satisfy each of them or one. */
  readonly need: "all" | "any";
}

/** What stands before a path, as we believe and as it may be. */
export interface Guarding {
  readonly presumed: Guard;
  /** What it would be if one thing that the sources leave open were otherwise; only what differs from `presumed`. */
  readonly otherwise: readonly OtherGuard[];
}

export interface OtherGuard extends Guard {
  /** The assumption that would be wrong, or that the path is that of other values of a template's variables. */
  readonly because: AssumptionId | "otherValues";
}

/** A path below the schema, decoded, and the module that serves it. */
export interface GuardedPlace {
  readonly path: string;
  /** undefined where no module does: AutoREST objects, catalogs. */
  readonly module: ModuleName | undefined;
}

/** Of one concrete path. The privileges have to be readable. */
export function guardingOf(index: ProtectionIndex, place: GuardedPlace): Guarding {
  const covering = coverOf(index, place.path);
  const presumed = rank(covering);
  const otherwise = [
    ...ofMoreCovering(index, place, covering),
    ...ofModules(covering, place.module),
    ...ofEqualPatterns(presumed),
  ];
  return { presumed, otherwise: otherwise.filter((one) => !isSame(one, presumed)) };
}

/** The same for a template whose path may hold variables: other values may be guarded otherwise. */
export function guardingOfRoute(index: ProtectionIndex, route: GuardedPlace): Guarding {
  if (firstVariable(route.path) === undefined) return guardingOf(index, route);
  const guarding = guardingOf(index, { ...route, path: sampleRoute(route.path) });
  const whole = protectionOfRoute(index, route.path);
  if (whole.kind !== "partly") return guarding;
  const others = groupByPattern(whole.some).map((by): OtherGuard => {
    return { by, overridden: [], need: "all", because: "otherValues" };
  });
  const differing = others.filter((one) => !isSame(one, guarding.presumed));
  return { ...guarding, otherwise: [...guarding.otherwise, ...differing] };
}

/** The privileges of a guard, each once. */
export function privilegesOf({ by }: Pick<Guard, "by">): readonly Privilege[] {
  const [only] = by;
  if (only && by.length === 1) return [only.privilege];
  return [...new Set(by.map((one) => one.privilege))];
}

/** The most specific decide, all of them (assumptions `mostSpecificPatternWins`, `equalPatternsAllDecide`). */
function rank(covering: readonly Protector[]): Guard {
  return { ...mostSpecific(covering), need: "all" };
}

/** Readings in which a pattern covers a path that we believe it does not. */
function ofMoreCovering(
  index: ProtectionIndex,
  { path }: GuardedPlace,
  covering: readonly Protector[],
): readonly OtherGuard[] {
  const readings: OtherGuard[] = [];
  const add = (
    because: AssumptionId,
    more: readonly Protector[],
    others: readonly Protector[] = covering,
  ): void => {
    const fresh = more.filter((one) => !others.includes(one));
    if (fresh.length === 0) return;
    const all = [...others, ...fresh].toSorted((a, b) => compareUriPatterns(a.pattern, b.pattern));
    readings.push({ ...rank(all), because });
  };
  // No star is more specific than the exact pattern of the path.
  add(
    "wildcardLeavesBarePath",
    (index.wildcards.get(`${path}/`) ?? []).map((one) => withPrefix(one, path)),
  );
  add(
    "exactPatternCoversOnePath",
    (index.exact.get(otherEnd(path)) ?? []).map((one) => withPrefix(one, path)),
  );
  add("patternsAreCaseSensitive", coverInAnyCase(index, path));
  add(
    "patternsNeedLeadingSlash",
    index.slashless
      .map((one) => withPrefix(one, `/${one.pattern.prefix}`))
      .filter(({ pattern }) => matchUriPattern(pattern, path)),
  );
  for (const by of ["autoRestPrivilegeNames", "autoRestSchemaPrivilege"] as const) {
    const lost = index.lost.filter((one) => one.by === by).map(({ protector }) => protector);
    add(
      by,
      lost.filter(({ pattern }) => matchUriPattern(pattern, path)),
    );
  }
  add(
    "wildcardOnlyAtEnd",
    // Then only what stands before its first star tells how specific it is.
    index.starred
      .filter(({ pattern }) => matchStars(pattern, path))
      .map((one) => {
        const [prefix = ""] = one.pattern.prefix.split("*");
        return { ...one, pattern: { ...one.pattern, prefix, wildcard: true } };
      }),
    // A path that holds a star itself is covered by it already.
    index.starred.length === 0 ? covering : covering.filter((one) => !index.starred.includes(one)),
  );
  return readings;
}

/** The same protector as if its pattern began otherwise, to see how specific it is then. */
function withPrefix(protector: Protector, prefix: string): Protector {
  return { ...protector, pattern: { ...protector.pattern, prefix } };
}

function coverInAnyCase(index: ProtectionIndex, path: string): readonly Protector[] {
  const folded = path.toLowerCase();
  if (folded === path && index.folded === undefined) return [];
  return coverOf(index.folded ?? index, folded);
}

function otherEnd(path: string): string {
  return path.endsWith("/") ? path.slice(0, -1) : `${path}/`;
}

/** Readings in which a module's privilege follows the module that serves, before or after all patterns. */
function ofModules(
  covering: readonly Protector[],
  serving: ModuleName | undefined,
): readonly OtherGuard[] {
  if (!covering.some((one) => one.via === "module")) return [];
  const patterns = rank(covering.filter((one) => one.via === "pattern"));
  const own = covering.filter((one) => one.via === "module" && one.module === serving);
  const byModule: Guard = { by: own, overridden: [], need: "all" };
  const because = "modulePrivilegeActsAsPattern";
  return [
    { ...(own.length > 0 ? byModule : patterns), because },
    { ...(patterns.by.length > 0 ? patterns : byModule), because },
  ];
}

function ofEqualPatterns(presumed: Guard): readonly OtherGuard[] {
  if (presumed.by.length < 2 || privilegesOf(presumed).length < 2) return [];
  return [{ ...presumed, need: "any", because: "equalPatternsAllDecide" }];
}

/** Whether a caller could never tell the two apart. */
function isSame(one: Guard, other: Guard): boolean {
  const [a, b] = [privilegesOf(one), privilegesOf(other)];
  if (a.length !== b.length || !a.every((privilege) => b.includes(privilege))) return false;
  return a.length < 2 || one.need === other.need;
}

function groupByPattern(protectors: readonly Protector[]): readonly (readonly Protector[])[] {
  const groups = new Map<string, Protector[]>();
  for (const one of protectors) {
    const key = `${one.pattern.prefix} ${one.pattern.wildcard}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()];
}
