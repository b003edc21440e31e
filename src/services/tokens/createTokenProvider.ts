import type { Clock } from "../../base/clock.ts";
import type { Disposable } from "../../base/disposable.ts";
import { isUserFacingError } from "../../base/errors.ts";
import type { Logger } from "../../base/logger.ts";
import type { Secret } from "../../base/secret.ts";
import { SingleFlight } from "../../base/singleFlight.ts";
import type { HttpClient } from "../http/httpClient.ts";
import type { ClientAuthentication } from "./clientAuthentication.ts";
import { fingerprintOf } from "./fingerprintOf.ts";
import { requireTokenUrl } from "./requireTokenUrl.ts";
import { idOf, keyOfSecret, keyOfToken, KnownTokens, type KnownToken } from "./knownTokens.ts";
import type { SecretKey, SecretStore } from "./secretStore.ts";
import { isFresh, parseStoredToken, writeStoredToken, type StoredToken } from "./storedToken.ts";
import type { Grant, GrantRequest } from "./grants.ts";
import type { TokenExchange } from "./tokenExchange.ts";
import type { TokenHandOver } from "./tokenHandOver.ts";
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
  /** Loaded when the first token is fetched; without it windows that fetch at the same moment fetch one each. */
  readonly handOver?: () => Promise<TokenHandOver>;
}

/** A request that was begun when the entry had this generation. */
interface Asked extends GrantRequest {
  readonly generation: number;
}

/** One that is under way, by the refresh token that it uses up. */
interface Renewal {
  readonly of: Secret;
  readonly running: Promise<StoredToken>;
}

class StoredTokens implements TokenProvider, Disposable {
  readonly #parts: TokenProviderParts;
  readonly #known: KnownTokens;
  readonly #flights = new SingleFlight<string, AccessToken>();
  readonly #renewals = new Map<KnownToken, Renewal>();
  #handOver: Promise<TokenHandOver> | undefined;
  readonly onDidChange: TokenProvider["onDidChange"];

  constructor(parts: TokenProviderParts) {
    this.#parts = parts;
    const { secrets, log } = parts;
    this.#known = new KnownTokens({ secrets, log, onGone: (client) => this.#endHandOver(client) });
    this.onDidChange = this.#known.onDidChange;
  }

