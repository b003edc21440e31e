import type { OAuthClient } from "../model/catalog.ts";
import type { PrivilegeName, RoleName } from "../model/names.ts";
import type { AccessIndex } from "./accessIndex.ts";
import type { EndpointGuard } from "./accessSheet.ts";
import type { Caller } from "./caller.ts";
import { isMachine, type ClientPair, type Sides } from "./clientPairs.ts";
import type { EndpointPair } from "./pairEndpoints.ts";

/** One caller at both moments; undefined where there is none such, which counts as anonymous. */
export interface CallerPair {
  readonly was: Caller | undefined;
  readonly now: Caller | undefined;
  /** The same for those that cannot fare differently; "" where there is nobody of the kind. */
  readonly alike: string;
}

/** The names of which a caller may hold one, by both of its names. */
export interface Asked {
  readonly was: EndpointGuard | undefined;
  readonly now: EndpointGuard | undefined;
  readonly roles: readonly Renamed<RoleName>[];
  readonly privileges: readonly Renamed<PrivilegeName>[];
}

interface Renamed<N> {
  readonly was: N;
  readonly now: N;
}

/** What a pair of endpoints asks for. */
export function askedFor({ renames }: Sides, pair: EndpointPair): Asked {
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
export function clientCallers({ was, now }: ClientPair, asked: Asked): readonly CallerPair[] {
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
      // By what name ORDS calls the role of an AutoREST object is an assumption (`autoRestPrivilegeNames`): of a client
      // with another role of ORDS's own the answer is "unknown", which is not that of a client with none.
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
export function userCallers(asked: Asked): readonly CallerPair[] {
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
export function tokenCallers({ was, now }: Sides, asked: Asked): readonly CallerPair[] {
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

/** What a token is judged by: nothing where no JWT is taken. */
export function profileKind({ catalog: { jwtProfile } }: AccessIndex): "none" | "scope" | "role" {
  if (!jwtProfile) return "none";
  return jwtProfile.roleClaimName === undefined ? "scope" : "role";
}

/** Whether the privileges are the same under other names. */
export function isRenamedOnly({ was, now, roles, privileges }: Asked): boolean {
  const renamed = [...roles, ...privileges].some((one) => one.was !== one.now);
  return (
    renamed &&
    was?.roles.size === roles.length &&
    now?.roles.size === roles.length &&
    was.privileges.size === privileges.length &&
    now.privileges.size === privileges.length
  );
}
