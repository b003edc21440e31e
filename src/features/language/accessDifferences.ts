import { type AccessIndex, indexAccess } from "../../domain/access/accessIndex.ts";
import type { Caller } from "../../domain/access/caller.ts";
import type { Verdict } from "../../domain/access/decision.ts";
import type { Endpoint } from "../../domain/access/endpoints.ts";
import { evaluateProtection, moduleOf } from "../../domain/access/evaluateAccess.ts";
import {
  type PathProtection,
  type Protection,
  protectionOf,
  protectionOfRoute,
} from "../../domain/access/protection.ts";
import { type RouteSegment, splitRoute } from "../../domain/access/routePattern.ts";
import { toSchemaPath } from "../../domain/access/schemaPath.ts";
import {
  type Catalog,
  type Method,
  methods,
  type OAuthClient,
} from "../../domain/model/catalog.ts";
import type { ClientName } from "../../domain/model/names.ts";

/** Who may call what after a change and could not before, or the other way round. */
export interface AccessDifferences {
  /** By path and method; no more than asked for. */
  readonly endpoints: readonly EndpointDifference[];
  /** How many endpoints differ in all. */
  readonly count: number;
  /** Whose access was compared besides that of anonymous callers. */
  readonly clients: readonly ClientName[];
}

export interface EndpointDifference {
  readonly method: Method;
  readonly path: string;
  readonly is: "new" | "gone" | "there";
  readonly callers: readonly CallerDifference[];
  /** Whether some paths of a template with variables are protected otherwise than before. */
  readonly partly: boolean;
}

export interface CallerDifference {
  /** Undefined for anonymous callers. */
  readonly client: ClientName | undefined;
  readonly was: Verdict;
  readonly now: Verdict;
}

/**
 * Compares two catalogs for anonymous callers and for each client that gets tokens by itself. Variables of a template
 * are given one value that no pattern is likely to name. `limit` counts the differences of callers.
 */
export function accessDifferences(
  before: Catalog,
  after: Catalog,
  limit: number,
): AccessDifferences {
  const clients = clientsOf(before, after);
  const callers: readonly Caller[] = [
    { kind: "anonymous" },
    ...clients.map((name) => ({ kind: "client", name }) as const),
  ];
  const was = sideOf(before);
  const now = sideOf(after);
  const touched = callers.filter((caller) => rowOf(was, caller) !== rowOf(now, caller));
  const verdicts = new Map<string, readonly CallerDifference[]>();
  const found: EndpointDifference[] = [];
  let count = 0;
  let shown = 0;
  for (const key of new Set([...was.endpoints.keys(), ...now.endpoints.keys()])) {
    const old = was.endpoints.get(key);
    const fresh = now.endpoints.get(key);
    const endpoint = fresh ?? old;
    if (!endpoint) continue;
    const path = samplePath(endpoint.path);
    const guards = [guardOf(was, old, path), guardOf(now, fresh, path)] as const;
    const same = isSame(...guards);
    // Endpoints are many, what protects them is little: the same question is answered once.
    const question = `${same} ${keyOf(guards[0])} ${keyOf(guards[1])}`;
    const differing =
      verdicts.get(question) ??
      (same ? touched : callers).flatMap((caller): readonly CallerDifference[] => {
        const one = verdictFor(was, old, { caller, path });
        const other = verdictFor(now, fresh, { caller, path });
        if (one === other || (isRefused(one) && isRefused(other))) return [];
        const client = caller.kind === "client" ? caller.name : undefined;
        return [{ client, was: one, now: other }];
      });
    verdicts.set(question, differing);
    const partly = old !== undefined && fresh !== undefined && differsInPart(was, now, endpoint);
    if (differing.length === 0 && !partly) continue;
    count += 1;
    if (shown >= limit) continue;
    shown += Math.max(1, differing.length);
    const { method } = endpoint;
    found.push({
      method,
      path: endpoint.path,
      is: presence(old, fresh),
      callers: differing,
      partly,
    });
  }
  return { endpoints: found.toSorted(byPath), count, clients };
}

