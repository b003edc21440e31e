import { isRecord } from "../../base/isRecord.ts";
import { parseJson } from "../../base/parseJson.ts";
import { Secret } from "../../base/secret.ts";

/** A token as it rests in the secret store, with all that is needed to judge whether it is still good. */
export interface StoredToken {
  readonly value: Secret;
  /** Milliseconds since 1970; undefined when the server did not say. */
  readonly expiresAt: number | undefined;
  readonly fetchedAt: number;
  /** Of the secret, the client and the address it was fetched with: others mean another token. */
  readonly fingerprint: string;
  /** Of a person who has signed in: what the next token is got with. */
  readonly refreshToken: Secret | undefined;
}

/** Undefined for a text that another version of the extension, or somebody else, has written. */
export function parseStoredToken(text: Secret): StoredToken | undefined {
  const found = parseObject(text.reveal());
  const { token, expiresAt, fetchedAt, fingerprint, refreshToken } = found;
  if (typeof token !== "string" || token === "" || typeof fingerprint !== "string")
    return undefined;
  if (!isTime(fetchedAt) || !(expiresAt === undefined || isTime(expiresAt))) return undefined;
  const isRenewable = typeof refreshToken === "string" && refreshToken !== "";
  return {
    value: new Secret(token),
    expiresAt,
    fetchedAt,
    fingerprint,
    refreshToken: isRenewable ? new Secret(refreshToken) : undefined,
  };
}

export function writeStoredToken(token: StoredToken): Secret {
  const { value, expiresAt, fetchedAt, fingerprint, refreshToken } = token;
  const text = { token: value.reveal(), expiresAt, fetchedAt, fingerprint };
  return new Secret(JSON.stringify({ ...text, refreshToken: refreshToken?.reveal() }));
}

/** How long a token is used whose end the server does not tell. */
const reuseWithoutExpiryMs = 5 * 60_000;
const largestMarginMs = 60_000;

/**
 * Whether a token can still be handed out: it must not end within a margin of a tenth of its life or a minute, and must
 * not come from the future, which a clock set back would make it do, and live on beyond its real end.
 */
export function isFresh({ expiresAt, fetchedAt }: StoredToken, now: number): boolean {
  if (now < fetchedAt - largestMarginMs) return false;
  if (expiresAt === undefined) return now < fetchedAt + reuseWithoutExpiryMs;
  return now < expiresAt - Math.min(largestMarginMs, (expiresAt - fetchedAt) / 10);
}

function isTime(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  const value = parseJson(text);
  return isRecord(value) ? value : {};
}
