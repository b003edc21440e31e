import { assertNever } from "../../base/assertNever.ts";
import type { Renames } from "../model/applyWithRenames.ts";
import type { OAuthClient } from "../model/catalog.ts";
import type { PrivilegeName, RoleName } from "../model/names.ts";
import type { CallerDifference, EndpointDifference } from "./accessDifferences.ts";
import type { AccessIndex } from "./accessIndex.ts";
import type { EndpointGuard, GuardedEndpoint } from "./accessSheet.ts";
import type { Caller } from "./caller.ts";
import type { Verdict } from "./decision.ts";
import { evaluateEndpoint } from "./evaluateAccess.ts";
import type { EndpointPair } from "./pairEndpoints.ts";

/** What is compared: the catalogs of two moments, prepared. */
export interface Sides {
  readonly was: AccessIndex;
  readonly now: AccessIndex;
  readonly renames: Renames;
}

export type ComparedCallers = Pick<
  EndpointDifference,
  "callers" | "keepers" | "unchanged" | "partly"
>;

/**
 * Tells of a pair of endpoints which callers fare otherwise. Endpoints are many, what stands before them is little: what
 * is guarded alike is compared once. Of callers, only those are asked about who differ in what the endpoint asks for.
 */
export function compareCallers(sides: Sides): (pair: EndpointPair) => ComparedCallers {
  const clients = pairClients(sides);
  const touched = touchedClients(clients);
  const known = new Map<string, ComparedCallers>();
  return (pair) => {
    const question = `${pair.was?.guard.key ?? "-"}\n${pair.now?.guard.key ?? "-"}`;
    const before = known.get(question);
    if (before) return before;
    const compared = isGuardedAlike(pair.was?.guard, pair.now?.guard)
      ? compareAlike(sides, pair, touched)
      : compareAll(sides, pair, clients);
    known.set(question, compared);
    return compared;
  };
}

/** One client at both moments; of one of them it may be missing. */
interface ClientPair {
  readonly was: OAuthClient | undefined;
  readonly now: OAuthClient | undefined;
}

/** A client that gets tokens by itself at one moment and for people at the other is two clients. */
function pairClients({ was, now, renames }: Sides): readonly ClientPair[] {
  const left = new Map(now.clients);
  const pairs: ClientPair[] = [];
  for (const client of was.clients.values()) {
    const name = renames.clients.get(client.name) ?? client.name;
    const later = left.get(name);
    if (later && isMachine(later) === isMachine(client)) {
      left.delete(name);
      pairs.push({ was: client, now: later });
    } else {
      pairs.push({ was: client, now: undefined });
    }
  }
  return [...pairs, ...[...left.values()].map((one) => ({ was: undefined, now: one }))];
}

/** Clients that differ, by what they differ in. */
interface TouchedClients {
  /** Those that are new or gone. */
  readonly wholly: readonly ClientPair[];
  readonly byRole: ReadonlyMap<RoleName, readonly ClientPair[]>;
  readonly byPrivilege: ReadonlyMap<PrivilegeName, readonly ClientPair[]>;
}

function touchedClients(clients: readonly ClientPair[]): TouchedClients {
  const wholly: ClientPair[] = [];
  const byRole = new Map<RoleName, ClientPair[]>();
  const byPrivilege = new Map<PrivilegeName, ClientPair[]>();
  for (const pair of clients) {
    const { was, now } = pair;
    if (!was || !now) {
      wholly.push(pair);
      continue;
    }
    if (was === now) continue;
    for (const role of differing(was.roles, now.roles)) add(byRole, role, pair);
    for (const name of differing(was.privileges, now.privileges)) add(byPrivilege, name, pair);
  }
  return { wholly, byRole, byPrivilege };
}

function differing<T>(one: readonly T[], other: readonly T[]): readonly T[] {
  if (one === other) return [];
  const [a, b] = [new Set(one), new Set(other)];
  return [...one.filter((item) => !b.has(item)), ...other.filter((item) => !a.has(item))];
}

