import type { Clock } from "../../base/clock.ts";
import type { Disposable } from "../../base/disposable.ts";
import { Emitter } from "../../base/emitter.ts";
import { isUserFacingError, messageOf } from "../../base/errors.ts";
import type { Logger } from "../../base/logger.ts";
import type { Secret } from "../../base/secret.ts";
import { SingleFlight } from "../../base/singleFlight.ts";
import type { HttpClient } from "../http/httpClient.ts";
import type { ClientAuthentication } from "./clientAuthentication.ts";
import { fingerprintOf } from "./fingerprintOf.ts";
import { requireTokenUrl } from "./requireTokenUrl.ts";
import {
  clientSecretKey,
  renewalKey,
  tokenKey,
  type SecretKey,
  type SecretStore,
} from "./secretStore.ts";
import { isFresh, parseStoredToken, writeStoredToken, type StoredToken } from "./storedToken.ts";
import type { Grant, GrantRequest } from "./grants.ts";
import type { TokenExchange } from "./tokenExchange.ts";
import { secretMissing, signInNeeded } from "./tokenErrors.ts";
import type {
  AccessToken,
  Browse,
  TokenClient,
  TokenProvider,
  TokenState,
} from "./tokenProvider.ts";

/** A `TokenProvider` over the secret store, which all windows share. */
export function createTokenProvider(parts: TokenProviderParts): TokenProvider & Disposable {
  return new StoredTokens(parts);
}

export interface TokenProviderParts {
  readonly secrets: SecretStore;
  readonly http: HttpClient;
  readonly clock: Clock;
  readonly log: Logger;
  /** Asked at each exchange, because the person can change it. */
  readonly authentication: (client: TokenClient) => ClientAuthentication;
  /** Under which keys tokens of any connection are stored; without it those of this window are all that is known. */
  readonly storedTokens?: () => readonly SecretKey[];
  /** Whether a sign-in carries the parameters of PKCE. */
  readonly pkce: () => "pkce" | "plain";
}

/** What is known of one client in this window. */
interface Entry {
  readonly client: TokenClient;
  /** undefined: the store has not been read yet. */
  known: { readonly token: StoredToken | undefined } | undefined;
  fetching: boolean;
  /** Grows when the token is forgotten, so that an answer that is under way then is not kept. */
  generation: number;
  /** Grows with each reading of the store; only the newest reading counts. */
  reading: number;
  lastExchange: TokenExchange | undefined;
}

class StoredTokens implements TokenProvider, Disposable {
  readonly #parts: TokenProviderParts;
  readonly #entries = new Map<string, Entry>();
  readonly #flights = new SingleFlight<string, AccessToken>();
  readonly #changes = new Emitter<void>();
  readonly #subscription: Disposable;
  readonly onDidChange = this.#changes.event;

  constructor(parts: TokenProviderParts) {
    this.#parts = parts;
    this.#subscription = parts.secrets.onDidChange((key) => this.#onStoreChange(key));
  }