function clientsOf(...catalogs: readonly Catalog[]): readonly ClientName[] {
  const names = catalogs.flatMap(({ clients }) =>
    clients.flatMap(({ name, grantType }) => (grantType === "client_credentials" ? [name] : [])),
  );
  return [...new Set(names)].toSorted();
}

interface Side {
  readonly index: AccessIndex;
  /** Those that answer, by method and path. */
  readonly endpoints: ReadonlyMap<string, Endpoint>;
}

function sideOf(catalog: Catalog): Side {
  const index = indexAccess(catalog);
  const answering = catalog.schema.enabled
    ? index.endpoints.endpoints.filter(({ published }) => published)
    : [];
  return { index, endpoints: new Map(answering.map((one) => [`${one.method} ${one.path}`, one])) };
}

/** What a caller's verdict depends on besides the path. */
function rowOf({ index }: Side, caller: Caller): OAuthClient | undefined {
  return caller.kind === "client" ? index.clients.get(caller.name) : undefined;
}

/** What stands before an endpoint; undefined where nothing answers. */
function guardOf(
  { index }: Side,
  endpoint: Endpoint | undefined,
  path: string,
): PathProtection | undefined {
  return endpoint && protectionOf(index.protection, path);
}

/** Whether the very same privileges stand before both: then only callers that have changed can tell a difference. */
function isSame(one: PathProtection | undefined, other: PathProtection | undefined): boolean {
  if (one?.kind !== "protected" || other?.kind !== "protected") return one?.kind === other?.kind;
  return (
    one.by.length === other.by.length &&
    one.by.every(({ privilege }, place) => privilege === other.by[place]?.privilege)
  );
}

function verdictFor(
  { index }: Side,
  endpoint: Endpoint | undefined,
  { caller, path }: { readonly caller: Caller; readonly path: string },
): Verdict {
  return endpoint
    ? evaluateProtection(index, caller, { path: toSchemaPath(path), module: moduleOf(endpoint) })
        .verdict
    : "notFound";
}

function keyOf(protection: Protection | undefined): string {
  switch (protection?.kind) {
    case "protected":
      return JSON.stringify(protection.by.map(({ privilege }) => privilege.name));
    case "partly":
      return JSON.stringify([protection.by, protection.some].map(namesOf));
    default:
      return protection?.kind ?? "none";
  }
}

function namesOf(protectors: Extract<Protection, { kind: "partly" }>["by"]): readonly string[] {
  return protectors.map(({ privilege, pattern }) => `${pattern.text} ${privilege.name}`);
}

function differsInPart(was: Side, now: Side, { path }: Endpoint): boolean {
  const before = protectionOfRoute(was.index.protection, path);
  const after = protectionOfRoute(now.index.protection, path);
  if (before.kind !== "partly" && after.kind !== "partly") return false;
  return keyOf(before) !== keyOf(after);
}

/** Whoever gets no answer does not mind whether it is a 401, a 403 or a 404. */
export function isRefused(verdict: Verdict): boolean {
  return verdict === "denied" || verdict === "notFound";
}

function presence(
  old: Endpoint | undefined,
  fresh: Endpoint | undefined,
): EndpointDifference["is"] {
  if (!old) return "new";
  return fresh ? "there" : "gone";
}

function samplePath(route: string): string {
  return `/${splitRoute(route).map(sampleSegment).join("/")}`;
}

function sampleSegment(segment: RouteSegment): string {
  switch (segment.kind) {
    case "literal":
      // A path is decoded before it is matched, so a percent sign of a template has to be encoded.
      return segment.text.replaceAll(/[%?#]/g, (character) => {
        return `%${character.charCodeAt(0).toString(16)}`;
      });
    case "variable":
      return segment.names.map(() => sample).join(",");
    default:
      return sample;
  }
}

const sample = "~";

function byPath(a: EndpointDifference, b: EndpointDifference): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return methods.indexOf(a.method) - methods.indexOf(b.method);
}
