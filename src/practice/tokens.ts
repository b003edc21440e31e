import type { Secret } from "../base/secret.ts";
import type { Caller } from "../domain/access/caller.ts";
import { clientName } from "../domain/model/names.ts";
import type { ClientName, RoleName } from "../domain/model/names.ts";
import { isSecretOfClient } from "./dictionary/clientSecrets.ts";
import type { BasicCredentials } from "./http/authorization.ts";
import { createToken, hashToken } from "./secrets.ts";
import { parseRoles } from "./signIns.ts";
import type { World } from "./world.ts";

/** Seconds that a token lives unless its client says otherwise (assumption `defaultTokenLifetime`). */
const defaultLifetime = 3600;
/** The same of a refresh token; what ORDS takes was not found. */
const defaultRefreshLifetime = 86_400;

export interface IssuedToken {
  readonly token: Secret;
  /** Seconds. */
  readonly expiresIn: number;
  /** Only of a person's token. */
  readonly refreshToken: Secret | undefined;
}

/** Somebody who has signed in, with the roles that count then. */
export interface Person {
  readonly user: string;
  readonly roles: readonly RoleName[];
}

export interface KnownClient {
  readonly row: number;
  readonly name: ClientName;
  readonly grantType: string;
}

/**
 * The client that these credentials belong to; a secret in either slot is good (assumption
 * `twoSecretSlots`).
 */
export function findClient(
  { dictionary }: World,
  { user, password }: BasicCredentials,
): KnownClient | undefined {
  const row = dictionary.engine.row(
    "select id, name, auth_flow from ords$clients where client_id = ?",
    [user],
  );
  if (!row || !isSecretOfClient(dictionary, Number(row["id"]), password)) return undefined;
  return {
    row: Number(row["id"]),
    name: clientName(String(row["name"])),
    grantType: String(row["auth_flow"]).toLowerCase(),
  };
}

/** To the client itself, or for a person who has signed in through it. */
export function issueToken(world: World, client: KnownClient, person?: Person): IssuedToken {
  const { engine } = world.dictionary;
  const now = world.clock.now();
  const token = createToken();
  const refreshToken = person && createToken();
  const stored = engine.row(
    "select token_duration, refresh_duration from ords$clients where id = ?",
    [client.row],
  );
  const expiresIn = Number(stored?.["token_duration"] ?? defaultLifetime);
  const refreshIn = Number(stored?.["refresh_duration"] ?? defaultRefreshLifetime);
  world.inTransaction((transaction) => {
    engine.run(
      "delete from ords$sessions where expires_at <= ? and coalesce(refresh_expires_at, 0) <= ?",
      [now, now],
    );
    engine.run(
      `insert into ords$sessions
       (token_hash, client_id, issued_at, expires_at, user_name, roles, refresh_hash, refresh_expires_at)
       values (?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        hashToken(token),
        client.row,
        now,
        now + expiresIn * 1000,
        person?.user ?? null,
        person ? JSON.stringify(person.roles) : null,
        refreshToken ? hashToken(refreshToken) : null,
        refreshToken ? now + refreshIn * 1000 : null,
      ],
    );
    transaction.commit();
  });
  return { token, expiresIn, refreshToken };
}

/** Whose token a refresh token renews; it and the token that it came with end at once (assumption `refreshTokenRotates`). */
export function redeemRefreshToken(
  world: World,
  client: KnownClient,
  refreshToken: Secret,
): Person | undefined {
  const { engine } = world.dictionary;
  const hash = hashToken(refreshToken);
  const row = engine.row(
    `select user_name, roles from ords$sessions
     where refresh_hash = ? and client_id = ? and refresh_expires_at > ?`,
    [hash, client.row, world.clock.now()],
  );
  if (!row) return undefined;
  world.inTransaction((transaction) => {
    engine.run("delete from ords$sessions where refresh_hash = ?", [hash]);
    transaction.commit();
  });
  return { user: String(row["user_name"]), roles: parseRoles(row["roles"]) };
}

/** Who holds a token: a client, or a person through one; undefined when it is unknown, expired or revoked. */
export function callerOfToken({ dictionary, clock }: World, token: Secret): Caller | undefined {
  const row = dictionary.engine.row(
    `select c.name, s.user_name, s.roles from ords$sessions s join ords$clients c on c.id = s.client_id
     where s.token_hash = ? and s.expires_at > ?`,
    [hashToken(token), clock.now()],
  );
  if (!row) return undefined;
  const name = clientName(String(row["name"]));
  if (row["user_name"] === null) return { kind: "client", name };
  return { kind: "endUser", client: name, roles: parseRoles(row["roles"]) };
}
