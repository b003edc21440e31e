import type { Secret } from "../base/secret.ts";
import { clientName } from "../domain/model/names.ts";
import type { ClientName } from "../domain/model/names.ts";
import { isSecretOfClient } from "./dictionary/clientSecrets.ts";
import type { BasicCredentials } from "./http/authorization.ts";
import { createToken, hashToken } from "./secrets.ts";
import type { World } from "./world.ts";

/** Seconds that a token lives unless its client says otherwise (assumption `defaultTokenLifetime`). */
const defaultLifetime = 3600;

export interface IssuedToken {
  readonly token: Secret;
  /** Seconds. */
  readonly expiresIn: number;
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

export function issueToken(world: World, client: KnownClient): IssuedToken {
  const { engine } = world.dictionary;
  const now = world.clock.now();
  const token = createToken();
  const stored = engine.row("select token_duration from ords$clients where id = ?", [client.row]);
  const expiresIn = Number(stored?.["token_duration"] ?? defaultLifetime);
  world.inTransaction((transaction) => {
    engine.run("delete from ords$sessions where expires_at <= ?", [now]);
    engine.run(
      "insert into ords$sessions (token_hash, client_id, issued_at, expires_at) values (?, ?, ?, ?)",
      [hashToken(token), client.row, now, now + expiresIn * 1000],
    );
    transaction.commit();
  });
  return { token, expiresIn };
}

/** The client that holds the token; undefined when it is unknown, expired or revoked. */
export function clientOfToken({ dictionary, clock }: World, token: Secret): ClientName | undefined {
  const row = dictionary.engine.row(
    `select c.name from ords$sessions s join ords$clients c on c.id = s.client_id
     where s.token_hash = ? and s.expires_at > ?`,
    [hashToken(token), clock.now()],
  );
  return row && clientName(String(row["name"]));
}
