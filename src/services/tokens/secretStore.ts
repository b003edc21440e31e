import type { Event } from "../../base/emitter.ts";
import type { Secret } from "../../base/secret.ts";
import type { ClientId } from "../../domain/model/names.ts";
import { profileId, type ProfileId } from "../profiles/profile.ts";

/** Where secrets rest; in VS Code this is SecretStorage, which all windows share. */
export interface SecretStore {
  get(key: SecretKey): Promise<Secret | undefined>;
  set(key: SecretKey, value: Secret): Promise<void>;
  delete(key: SecretKey): Promise<void>;
  /** Tells the key of each value that changed, in this window or another. */
  readonly onDidChange: Event<SecretKey>;
}

/** The whole key scheme stands below, so that nothing secret is ever stored under an improvised name. */
export type SecretKey = string & { readonly [keyOfSecret]: true };
declare const keyOfSecret: unique symbol;

export const passwordKey = (profile: ProfileId): SecretKey => key("password", profile);
export const walletPasswordKey = (profile: ProfileId): SecretKey => key("walletPassword", profile);
/** Of the key with which the person proves to ORDS who they are, see `ConnectionTls`. */
export const keyPassphraseKey = (profile: ProfileId): SecretKey => key("keyPassphrase", profile);
export const clientSecretKey = (profile: ProfileId, client: ClientId): SecretKey =>
  key("clientSecret", profile, client);
export const tokenKey = (profile: ProfileId, client: ClientId): SecretKey =>
  key("token", profile, client);
/** What is remembered of a rotation that is under way; it may hold the old secret. */
export const rotationKey = (profile: ProfileId, client: ClientId): SecretKey =>
  key("rotation", profile, client);

export const isTokenKey = (secret: SecretKey): boolean => secret.startsWith("ordsSecurity/token/");

/** The connection that a secret belongs to. */
export const profileOfKey = (secret: SecretKey): ProfileId =>
  profileId(decodeURIComponent(secret.split("/")[2] ?? ""));

function key(kind: string, ...parts: readonly string[]): SecretKey {
  return ["ordsSecurity", kind, ...parts.map(encodeURIComponent)].join("/") as SecretKey;
}