  async token(client: TokenClient, signal?: AbortSignal): Promise<AccessToken> {
    signal?.throwIfAborted();
    const entry = this.#known.of(client);
    const held = entry.known?.token;
    if (held && isFresh(held, this.#parts.clock.now())) return toAccessToken(held, "cache");
    const flight = `${entry.generation} ${idOf(client)}`;
    return await this.#flights.run(flight, signal, (all) => this.#renew(entry, client, all));
  }

  state(client: TokenClient): TokenState {
    const entry = this.#known.of(client);
    if (entry.fetches > 0) return { kind: "fetching" };
    if (!entry.known) {
      if (entry.reading === 0) this.#known.readInBackground(entry);
      return { kind: "none" };
    }
    const held = entry.known.token;
    const ended = held?.expiresAt !== undefined && held.expiresAt <= this.#parts.clock.now();
    return held && !ended ? { kind: "held", expiresAt: held.expiresAt } : { kind: "none" };
  }

  async reject(client: TokenClient, token: AccessToken): Promise<void> {
    const refused = token.value.reveal();
    const entry = this.#known.of(client);
    const key = keyOfToken(client);
    entry.refused = token.value;
    if (entry.known?.token?.value.reveal() === refused) this.#known.know(entry, undefined);
    // Another window may have stored a newer one in the meantime.
    const stored = await this.#known.read(client);
    if (stored?.value.reveal() !== refused) return;
    if (!stored.refreshToken) return await this.#parts.secrets.delete(key);
    // What renews it was not refused: only this token counts as ended.
    const ended: StoredToken = { ...stored, expiresAt: stored.fetchedAt };
    await this.#parts.secrets.set(key, writeStoredToken(ended));
  }

  async signIn(client: TokenClient, browse: Browse, signal: AbortSignal): Promise<AccessToken> {
    signal.throwIfAborted();
    const entry = this.#known.of(client);
    const { signIn } = client;
    if (!signIn) throw signInNeeded(client);
    const { client: reachable } = await this.#ask(entry, client);
    const { createSignInRequest, authorizationCodeGrant } = await import("./grants.ts");
    const request = await createSignInRequest(reachable, signIn, this.#parts.pkce());
    const { redirectUri } = signIn;
    const answered = await browse({ url: request.url, redirectUri }, signal);
    signal.throwIfAborted();
    entry.generation += 1;
    // The person may take minutes, in which the secret can become another one.
    const asked = await this.#ask(entry, client);
    const fetched = await this.#fetch(entry, asked, async () => {
      return await authorizationCodeGrant(
        asked,
        { signIn: request, redirectUri, answered },
        signal,
      );
    });
    return toAccessToken(fetched, "fetched");
  }

  lastExchange(client: TokenClient): TokenExchange | undefined {
    return this.#known.of(client).lastExchange;
  }

  async forget(client: TokenClient): Promise<void> {
    const entry = this.#known.of(client);
    entry.generation += 1;
    this.#known.know(entry, undefined);
    await this.#parts.secrets.delete(keyOfToken(client));
  }

  async forgetAll(): Promise<void> {
    const entries = this.#known.all();
    for (const entry of entries) {
      entry.generation += 1;
      this.#known.know(entry, undefined);
    }
    const ownKeys = entries.map(({ client }) => keyOfToken(client));
    const keys = new Set([...ownKeys, ...(this.#parts.storedTokens?.() ?? [])]);
    const failures: unknown[] = [];
    for (const key of keys) {
      try {
        await this.#parts.secrets.delete(key);
      } catch (error) {
        // One that stays is no reason to leave the others.
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }

  async setSecret(client: TokenClient, secret: Secret): Promise<void> {
    await this.#parts.secrets.set(keyOfSecret(client), secret);
    await this.forget(client);
    this.#known.announce();
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
    this.#known.announce();
  }

  dispose(): void {
    this.#known.dispose();
  }

  /** A token from the store, which another window may have filled, or else from the server. */
  async #renew(entry: KnownToken, client: TokenClient, signal: AbortSignal): Promise<AccessToken> {
    const asked = await this.#ask(entry, client);
    const stored = await this.#known.read(client);
    const isOurs = stored?.fingerprint === fingerprintOf(client, asked.secret);
    if (isOurs && isFresh(stored, this.#parts.clock.now())) {
      if (entry.generation === asked.generation) this.#known.know(entry, stored);
      return toAccessToken(stored, "cache");
    }
    if (client.signIn && !(isOurs && stored.refreshToken)) throw signInNeeded(client);
    return await this.#share(entry, asked, signal);
  }

  /** Fetched in one window at a time: the others get what it has got. */
  async #share(entry: KnownToken, asked: Asked, signal: AbortSignal): Promise<AccessToken> {
    const { client, secret } = asked;
    const handOver = await (this.#handOver ??= this.#parts.handOver?.());
    const fetchOrFind = async (): Promise<Obtained> =>
      await this.#fetchOrFind(entry, asked, signal);
    if (!handOver) return obtained(await fetchOrFind());
    let own: Obtained | undefined;
    const wanted = { place: placeOf(client), key: secret, signal };
    const handed = await handOver.share(wanted, async () => {
      own = await fetchOrFind();
      return writeStoredToken(own.token);
    });
    if (own) return obtained(own);
    const token = parseStoredToken(handed);
    const isGood =
      token?.fingerprint === fingerprintOf(client, secret) &&
      token.value.reveal() !== entry.refused?.reveal() &&
      isFresh(token, this.#parts.clock.now());
    if (!isGood) return obtained(await fetchOrFind());
    // Kept as if it were fetched here: the store of the other window may not be ours.
    await this.#known.keep(entry, asked, token);
    this.#known.announce();
    return toAccessToken(token, "cache");
  }

  /** The store is looked at again: while the turn was waited for, another window may have filled it. */
  async #fetchOrFind(entry: KnownToken, asked: Asked, signal: AbortSignal): Promise<Obtained> {
    const { client, secret } = asked;
    const stored = await this.#known.read(client);
    const isOurs = stored?.fingerprint === fingerprintOf(client, secret);
    if (isOurs && isFresh(stored, this.#parts.clock.now())) {
      if (entry.generation === asked.generation) this.#known.know(entry, stored);
      return { token: stored, source: "cache" };
    }
    const token = client.signIn
      ? await this.#refresh(entry, asked, { stored: isOurs ? stored : undefined, signal })
      : await this.#fetch(entry, asked, async () => {
          const { clientCredentialsGrant } = await import("./grants.ts");
          return await clientCredentialsGrant(asked, signal);
        });
    return { token, source: "fetched" };
  }

  /** The refresh token of now is used: an older one would be taken for stolen by a strict server. */
  async #refresh(
    entry: KnownToken,
    asked: Asked,
    { stored, signal }: { readonly stored: StoredToken | undefined; readonly signal: AbortSignal },
  ): Promise<StoredToken> {
    const { client } = asked;
    const refreshToken = stored?.refreshToken;
    if (!refreshToken) throw signInNeeded(client);
    try {
      return await this.#renewal(entry, asked, refreshToken);
    } catch (error) {
      if (!isUserFacingError(error) || error.code !== "clientNotAccepted") throw error;
      const key = keyOfToken(client);
      const now = await this.#known.read(client);
      // A person has signed in again meanwhile: what was refused belongs to the sign-in before.
      if (now?.refreshToken && now.refreshToken.reveal() !== refreshToken.reveal()) {
        return (await this.#fetchOrFind(entry, asked, signal)).token;
      }
      // The sign-in has ended, or was taken back: only the person can begin again.
      await this.#parts.secrets.delete(key);
      throw signInNeeded(client);
    }
  }

  /**
   * Goes on when whoever asked has cancelled: a server that gives a new refresh token has ended the old one, and without
   * the answer the person would have to sign in again. Whoever asks meanwhile waits for the same one.
   */
  async #renewal(entry: KnownToken, asked: Asked, refreshToken: Secret): Promise<StoredToken> {
    const before = this.#renewals.get(entry);
    if (before?.of.reveal() === refreshToken.reveal()) return await before.running;
    const running = this.#fetch(entry, asked, async () => {
      const { refreshTokenGrant } = await import("./grants.ts");
      return await refreshTokenGrant(asked, refreshToken, new AbortController().signal);
    });
    const renewal = { of: refreshToken, running };
    this.#renewals.set(entry, renewal);
    try {
      return await running;
    } finally {
      if (this.#renewals.get(entry) === renewal) this.#renewals.delete(entry);
    }
  }

  /** All that a request to the token endpoint needs. Throws `UserFacingError` ordsAddressMissing and secretMissing. */
  async #ask(entry: KnownToken, client: TokenClient): Promise<Asked> {
    const { secrets, http, authentication } = this.#parts;
    const { generation } = entry;
    const reachable = requireTokenUrl(client);
    const secret = await secrets.get(keyOfSecret(client));
    if (!secret) throw secretMissing(client);
    const onExchange = (exchange: TokenExchange): void => {
      entry.lastExchange = exchange;
    };
    const how = authentication(client);
    return { http, client: reachable, secret, authentication: how, onExchange, generation };
  }

  async #fetch(entry: KnownToken, asked: Asked, ask: () => Promise<Grant>): Promise<StoredToken> {
    const { client, secret } = asked;
    const { clock, log } = this.#parts;
    this.#known.beginFetch(entry);
    try {
      // Counted from before the request, so that its time on the way shortens the life and does not lengthen it.
      const fetchedAt = clock.now();
      const { token: value, lifetimeMs, refreshToken } = await ask();
      const expiresAt = lifetimeMs === undefined ? undefined : fetchedAt + lifetimeMs;
      const fingerprint = fingerprintOf(client, secret);
      const token: StoredToken = { value, expiresAt, fetchedAt, fingerprint, refreshToken };
      log.debug(`A token was fetched from ${client.tokenUrl}, ${describeLifetime(lifetimeMs)}`);
      await this.#known.keep(entry, asked, token);
      return token;
    } finally {
      this.#known.endFetch(entry);
    }
  }

  /** A token that was forgotten is not handed to other windows. */
  #endHandOver(client: TokenClient): void {
    this.#handOver?.then(
      (handOver) => handOver.end(placeOf(client)),
      () => undefined,
    );
  }
}

/** What windows agree on that want the same token. */
function placeOf({ profile, clientId, tokenUrl }: TokenClient): string {
  return JSON.stringify([profile, clientId, tokenUrl]);
}

interface Obtained {
  readonly token: StoredToken;
  readonly source: AccessToken["source"];
}

function obtained({ token, source }: Obtained): AccessToken {
  return toAccessToken(token, source);
}

function toAccessToken(token: StoredToken, source: AccessToken["source"]): AccessToken {
  return { value: token.value, expiresAt: token.expiresAt, source };
}

function describeLifetime(ms: number | undefined): string {
  return ms === undefined ? "with no word about its life" : `good for ${ms / 1000} s`;
}