  async token(client: TokenClient, signal?: AbortSignal): Promise<AccessToken> {
    signal?.throwIfAborted();
    const entry = this.#entry(client);
    const held = entry.known?.token;
    if (held && isFresh(held, this.#parts.clock.now())) return toAccessToken(held, "cache");
    const flight = `${entry.generation} ${idOf(client)}`;
    return await this.#flights.run(flight, signal, (all) => this.#renew(entry, client, all));
  }

  state(client: TokenClient): TokenState {
    const entry = this.#entry(client);
    if (entry.fetching) return { kind: "fetching" };
    if (!entry.known) {
      if (entry.reading === 0) this.#readInBackground(entry);
      return { kind: "none" };
    }
    const held = entry.known.token;
    const ended = held?.expiresAt !== undefined && held.expiresAt <= this.#parts.clock.now();
    return held && !ended ? { kind: "held", expiresAt: held.expiresAt } : { kind: "none" };
  }

  async reject(client: TokenClient, token: AccessToken): Promise<void> {
    const refused = token.value.reveal();
    const entry = this.#entry(client);
    const key = keyOfToken(client);
    if (entry.known?.token?.value.reveal() === refused) this.#know(entry, undefined);
    // Another window may have stored a newer one in the meantime.
    const stored = await this.#readToken(key);
    if (stored?.value.reveal() !== refused) return;
    if (!stored.refreshToken) return await this.#parts.secrets.delete(key);
    // What renews it was not refused: only this token counts as ended.
    const ended: StoredToken = { ...stored, expiresAt: stored.fetchedAt };
    await this.#parts.secrets.set(key, writeStoredToken(ended));
  }

  async signIn(client: TokenClient, browse: Browse, signal: AbortSignal): Promise<AccessToken> {
    signal.throwIfAborted();
    const entry = this.#entry(client);
    const { signIn } = client;
    if (!signIn) throw signInNeeded(client);
    const asked = await this.#ask(entry, client);
    const { createSignInRequest, authorizationCodeGrant } = await import("./grants.ts");
    const request = await createSignInRequest(asked.client, signIn, this.#parts.pkce());
    const { redirectUri } = signIn;
    const answered = await browse({ url: request.url, redirectUri }, signal);
    signal.throwIfAborted();
    entry.generation += 1;
    return await this.#fetch(entry, asked, async () => {
      return await authorizationCodeGrant(
        asked,
        { signIn: request, redirectUri, answered },
        signal,
      );
    });
  }

  lastExchange(client: TokenClient): TokenExchange | undefined {
    return this.#entry(client).lastExchange;
  }

  async forget(client: TokenClient): Promise<void> {
    const entry = this.#entry(client);
    entry.generation += 1;
    this.#know(entry, undefined);
    await this.#parts.secrets.delete(keyOfToken(client));
  }

  async forgetAll(): Promise<void> {
    for (const entry of this.#entries.values()) {
      entry.generation += 1;
      this.#know(entry, undefined);
    }
    const ofEntries = [...this.#entries.values()].map(({ client }) => keyOfToken(client));
    const keys = new Set([...ofEntries, ...(this.#parts.storedTokens?.() ?? [])]);
    for (const key of keys) await this.#parts.secrets.delete(key);
  }

  async setSecret(client: TokenClient, secret: Secret): Promise<void> {
    await this.#parts.secrets.set(keyOfSecret(client), secret);
    await this.forget(client);
    this.#announce();
  }

  async hasSecret(client: TokenClient): Promise<boolean> {
    return (await this.secret(client)) !== undefined;
  }

  async secret(client: TokenClient): Promise<Secret | undefined> {
    return await this.#parts.secrets.get(keyOfSecret(client));
  }

  async forgetSecret(client: TokenClient): Promise<void> {
    await this.#parts.secrets.delete(keyOfSecret(client));
    await this.forget(client);
    this.#announce();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changes.dispose();
  }

  /** A token from the store, which another window may have filled, or else from the server. */
  async #renew(entry: Entry, client: TokenClient, signal: AbortSignal): Promise<AccessToken> {
    const { generation } = entry;
    const asked = await this.#ask(entry, client);
    const stored = await this.#readToken(keyOfToken(client));
    const isOurs = stored?.fingerprint === fingerprintOf(client, asked.secret);
    if (isOurs && isFresh(stored, this.#parts.clock.now())) {
      if (entry.generation === generation) this.#know(entry, stored);
      return toAccessToken(stored, "cache");
    }
    if (!client.signIn) {
      return await this.#fetch(entry, asked, async () => {
        const { clientCredentialsGrant } = await import("./grants.ts");
        return await clientCredentialsGrant(asked, signal);
      });
    }
    const refreshToken = isOurs ? stored.refreshToken : undefined;
    if (!refreshToken) throw signInNeeded(client);
    return await this.#refresh(entry, asked, { refreshToken, signal });
  }

  /** In one window at a time; the others take what it has got. */
  async #refresh(
    entry: Entry,
    asked: GrantRequest,
    { refreshToken, signal }: { readonly refreshToken: Secret; readonly signal: AbortSignal },
  ): Promise<AccessToken> {
    const { secrets } = this.#parts;
    const { client } = asked;
    const claim = renewalKey(client.profile, client.clientId);
    const { claimRenewal } = await import("./claimRenewal.ts");
    if (!(await claimRenewal(secrets, claim, signal)))
      return await this.#renew(entry, client, signal);
    try {
      const stored = await this.#readToken(keyOfToken(client));
      if (stored?.refreshToken?.reveal() !== refreshToken.reveal()) {
        return await this.#renew(entry, client, signal);
      }
      return await this.#fetch(entry, asked, async () => {
        const { refreshTokenGrant } = await import("./grants.ts");
        return await refreshTokenGrant(asked, refreshToken, signal);
      });
    } catch (error) {
      if (!isUserFacingError(error) || error.code !== "clientNotAccepted") throw error;
      // The sign-in has ended, or was taken back: only the person can begin again.
      await secrets.delete(keyOfToken(client));
      throw signInNeeded(client);
    } finally {
      await secrets.delete(claim);
    }
  }