function add<K, T>(groups: Map<K, T[]>, key: K, item: T): void {
  const group = groups.get(key);
  if (group) group.push(item);
  else groups.set(key, [item]);
}

/** Whether the same privileges, asking for the same, stand before both: then only callers that differ can tell. */
function isGuardedAlike(one: EndpointGuard | undefined, other: EndpointGuard | undefined): boolean {
  if (!one || !other || one.key !== other.key) return false;
  return [...one.privileges].every(([name, { roles }]) => {
    const later = other.privileges.get(name)?.roles;
    return later !== undefined && (roles === later || differing(roles, later).length === 0);
  });
}

/** Only what differs is looked at: new and gone clients, and those that have gained or lost what is asked for. */
function compareAlike(sides: Sides, pair: EndpointPair, touched: TouchedClients): ComparedCallers {
  const { roles, privileges } = pair.now?.guard ?? nothingAsked;
  const clients = new Set(touched.wholly);
  for (const role of roles) for (const one of touched.byRole.get(role) ?? []) clients.add(one);
  for (const name of privileges.keys()) {
    for (const one of touched.byPrivilege.get(name) ?? []) clients.add(one);
  }
  const differ = profileKind(sides.was) !== profileKind(sides.now);
  if (clients.size === 0 && !differ) return nothingDiffers;
  const asked = askedFor(sides, pair);
  const callers = [
    ...[...clients].flatMap((one) => clientCallers(one, asked)),
    ...(differ ? tokenCallers(sides, asked) : []),
  ];
  return { ...compare(sides, pair, callers), partly: false };
}

function compareAll(
  sides: Sides,
  pair: EndpointPair,
  clients: readonly ClientPair[],
): ComparedCallers {
  const asked = askedFor(sides, pair);
  const { was, now } = pair;
  const found = compare(sides, pair, [
    { was: anonymous, now: anonymous, alike: "" },
    ...clients.flatMap((one) => clientCallers(one, asked)),
    ...userCallers(asked),
    ...tokenCallers(sides, asked),
  ]);
  const partly =
    was !== undefined &&
    now !== undefined &&
    (was.guard.partly || now.guard.partly) &&
    found.callers.length === 0 &&
    !isRenamedOnly(asked);
  return { ...found, partly };
}

/** Whether the privileges are the same under other names. */
function isRenamedOnly({ was, now, roles, privileges }: Asked): boolean {
  const renamed = [...roles, ...privileges].some((one) => one.was !== one.now);
  return (
    renamed &&
    was?.roles.size === roles.length &&
    now?.roles.size === roles.length &&
    was.privileges.size === privileges.length &&
    now.privileges.size === privileges.length
  );
}

const anonymous: Caller = { kind: "anonymous" };
const nothingDiffers: ComparedCallers = { callers: [], keepers: [], unchanged: [], partly: false };
const nothingAsked: Pick<EndpointGuard, "roles" | "privileges"> = {
  roles: new Set(),
  privileges: new Map(),
};

/** One caller at both moments; undefined where there is none such, which counts as anonymous. */
interface CallerPair {
  readonly was: Caller | undefined;
  readonly now: Caller | undefined;
  /** The same for those that cannot fare differently; "" where there is nobody of the kind. */
  readonly alike: string;
}

/** The names of which a caller may hold one, by both of its names. */
interface Asked {
  readonly was: EndpointGuard | undefined;
  readonly now: EndpointGuard | undefined;
  readonly roles: readonly Renamed<RoleName>[];
  readonly privileges: readonly Renamed<PrivilegeName>[];
}

interface Renamed<N> {
  readonly was: N;
  readonly now: N;
}

