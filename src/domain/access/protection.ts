import type { Catalog, Privilege } from "../model/catalog.ts";
import { catalogLacks } from "../model/catalogLacks.ts";
import type { ModuleName } from "../model/names.ts";
import { autoRestPrivileges } from "./autoRestPrivileges.ts";
import { firstVariable, splitRoute } from "./routePattern.ts";
import type { RouteSegment } from "./routePattern.ts";
import { normalBasePath, toSchemaPath } from "./schemaPath.ts";
import { compareUriPatterns, parseUriPattern } from "./uriPattern.ts";
import type { ParsedPattern } from "./uriPattern.ts";

/** Which privilege stands before the paths of a template. */
export type Protection =
  | PathProtection
  /** Of a template with variables: some of its paths are covered otherwise than the rest. */
  | {
      readonly kind: "partly";
      /** What covers all paths of the template; empty when the rest is public. */
      readonly by: readonly Protector[];
      /** What covers only some. */
      readonly some: readonly Protector[];
    };

/** Which privilege stands before one path. */
export type PathProtection =
  /** No privilege covers the path (assumption `noPrivilegeMeansPublic`). */
  | { readonly kind: "public" }
  | {
      readonly kind: "protected";
      /** More than one only where equally specific patterns meet (assumption `equalPatternsAllDecide`). */
      readonly by: readonly Protector[];
      /** Covering too, but less specific (assumption `mostSpecificPatternWins`). */
      readonly overridden: readonly Protector[];
    }
  /** The privileges of the schema could not be read. */
  | { readonly kind: "unknown" };

/** A privilege together with what ties it to paths. */
export interface Protector {
  readonly privilege: Privilege;
  readonly via: "pattern" | "module";
  /** The pattern as stored, or the one that stands for the module: its base path and a star. */
  readonly pattern: ParsedPattern;
  readonly module: ModuleName | undefined;
}

/** The protectors of one catalog, found by path without looking at all of them. */
export interface ProtectionIndex {
  readonly readable: boolean;
  readonly exact: ReadonlyMap<string, readonly Protector[]>;
  readonly wildcards: ReadonlyMap<string, readonly Protector[]>;
  /** Lengths of the keys of `wildcards`, the longest first. */
  readonly lengths: readonly number[];
  /** All protectors, by the text of their prefix. */
  readonly sorted: readonly Protector[];
}

/** Without one of these a path that looks public may not be. */
const neededViews = ["PRIVILEGES", "PRIVILEGE_MAPPINGS", "PRIVILEGE_MODULES"];

/** Built once for a catalog; `protectionOf` then costs about as much as the path is long. */
export function indexProtection(catalog: Catalog): ProtectionIndex {
  const protectors = protectorsOf(catalog).filter((one) => one.pattern.prefix.startsWith("/"));
  const wildcards = groupByPrefix(protectors.filter((one) => one.pattern.wildcard));
  return {
    readable: !neededViews.some((view) => catalogLacks(catalog, view)),
    exact: groupByPrefix(protectors.filter((one) => !one.pattern.wildcard)),
    wildcards,
    lengths: [...new Set([...wildcards.keys()].map((key) => key.length))].toSorted((a, b) => b - a),
    sorted: protectors.toSorted((a, b) => compareText(a.pattern.prefix, b.pattern.prefix)),
  };
}

/**
 * What protects one concrete path below the schema, percent-encoded as in an address. The most specific pattern decides
 * alone; a privilege on a module counts as its base path and a star (assumption `modulePrivilegeActsAsPattern`).
 */
export function protectionOf(index: ProtectionIndex, path: string): PathProtection {
  if (!index.readable) return { kind: "unknown" };
  return protectionOfText(index, toSchemaPath(path));
}

/**
 * What protects a template, whose path may hold variables: `/hr/employees/:id`. It is "partly" when a pattern covers
 * some values of a variable only.
 */
