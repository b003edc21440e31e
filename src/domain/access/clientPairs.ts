import type { Renames } from "../model/applyWithRenames.ts";
import type { OAuthClient } from "../model/catalog.ts";
import type { PrivilegeName, RoleName } from "../model/names.ts";
import type { AccessIndex } from "./accessIndex.ts";

/** What is compared: the catalogs of two moments, prepared. */
export interface Sides {
  readonly was: AccessIndex;
  readonly now: AccessIndex;
  readonly renames: Renames;
}

/** One client at both moments; of one of them it may be missing. */
export interface ClientPair {
  readonly was: OAuthClient | undefined;
  readonly now: OAuthClient | undefined;
}

/** A client that gets tokens by itself at one moment and for people at the other is two clients. */
export function pairClients({ was, now, renames }: Sides): readonly ClientPair[] {
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
export interface TouchedClients {
  /** Those that are new or gone. */
  readonly wholly: readonly ClientPair[];
  readonly byRole: ReadonlyMap<RoleName, readonly ClientPair[]>;
  readonly byPrivilege: ReadonlyMap<PrivilegeName, readonly ClientPair[]>;
}

export function touchedClients(clients: readonly ClientPair[]): TouchedClients {
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

/** Whether it gets its tokens by itself, not for people. */
export function isMachine({ grantType }: OAuthClient): boolean {
  return grantType === "client_credentials";
}