function askedFor({ renames }: Sides, pair: EndpointPair): Asked {
  const [was, now] = [pair.was?.guard, pair.now?.guard];
  return {
    was,
    now,
    roles: bothNames(was?.roles ?? [], now?.roles ?? [], renames.roles),
    privileges: bothNames(
      was?.privileges.keys() ?? [],
      now?.privileges.keys() ?? [],
      renames.privileges,
    ),
  };
}

function bothNames<N extends string>(
  was: Iterable<N>,
  now: Iterable<N>,
  renames: ReadonlyMap<N, N>,
): readonly Renamed<N>[] {
  const later = new Map<N, N>();
  for (const name of was) later.set(renames.get(name) ?? name, name);
  const earlier = new Map([...renames].map(([from, to]) => [to, from]));
  for (const name of now) if (!later.has(name)) later.set(name, earlier.get(name) ?? name);
  return [...later].map(([name, from]) => ({ was: from, now: name }));
}

/** A client by itself, or the people who can act through it. */
function clientCallers({ was, now }: ClientPair, asked: Asked): readonly CallerPair[] {
  const client = now ?? was;
  if (!client) return [];
  const alike = `${holdingOf(was, asked.was)}\n${holdingOf(now, asked.now)}`;
  if (isMachine(client)) {
    return [{ was: was && toMachine(was), now: now && toMachine(now), alike: `client ${alike}` }];
  }
  return personRoles(asked).map(({ was: before, now: after }) => ({
    was: was && toPerson(was, before),
    now: now && toPerson(now, after),
    alike: `person ${JSON.stringify([before, after])} ${alike}`,
  }));
}

function toMachine({ name }: OAuthClient): Caller {
  return { kind: "client", name };
}

function toPerson({ name }: OAuthClient, role: RoleName | undefined): Caller {
  return { kind: "endUser", client: name, roles: role === undefined ? [] : [role] };
}

/** What a client holds of what is asked for, as a text: mostly nothing. */
function holdingOf(client: OAuthClient | undefined, guard: EndpointGuard | undefined): string {
  if (!client) return "none";
  if (!guard) return "";
  const held: string[] = [];
  for (const name of client.privileges) {
    if (guard.privileges.has(name)) held.push(`privilege ${JSON.stringify(name)}`);
  }
  if (isMachine(client)) {
    for (const name of client.roles) {
      if (guard.roles.has(name)) held.push(`role ${JSON.stringify(name)}`);
      // The roles of AutoREST objects are not known for sure: any of ORDS's own may be the one that is asked for.
      else if (guard.implied && name.startsWith("oracle.dbtools.")) held.push("own");
    }
  }
  return held.length > 1 ? held.toSorted().join() : (held[0] ?? "");
}

/** Without a role, and with each of those that are asked for. */
function personRoles({
  roles,
}: Asked): readonly { readonly was: RoleName | undefined; readonly now: RoleName | undefined }[] {
  return [{ was: undefined, now: undefined }, ...roles];
}

/** Every database user has SQL Developer (assumption `databaseUserHasSqlDeveloper`). */
function userCallers(asked: Asked): readonly CallerPair[] {
  return personRoles(asked)
    .filter(({ now }) => now !== "SQL Developer")
    .map(({ was, now }) => {
      const toUser = (role: RoleName | undefined): Caller => {
        return { kind: "user", roles: role === undefined ? [] : [role] };
      };
      return { was: toUser(was), now: toUser(now), alike: `user ${JSON.stringify([was, now])}` };
    });
}

/** Tokens of the issuer in the JWT profile, by scope or by role as the profile has it at either moment. */
function tokenCallers({ was, now }: Sides, asked: Asked): readonly CallerPair[] {
  const kinds = [profileKind(was), profileKind(now)];
  if (kinds.every((kind) => kind === "none")) return [];
  const pairOf = (before: Caller, after: Caller): CallerPair => ({
    was: kinds[0] === "none" ? undefined : before,
    now: kinds[1] === "none" ? undefined : after,
    alike: `token ${JSON.stringify([before, after])}`,
  });
  const byScope = kinds.includes("scope") ? asked.privileges : [];
  const byRole = kinds.includes("role") ? asked.roles : [];
  return [
    pairOf(toToken({}), toToken({})),
    ...byScope.map((scope) => pairOf(toToken({ scope: scope.was }), toToken({ scope: scope.now }))),
    ...byRole.map((role) => pairOf(toToken({ role: role.was }), toToken({ role: role.now }))),
  ];
}

