import { compareText } from "../../base/compareText.ts";
import type { Catalog, Privilege } from "../model/catalog.ts";
import { catalogLacks } from "../model/catalogLacks.ts";
import type { ModuleName } from "../model/names.ts";
import { autoRestPrivileges, type ImpliedBy } from "./autoRestPrivileges.ts";
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
  /** "product": what ORDS itself asks for before a service of its own. */
  readonly via: "pattern" | "module" | "product";
  /** The pattern as stored, or the one that stands for the module: its base path and a star. */
  readonly pattern: ParsedPattern;
  readonly module: ModuleName | undefined;
}

/** The protectors of one catalog, found by path without looking at all of them. */
export interface ProtectionIndex extends PatternMaps {
  readonly readable: boolean;
  /** All protectors, by the text of their prefix. */
  readonly sorted: readonly Protector[];
  /** The same without upper case letters; undefined where no pattern has any. */
  readonly folded: PatternMaps | undefined;
  /** Patterns that do not begin with a slash and so cover nothing (assumption `patternsNeedLeadingSlash`). */
  readonly slashless: readonly Protector[];
  /** Patterns with a star that is not at their end (assumption `wildcardOnlyAtEnd`). */
  readonly starred: readonly Protector[];
  /** Of AutoREST objects that ask for authorization, while what protects them is gone from the catalog. */
  readonly lost: readonly LostProtector[];
  /** Privileges that the catalog does not tell but the product has made, with the assumption that says so. */
  readonly implied: ReadonlyMap<Privilege, ImpliedBy>;
}

/** Something that has stood before paths, and may do so still. */
export interface LostProtector {
  readonly protector: Protector;
  /** The assumption by which it does. */
  readonly by: ImpliedBy;
}

/** Protectors by what their patterns begin with. */
export interface PatternMaps {
  readonly exact: ReadonlyMap<string, readonly Protector[]>;
  readonly wildcards: ReadonlyMap<string, readonly Protector[]>;
  /** Lengths of the keys of `wildcards`, the longest first. */
  readonly lengths: readonly number[];
}

const noPatterns: PatternMaps["exact"] = new Map();

/** Without one of these a path that looks public may not be. */
const neededViews = ["PRIVILEGES", "PRIVILEGE_MAPPINGS", "PRIVILEGE_MODULES"];

/** Built once for a catalog; `protectionOf` then costs about as much as the path is long. */
export function indexProtection(catalog: Catalog): ProtectionIndex {
  const implied = autoRestPrivileges(catalog);
  const all = protectorsOf(
    catalog,
    implied.flatMap(({ privilege, lost }) => (lost ? [] : [privilege])),
  );
  const protectors = all.filter((one) => one.pattern.prefix.startsWith("/"));
  const hasUpperCase = protectors.some(
    ({ pattern: { prefix } }) => prefix !== prefix.toLowerCase(),
  );
  return {
    readable: !neededViews.some((view) => catalogLacks(catalog, view)),
    ...mapPatterns(protectors, (text) => text),
    sorted: protectors.toSorted((a, b) => compareText(a.pattern.prefix, b.pattern.prefix)),
    folded: hasUpperCase ? mapPatterns(protectors, (text) => text.toLowerCase()) : undefined,
    slashless: all
      .filter(({ pattern: { prefix } }) => !prefix.startsWith("/"))
      .filter(({ pattern: { text } }) => text !== ""),
    starred: protectors.filter(({ pattern: { prefix } }) => prefix.includes("*")),
    lost: implied.flatMap(({ privilege: { patterns }, lost, by }) =>
      lost
        ? patterns.map((text): LostProtector => {
            const pattern = parseUriPattern(text);
            return {
              by,
              protector: { privilege: lost, via: "pattern", pattern, module: undefined },
            };
          })
        : [],
    ),
    implied: new Map(implied.map(({ privilege, by }) => [privilege, by])),
  };
}

/** Everything that covers a decoded path, the most specific first. */
export function coverOf(index: PatternMaps, path: string): readonly Protector[] {
  // Exact patterns are as long as the path, so they come first; at equal length they are the more specific.
  const found: Protector[] = [...(index.exact.get(path) ?? [])];
  for (const length of index.lengths) {
    if (length > path.length) continue;
    const group = index.wildcards.get(path.slice(0, length));
    if (group) found.push(...group);
  }
  return found;
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
  const whole = protectionOfText({ ...index, exact: noPatterns }, fixed);
  const some = protectorsUnder(index, fixed).filter((one) => mayMeet(one.pattern, route));
  const by = whole.kind === "protected" ? whole.by : [];
  const privileges = new Set(by.map((one) => one.privilege));
  if (some.every((one) => privileges.has(one.privilege))) return whole;
  return { kind: "partly", by, some };
}

/** Everything that covers at least one path of a template, whether it decides there or not. */
export function protectorsMeeting(index: ProtectionIndex, route: string): readonly Protector[] {
  const variable = firstVariable(route);
  if (variable === undefined) return coverOf(index, route);
  const fixed = route.slice(0, variable);
  const some = protectorsUnder(index, fixed).filter((one) => mayMeet(one.pattern, route));
  return [...some, ...coverOf({ ...index, exact: noPatterns }, fixed)];
}

function protectionOfText(index: PatternMaps, path: string): PathProtection {
  const covering = coverOf(index, path);
  if (covering.length === 0) return { kind: "public" };
  const { by, overridden } = mostSpecific(covering);
  return { kind: "protected", by, overridden };
}

/** Takes what `coverOf` found apart: those that are equally specific as the first, and the rest. */
export function mostSpecific(covering: readonly Protector[]): {
  readonly by: readonly Protector[];
  readonly overridden: readonly Protector[];
} {
  const [first] = covering;
  const end = first
    ? covering.findIndex((one) => compareUriPatterns(first.pattern, one.pattern) !== 0)
    : -1;
  if (end < 0) return { by: covering, overridden: [] };
  return { by: covering.slice(0, end), overridden: covering.slice(end) };
}

function protectorsOf(catalog: Catalog, implied: readonly Privilege[]): readonly Protector[] {
  const basePaths = new Map(catalog.modules.map((one) => [one.name, one.basePath]));
  return [...catalog.privileges, ...implied].flatMap((privilege) => [
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
  if (segment.kind !== "variable") return true;
  // `:id,:line` has as many values as names, none of them empty; one variable takes commas, too.
  const values = segment.names.length === 1 ? [text] : text.split(",");
  if (open) return values.length <= segment.names.length && !values.slice(0, -1).includes("");
  return values.length === segment.names.length && !values.includes("");
}

function mapPatterns(
  protectors: readonly Protector[],
  keyOf: (prefix: string) => string,
): PatternMaps {
  const exact = new Map<string, Protector[]>();
  const wildcards = new Map<string, Protector[]>();
  for (const one of protectors) {
    const { prefix, wildcard } = one.pattern;
    const groups = wildcard ? wildcards : exact;
    const key = keyOf(prefix);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  const lengths = [...new Set([...wildcards.keys()].map((key) => key.length))];
  return { exact, wildcards, lengths: lengths.toSorted((a, b) => b - a) };
}
