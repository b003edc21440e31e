import type { Catalog, Privilege } from "../model/catalog.ts";
import type { PrivilegeName, RoleName } from "../model/names.ts";
import { type AccessIndex, indexAccess } from "./accessIndex.ts";
import { allEndpoints } from "./accessMatrix.ts";
import { moduleOf, type Endpoint, endpointKey } from "./endpoints.ts";
import { type Guard, type Guarding, guardingOfRoute, privilegesOf } from "./guarding.ts";
import { sqlProtector } from "./productEndpoints.ts";
import type { ProtectionIndex, Protector } from "./protection.ts";

/** What answers in a schema, and what stands before it: a catalog prepared for being compared with another one. */
export interface AccessSheet {
  readonly index: AccessIndex;
  /** By method and path; nothing where the schema is switched off. */
  readonly entries: ReadonlyMap<string, GuardedEndpoint>;
  readonly protectors: ReadonlyMap<string, Protector>;
}

export interface GuardedEndpoint {
  readonly endpoint: Endpoint;
  readonly guard: EndpointGuard;
}

/** What a verdict depends on besides the caller; endpoints that are guarded alike share one. */
export interface EndpointGuard {
  /** Names privileges, not what they ask for. */
  readonly key: string;
  /** Whether nothing stands there, as far as we believe. */
  readonly open: boolean;
  /** All that may decide, in one reading of the rules or another. */
  readonly privileges: ReadonlyMap<PrivilegeName, Privilege>;
  /** The roles that they ask for. */
  readonly roles: ReadonlySet<RoleName>;
  /** Whether one of them is told by no catalog, and its roles are believed (`autoRestPrivilegeNames`). */
  readonly implied: boolean;
  /** Whether other values of a template's variables are guarded otherwise. */
  readonly partly: boolean;
}

/**
 * Prepared once for a catalog. With `similar`, the sheet of a catalog that differs in little, only what stands before
 * the paths that the differing patterns may cover is looked for anew; the result is the same without it.
 */
export function accessSheetOf(catalog: Catalog, similar?: AccessSheet): AccessSheet {
  const known = sheets.get(catalog);
  if (known) return known;
  const sheet = createSheet(catalog, similar);
  sheets.set(catalog, sheet);
  return sheet;
}

const sheets = new WeakMap<Catalog, AccessSheet>();

function createSheet(catalog: Catalog, similar: AccessSheet | undefined): AccessSheet {
  const index = indexAccess(catalog);
  const protectors = protectorsOf(index.protection);
  const mayDiffer = similar && mayDifferFrom(similar, index.protection, protectors);
  const guards = new Map<string, EndpointGuard>();
  const guardOf = guardFinder(index.protection);
  const entries = new Map<string, GuardedEndpoint>();
  for (const endpoint of catalog.schema.enabled ? allEndpoints(index) : []) {
    if (!endpoint.published) continue;
    const name = endpointKey(endpoint);
    if (entries.has(name)) continue;
    const before = mayDiffer && similar.entries.get(name);
    const isAsBefore =
      before !== undefined &&
      (before.endpoint === endpoint || isSamePlace(before.endpoint, endpoint)) &&
      !mayDiffer?.(endpoint.path);
    const known = isAsBefore ? guards.get(before.guard.key) : undefined;
    const found = known ?? guardOf(endpoint);
    const guard = guards.get(found.key) ?? found;
    guards.set(guard.key, guard);
    entries.set(name, { endpoint, guard });
  }
  return { index, entries, protectors };
}

function isSamePlace(one: Endpoint, other: Endpoint): boolean {
  return one.kind === other.kind && moduleOf(one) === moduleOf(other);
}

