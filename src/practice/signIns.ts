import type { Secret } from "../base/secret.ts";
import { roleName, type RoleName } from "../domain/model/names.ts";
import { createToken, hashToken } from "./secrets.ts";
import type { World } from "./world.ts";

/** Somebody who has signed in at the practice server with a browser. */
export interface Login {
  readonly user: string;
  /** Chosen at the sign-in, because the practice server has no directory of people. */
  readonly roles: readonly RoleName[];
  /** Stands in every form that the person is shown, so that no other page can send one. */
  readonly formToken: string;
}

/** Milliseconds that a browser stays signed in. */
const loginLifetime = 60 * 60_000;
/** Seconds that a code can be exchanged, unless its client says otherwise. */
const codeLifetime = 300;

/** Gives the value of the browser's cookie. */
export function createLogin(world: World, user: string, roles: readonly string[]): Secret {
  const { engine } = world.dictionary;
  const now = world.clock.now();
  const cookie = createToken();
  world.inTransaction((transaction) => {
    engine.run("delete from ords$logins where expires_at <= ?", [now]);
    engine.run(
      "insert into ords$logins (token_hash, user_name, roles, form_token, expires_at) values (?, ?, ?, ?, ?)",
      [hashToken(cookie), user, JSON.stringify(roles), createToken().reveal(), now + loginLifetime],
    );
    transaction.commit();
  });
  return cookie;
}

export function findLogin({ dictionary, clock }: World, cookie: Secret): Login | undefined {
  const row = dictionary.engine.row(
    "select user_name, roles, form_token from ords$logins where token_hash = ? and expires_at > ?",
    [hashToken(cookie), clock.now()],
  );
  if (!row) return undefined;
  return {
    user: String(row["user_name"]),
    roles: parseRoles(row["roles"]),
    formToken: String(row["form_token"]),
  };
}

export interface Approval {
  readonly clientRow: number;
  readonly login: Login;
  readonly redirectUri: string;
  /** As the question had it; the exchange has to repeat it (RFC 6749 section 4.1.3). */
  readonly sentRedirectUri: string | undefined;
  /** Of PKCE, when the question brought one. */
  readonly challenge: string | undefined;
}

export function createCode(world: World, approval: Approval): Secret {
  const { engine } = world.dictionary;
  const { clientRow, login } = approval;
  const now = world.clock.now();
  const code = createToken();
  const stored = engine.row("select code_duration from ords$clients where id = ?", [clientRow]);
  const seconds = Number(stored?.["code_duration"] ?? codeLifetime);
  world.inTransaction((transaction) => {
    engine.run("delete from ords$codes where expires_at <= ?", [now]);
    engine.run(
      `insert into ords$codes
       (code_hash, client_id, user_name, roles, redirect_uri, sent_redirect_uri, challenge, expires_at)
       values (?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        hashToken(code),
        clientRow,
        login.user,
        JSON.stringify(login.roles),
        approval.redirectUri,
        approval.sentRedirectUri ?? null,
        approval.challenge ?? null,
        now + seconds * 1000,
      ],
    );
    transaction.commit();
  });
  return code;
}

export interface RedeemedCode {
  readonly user: string;
  readonly roles: readonly RoleName[];
  readonly sentRedirectUri: string | undefined;
  readonly challenge: string | undefined;
}

/** Takes a code back: it is good once, whatever comes of the exchange. */
export function redeemCode(
  world: World,
  clientRow: number,
  code: Secret,
): RedeemedCode | undefined {
  const { engine } = world.dictionary;
  const hash = hashToken(code);
  const row = engine.row(
    `select user_name, roles, sent_redirect_uri, challenge from ords$codes
     where code_hash = ? and client_id = ? and expires_at > ?`,
    [hash, clientRow, world.clock.now()],
  );
  if (!row) return undefined;
  world.inTransaction((transaction) => {
    engine.run("delete from ords$codes where code_hash = ?", [hash]);
    transaction.commit();
  });
  const { user_name: user, sent_redirect_uri: redirectUri, challenge } = row;
  return {
    user: String(user),
    roles: parseRoles(row["roles"]),
    sentRedirectUri: typeof redirectUri === "string" ? redirectUri : undefined,
    challenge: typeof challenge === "string" ? challenge : undefined,
  };
}

export function parseRoles(value: unknown): readonly RoleName[] {
  const parsed: unknown = typeof value === "string" ? JSON.parse(value) : [];
  if (!Array.isArray(parsed)) return [];
  return parsed.filter((one): one is string => typeof one === "string").map(roleName);
}