export function protectionOfRoute(index: ProtectionIndex, route: string): Protection {
  if (!index.readable) return { kind: "unknown" };
  const variable = firstVariable(route);
  if (variable === undefined) return protectionOfText(index, route);
  const fixed = route.slice(0, variable);
  const whole = protectionOfText(index, fixed, "wildcards");
  const some = protectorsUnder(index, fixed).filter((one) => mayMeet(one.pattern, route));
  const by = whole.kind === "protected" ? whole.by : [];
  const privileges = new Set(by.map((one) => one.privilege));
  if (some.every((one) => privileges.has(one.privilege))) return whole;
  return { kind: "partly", by, some };
}

function protectionOfText(
  index: ProtectionIndex,
  path: string,
  among: "all" | "wildcards" = "all",
): PathProtection {
  const groups = index.lengths
    .filter((length) => length <= path.length)
    .map((length) => index.wildcards.get(path.slice(0, length)) ?? []);
  if (among === "all") groups.unshift(index.exact.get(path) ?? []);
  const [by, ...less] = groups.filter((group) => group.length > 0);
  return by ? { kind: "protected", by, overridden: less.flat() } : { kind: "public" };
}

function protectorsOf(catalog: Catalog): readonly Protector[] {
  const basePaths = new Map(catalog.modules.map((one) => [one.name, one.basePath]));
  return [...catalog.privileges, ...autoRestPrivileges(catalog)].flatMap((privilege) => [
    ...[...new Set(privilege.patterns)].map((text): Protector => {
      return { privilege, via: "pattern", pattern: parseUriPattern(text), module: undefined };
    }),
    ...privilege.modules.flatMap((module): readonly Protector[] => {
      const basePath = basePaths.get(module);
      if (basePath === undefined) return [];
      const pattern = parseUriPattern(`${normalBasePath(basePath)}*`);
      return [{ privilege, via: "module", pattern, module }];
    }),
  ]);
}

/** The protectors whose prefix goes on where `fixed` ends. */
function protectorsUnder(index: ProtectionIndex, fixed: string): readonly Protector[] {
  let low = 0;
  let high = index.sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const prefix = index.sorted[middle]?.pattern.prefix ?? "";
    if (compareText(prefix, fixed) < 0) low = middle + 1;
    else high = middle;
  }
  const found: Protector[] = [];
  for (let place = low; place < index.sorted.length; place += 1) {
    const one = index.sorted[place];
    if (!one?.pattern.prefix.startsWith(fixed)) break;
    // A wildcard that ends exactly here covers every value; it is not "some".
    if (one.pattern.wildcard && one.pattern.prefix === fixed) continue;
    found.push(one);
  }
  return found.toSorted((a, b) => compareUriPatterns(a.pattern, b.pattern));
}

/** Whether some path of the route is covered by the pattern. */
function mayMeet(pattern: ParsedPattern, route: string): boolean {
  const segments = splitRoute(route);
  const wanted = pattern.prefix.split("/").slice(1);
  for (const [position, text] of wanted.entries()) {
    const segment = segments[position];
    if (segment === undefined) return false;
    if (segment.kind === "rest") return true;
    const open = pattern.wildcard && position === wanted.length - 1;
    if (!mayBe(segment, text, open)) return false;
  }
  const left = segments.slice(wanted.length);
  return pattern.wildcard || left.every((segment) => segment.kind === "rest");
}

function mayBe(segment: RouteSegment, text: string, open: boolean): boolean {
  if (segment.kind === "literal")
    return open ? segment.text.startsWith(text) : segment.text === text;
  return open || text !== "" || segment.kind !== "variable";
}

function groupByPrefix(
  protectors: readonly Protector[],
): ReadonlyMap<string, readonly Protector[]> {
  const groups = new Map<string, Protector[]>();
  for (const one of protectors) {
    const group = groups.get(one.pattern.prefix);
    if (group) group.push(one);
    else groups.set(one.pattern.prefix, [one]);
  }
  return groups;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
