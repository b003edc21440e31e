import type { Event } from "../../base/emitter.ts";
import type { Secret } from "../../base/secret.ts";
import type { ClientId, ClientName } from "../../domain/model/names.ts";
import type { ProfileId } from "../profiles/profile.ts";

/**
 * Access tokens for OAuth clients: fetched by the client credentials grant, kept until shortly before they end,
 * shared by all windows, one request in flight however many ask.
 */
export interface TokenProvider {
  /**
   * A token that is still good for a while. Throws `UserFacingError`: ordsAddressMissing, secretMissing, clientNotAccepted,
   * tokenAnswerNotUnderstood, and what an `HttpClient` throws.
   */
  token(client: TokenClient, signal?: AbortSignal): Promise<AccessToken>;
  /** What is known without asking anybody; reads the store once and then follows its changes. */
  state(client: TokenClient): TokenState;
  /** Forgets this very token because a call with it was answered 401; a newer one stays. */
  reject(client: TokenClient, token: AccessToken): Promise<void>;
  forget(client: TokenClient): Promise<void>;

  /** Storing another secret forgets the token that the old one fetched. */
  setSecret(client: TokenClient, secret: Secret): Promise<void>;
  hasSecret(client: TokenClient): Promise<boolean>;
  secret(client: TokenClient): Promise<Secret | undefined>;
  /** Forgets the secret and the token. */
  forgetSecret(client: TokenClient): Promise<void>;

  /** A token or a secret came, went or changed, in this window or another. */
  readonly onDidChange: Event<void>;
}

export interface TokenClient {
  readonly profile: ProfileId;
  readonly clientId: ClientId;
  /** For messages, and for the button that asks for the secret of this very client. */
  readonly name?: ClientName;
  /** `https://host/ords/alias/oauth/token`; undefined when it is not known where ORDS is. */
  readonly tokenUrl: string | undefined;
  readonly allowPlainHttp: boolean;
}

export interface AccessToken {
  readonly value: Secret;
  /** Milliseconds since 1970; undefined when the server does not say. */
  readonly expiresAt: number | undefined;
  /** Whether a request to the token endpoint was made for this call; a refused cached token is worth a new one. */
  readonly source: "cache" | "fetched";
}

export type TokenState =
  | { readonly kind: "none" }
  | { readonly kind: "fetching" }
  | { readonly kind: "held"; readonly expiresAt: number | undefined };