  /** All that a request to the token endpoint needs. Throws `UserFacingError` ordsAddressMissing and secretMissing. */
  async #ask(entry: Entry, client: TokenClient): Promise<GrantRequest> {
    const { secrets, http, authentication } = this.#parts;
    const reachable = requireTokenUrl(client);
    const secret = await secrets.get(keyOfSecret(client));
    if (!secret) throw secretMissing(client);
    const onExchange = (exchange: TokenExchange): void => {
      entry.lastExchange = exchange;
    };
    return { http, client: reachable, secret, authentication: authentication(client), onExchange };
  }

  async #fetch(
    entry: Entry,
    { client, secret }: GrantRequest,
    ask: () => Promise<Grant>,
  ): Promise<AccessToken> {
    const { generation } = entry;
    const { clock, log } = this.#parts;
    this.#setFetching(entry, true);
    try {
      // Counted from before the request, so that its time on the way shortens the life and does not lengthen it.
      const fetchedAt = clock.now();
      const { token: value, lifetimeMs, refreshToken } = await ask();
      const expiresAt = lifetimeMs === undefined ? undefined : fetchedAt + lifetimeMs;
      const fingerprint = fingerprintOf(client, secret);
      const token: StoredToken = { value, expiresAt, fetchedAt, fingerprint, refreshToken };
      log.debug(`A token was fetched from ${client.tokenUrl}, ${describeLifetime(lifetimeMs)}`);
      if (entry.generation === generation) await this.#keep(entry, token);
      return toAccessToken(token, "fetched");
    } finally {
      this.#setFetching(entry, false);
    }
  }

  async #keep(entry: Entry, token: StoredToken): Promise<void> {
    entry.reading += 1;
    entry.known = { token };
    try {
      await this.#parts.secrets.set(keyOfToken(entry.client), writeStoredToken(token));
    } catch (error) {
      // The token is good all the same; this window keeps it in memory.
      this.#parts.log.warn(`The token could not be stored: ${messageOf(error)}`);
    }
  }

  #onStoreChange(key: SecretKey): void {
    for (const entry of this.#entries.values()) {
      const isSecret = key === keyOfSecret(entry.client);
      if (!isSecret && key !== keyOfToken(entry.client)) continue;
      // Until the store has been read, the token in memory may be one of an old secret.
      if (isSecret) entry.known = undefined;
      this.#readInBackground(entry);
    }
  }

  #readInBackground(entry: Entry): void {
    entry.reading += 1;
    const reading = entry.reading;
    this.#readValid(entry.client).then(
      (token) => {
        if (reading === entry.reading) this.#know(entry, token);
      },
      (error: unknown) => {
        this.#parts.log.warn(`The stored token could not be read: ${messageOf(error)}`);
      },
    );
  }

  /** The stored token, if the secret of now is the one that fetched it. */
  async #readValid(client: TokenClient): Promise<StoredToken | undefined> {
    const [token, secret] = await Promise.all([
      this.#readToken(keyOfToken(client)),
      this.#parts.secrets.get(keyOfSecret(client)),
    ]);
    if (!token || !secret) return undefined;
    return token.fingerprint === fingerprintOf(client, secret) ? token : undefined;
  }

  async #readToken(key: SecretKey): Promise<StoredToken | undefined> {
    const text = await this.#parts.secrets.get(key);
    return text && parseStoredToken(text);
  }

  #know(entry: Entry, token: StoredToken | undefined): void {
    entry.reading += 1;
    const before = entry.known;
    entry.known = { token };
    if (!before || before.token?.value.reveal() !== token?.value.reveal()) this.#announce();
  }

  #setFetching(entry: Entry, fetching: boolean): void {
    entry.fetching = fetching;
    this.#announce();
  }

  /** A listener that fails is a bug of the listener, and no reason to withhold a token. */
  #announce(): void {
    try {
      this.#changes.fire();
    } catch (error) {
      this.#parts.log.error(error instanceof Error ? error : messageOf(error));
    }
  }

  #entry(client: TokenClient): Entry {
    const id = idOf(client);
    const known = this.#entries.get(id);
    if (known) return known;
    const entry: Entry = {
      client,
      known: undefined,
      fetching: false,
      generation: 0,
      reading: 0,
      lastExchange: undefined,
    };
    this.#entries.set(id, entry);
    return entry;
  }
}

function idOf({ profile, clientId, tokenUrl, allowPlainHttp }: TokenClient): string {
  return JSON.stringify([profile, clientId, tokenUrl, allowPlainHttp]);
}

function keyOfToken({ profile, clientId }: TokenClient): SecretKey {
  return tokenKey(profile, clientId);
}

function keyOfSecret({ profile, clientId }: TokenClient): SecretKey {
  return clientSecretKey(profile, clientId);
}

function toAccessToken(token: StoredToken, source: AccessToken["source"]): AccessToken {
  return { value: token.value, expiresAt: token.expiresAt, source };
}

function describeLifetime(ms: number | undefined): string {
  return ms === undefined ? "with no word about its life" : `good for ${ms / 1000} s`;
}