function toToken({ scope, role }: { readonly scope?: string; readonly role?: RoleName }): Caller {
  return {
    kind: "jwt",
    scopes: scope === undefined ? [] : [scope],
    roles: role === undefined ? [] : [role],
  };
}

function profileKind({ catalog: { jwtProfile } }: AccessIndex): "none" | "scope" | "role" {
  if (!jwtProfile) return "none";
  return jwtProfile.roleClaimName === undefined ? "scope" : "role";
}

function isMachine({ grantType }: OAuthClient): boolean {
  return grantType === "client_credentials";
}

/** What one caller is told at one moment. */
interface Opinion {
  readonly verdict: Verdict;
  readonly presumed: Verdict;
  readonly open: CallerDifference["open"];
  readonly dependsOnValue: boolean;
}

function compare(
  sides: Sides,
  pair: EndpointPair,
  asked: readonly CallerPair[],
): Omit<ComparedCallers, "partly"> {
  const known = new Map<string, Answer>();
  const callers: CallerDifference[] = [];
  const same: { readonly caller: Caller; readonly verdict: Verdict }[] = [];
  for (const { was, now, alike } of asked) {
    const caller = now ?? was;
    if (!caller) continue;
    let answer = known.get(alike);
    if (!answer) {
      answer = answerOf(
        opinionOf(sides.was, was ?? anonymous, pair.was),
        opinionOf(sides.now, now ?? anonymous, pair.now),
      );
      known.set(alike, answer);
    }
    if (answer.differs) callers.push({ caller, ...answer.difference });
    else same.push({ caller, verdict: answer.difference.now });
  }
  const isLost = callers.some(({ caller, was }) => {
    return caller.kind === "anonymous" && was === "allowed";
  });
  return {
    callers,
    keepers: isLost
      ? same.filter(({ verdict }) => verdict === "allowed").map(({ caller }) => caller)
      : [],
    unchanged: same.map(({ caller }) => caller).filter(holdsSomething),
  };
}

interface Answer {
  readonly differs: boolean;
  readonly difference: Omit<CallerDifference, "caller">;
}

function answerOf(was: Opinion, now: Opinion): Answer {
  const { open, dependsOnValue } = now.verdict === "unknown" ? now : was;
  return {
    differs: reachOf(was.verdict) !== reachOf(now.verdict),
    difference: {
      was: was.verdict,
      now: now.verdict,
      presumed: now.presumed,
      open,
      dependsOnValue,
    },
  };
}

function opinionOf(
  index: AccessIndex,
  caller: Caller,
  entry: GuardedEndpoint | undefined,
): Opinion {
  if (!entry) return { verdict: "notFound", presumed: "notFound", open: [], dependsOnValue: false };
  const { verdict, presumed, open, reasons } = evaluateEndpoint(index, caller, entry.endpoint);
  const dependsOnValue = reasons.some(({ kind }) => kind === "dependsOnValue");
  return { verdict, presumed, open, dependsOnValue };
}

/** Two verdicts that come to the same for whoever calls. */
function reachOf(verdict: Verdict): Verdict {
  return verdict === "notFound" ? "denied" : verdict;
}

function holdsSomething(caller: Caller): boolean {
  switch (caller.kind) {
    case "user":
    case "endUser":
      return caller.roles.length > 0;
    case "jwt":
      return caller.roles.length > 0 || caller.scopes.length > 0;
    case "anonymous":
    case "client":
      return false;
    default:
      return assertNever(caller);
  }
}