/** The methods of a path are guarded alike. */
function guardFinder(index: ProtectionIndex): (endpoint: Endpoint) => EndpointGuard {
  let last: { readonly endpoint: Endpoint; readonly guard: EndpointGuard } | undefined;
  return (endpoint) => {
    const isSame = last?.endpoint.path === endpoint.path && isSamePlace(last.endpoint, endpoint);
    last = { endpoint, guard: last && isSame ? last.guard : guardOf(index, endpoint) };
    return last.guard;
  };
}

function guardOf(index: ProtectionIndex, endpoint: Endpoint): EndpointGuard {
  if (endpoint.kind === "sql") {
    return toGuard({ key: "sql", privileges: [sqlProtector.privilege] });
  }
  if (!index.readable) return toGuard({ key: "unreadable", privileges: [] });
  const place = { path: endpoint.path, module: moduleOf(endpoint) };
  const { presumed, otherwise }: Guarding = guardingOfRoute(index, place);
  const name = (guard: Guard): string => {
    const names = privilegesOf(guard).map((one) => {
      return `${index.implied.has(one) ? "implied " : ""}${JSON.stringify(one.name)}`;
    });
    return `${guard.need} ${names.join(" ")}`;
  };
  const others = otherwise.map((one) => `; ${one.because} ${name(one)}`);
  const privileges = [presumed, ...otherwise].flatMap(privilegesOf);
  return toGuard({
    key: `${endpoint.kind === "soda" ? "soda " : ""}${name(presumed)}${others.join("")}`,
    open: presumed.by.length === 0,
    privileges,
    implied: privileges.some((one) => index.implied.has(one)),
    partly: otherwise.some(({ because }) => because === "otherValues"),
  });
}

function toGuard({
  key,
  privileges,
  open = false,
  implied = false,
  partly = false,
}: Pick<EndpointGuard, "key"> &
  Partial<Pick<EndpointGuard, "open" | "implied" | "partly">> & {
    readonly privileges: readonly Privilege[];
  }): EndpointGuard {
  return {
    key,
    privileges: new Map(privileges.map((one) => [one.name, one])),
    roles: new Set(privileges.flatMap(({ roles }) => roles)),
    open,
    implied,
    partly,
  };
}

function protectorsOf({
  sorted,
  slashless,
  lost,
  implied,
}: ProtectionIndex): ReadonlyMap<string, Protector> {
  const keyed = (source: string, one: Protector): readonly [string, Protector] => {
    return [`${source} ${one.module ?? ""}\n${one.pattern.text}\n${one.privilege.name}`, one];
  };
  return new Map([
    ...[...sorted, ...slashless].map((one) =>
      keyed(implied.has(one.privilege) ? "implied" : one.via, one),
    ),
    ...lost.map(({ protector }) => keyed("lost", protector)),
  ]);
}

/** With more differing patterns than these, looking for everything anew is about as quick. */
const most = 100;

/**
 * Tells of the path of a template whether what stands before it may not be what it was; undefined where that has to be
 * asked of every path. Says yes too often rather than too seldom.
 */
function mayDifferFrom(
  similar: AccessSheet,
  protection: ProtectionIndex,
  protectors: AccessSheet["protectors"],
): ((route: string) => boolean) | undefined {
  if (similar.index.protection.readable !== protection.readable) return undefined;
  const heads = [
    ...[...protectors].filter(([key]) => !similar.protectors.has(key)),
    ...[...similar.protectors].filter(([key]) => !protectors.has(key)),
  ].map(([, { pattern }]) => headOf(pattern.text, "*"));
  if (heads.length > most) return undefined;
  return (route) => {
    const fixed = heads.length === 0 ? "" : headOf(route, /[:{*]/);
    return heads.some((head) => head.startsWith(fixed) || fixed.startsWith(head));
  };
}

/** What a path has to begin with, in lower case, rooted, and without its final slash. */
function headOf(text: string, end: string | RegExp): string {
  const [head = ""] = text.toLowerCase().split(end, 1);
  const rooted = head.startsWith("/") ? head : `/${head}`;
  return rooted.endsWith("/") ? rooted.slice(0, -1) : rooted;
}
