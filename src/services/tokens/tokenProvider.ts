import type { Event } from "../../base/emitter.ts";
import type { Secret } from "../../base/secret.ts";
import type { ClientId, ClientName } from "../../domain/model/names.ts";
import type { ProfileId } from "../profiles/profile.ts";
import type { TokenExchange } from "./tokenExchange.ts";

/**
 * Access tokens for OAuth clients: fetched by the client credentials grant, or for a person who has signed in through
 * the client; kept until shortly before they end, shared by all windows, one request in flight however many ask.
 */
export interface TokenProvider {
  /**
   * A token that is still good for a while. Throws `UserFacingError`: ordsAddressMissing, secretMissing, clientNotAccepted,
   * tokenAnswerNotUnderstood, and what an `HttpClient` throws; signInNeeded where a person has to sign in first, or again.
   */
  token(client: TokenClient, signal?: AbortSignal): Promise<AccessToken>;
  /**
   * Has a person sign in and approve in the browser, and keeps the token and what renews it. Throws `UserFacingError`
   * signInFailed for an answer that is a refusal or not the one to our question, and what `token` throws.
   */
  signIn(client: TokenClient, browse: Browse, signal: AbortSignal): Promise<AccessToken>;
  /** The last request to the token endpoint from this window, without anything secret. */
  lastExchange(client: TokenClient): TokenExchange | undefined;
  /** What is known without asking anybody; reads the store once and then follows its changes. */
  state(client: TokenClient): TokenState;
  /** Forgets this very token because a call with it was answered 401; a newer one stays. */
  reject(client: TokenClient, token: AccessToken): Promise<void>;
  forget(client: TokenClient): Promise<void>;
  /** Every token of every connection, those of connections that are closed too; secrets stay. */
  forgetAll(): Promise<void>;

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
  /** Of a client whose tokens belong to a person who signs in; undefined for one that gets them by itself. */
  readonly signIn?: SignInAddresses | undefined;
}

export interface SignInAddresses {
  /** `https://host/ords/alias/oauth/auth` */
  readonly authUrl: string;
  /** As the client is registered; the browser comes back there. */
  readonly redirectUri: string;
}

/** Leads a person through an address in the browser; resolves with the address at which the browser came back. */
export type Browse = (
  visit: { readonly url: URL; readonly redirectUri: string },
  signal: AbortSignal,
) => Promise<URL>;

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
