import type { Disposable } from "../../base/disposable.ts";
import { Emitter } from "../../base/emitter.ts";
import { messageOf } from "../../base/errors.ts";
import type { Logger } from "../../base/logger.ts";
import type { Secret } from "../../base/secret.ts";
import { fingerprintOf } from "./fingerprintOf.ts";
import { clientSecretKey, tokenKey, type SecretKey, type SecretStore } from "./secretStore.ts";
import { parseStoredToken, writeStoredToken, type StoredToken } from "./storedToken.ts";
import type { TokenExchange } from "./tokenExchange.ts";
import type { TokenClient } from "./tokenProvider.ts";

/** What is known of one client in this window. */
export interface KnownToken {
  readonly client: TokenClient;
  /** undefined: the store has not been read yet. */
  known: { readonly token: StoredToken | undefined } | undefined;
  /** How many fetches are under way: one that was forgotten may still be, beside the one that counts. */
  fetches: number;
  /** Grows when the token is forgotten, so that an answer that is under way then is not kept. */
  generation: number;
  /** Grows with each reading of the store; only the newest reading counts. */
  reading: number;
  lastExchange: TokenExchange | undefined;
  /** The last token that a server did not take; another window may still have it. */
  refused: Secret | undefined;
}

/**
 * What this window knows of the tokens in the secret store, which all windows share: asked without waiting, and read
 * again when another window has changed it.
 */
export class KnownTokens implements Disposable {
  readonly #parts: KnownTokensParts;
  readonly #entries = new Map<string, KnownToken>();
  readonly #changes = new Emitter<void>();
  readonly #subscription: Disposable;
  readonly onDidChange = this.#changes.event;

  constructor(parts: KnownTokensParts) {
    this.#parts = parts;
    this.#subscription = parts.secrets.onDidChange((key) => this.#onStoreChange(key));
  }

  of(client: TokenClient): KnownToken {
    const id = idOf(client);
    const known = this.#entries.get(id);
    if (known) return known;
    const entry: KnownToken = {
      client,
      known: undefined,
      fetches: 0,
      generation: 0,
      reading: 0,
      lastExchange: undefined,
      refused: undefined,
    };
    this.#entries.set(id, entry);
    return entry;
  }

  all(): readonly KnownToken[] {
    return [...this.#entries.values()];
  }

  /** The token in the store, whoever has fetched it and by whatever secret. */
  async read(client: TokenClient): Promise<StoredToken | undefined> {
    const text = await this.#parts.secrets.get(keyOfToken(client));
    return text && parseStoredToken(text);
  }

  /** Takes over what has been learned of the store; announced where it is something else than before. */
  know(entry: KnownToken, token: StoredToken | undefined): void {
    entry.reading += 1;
    const before = entry.known;
    entry.known = { token };
    if (!token) this.#parts.onGone(entry.client);
    if (!before || before.token?.value.reveal() !== token?.value.reveal()) this.announce();
  }

  /**
   * Keeps a token that is new here, in this window and in the store; unless it was forgotten, or its secret has become
   * another one, since it was asked for.
   */
  async keep(
    entry: KnownToken,
    { generation }: Pick<KnownToken, "generation">,
    token: StoredToken,
  ): Promise<void> {
    if (!(await this.#isSecretOf(token, entry.client))) return;
    if (entry.generation !== generation) return;
    entry.reading += 1;
    entry.known = { token };
    try {
      await this.#parts.secrets.set(keyOfToken(entry.client), writeStoredToken(token));
    } catch (error) {
      // The token is good all the same; this window keeps it in memory.
      this.#parts.log.warn(`The token could not be stored: ${messageOf(error)}`);
    }
  }

  beginFetch(entry: KnownToken): void {
    entry.fetches += 1;
    this.announce();
  }

  endFetch(entry: KnownToken): void {
    entry.fetches -= 1;
    this.announce();
  }

  readInBackground(entry: KnownToken): void {
    entry.reading += 1;
    const { reading } = entry;
    this.#readValid(entry.client).then(
      (token) => {
        if (reading === entry.reading) this.know(entry, token);
      },
      (error: unknown) => {
        this.#parts.log.warn(`The stored token could not be read: ${messageOf(error)}`);
      },
    );
  }

  /** A listener that fails is a bug of the listener, and no reason to withhold a token. */
  announce(): void {
    try {
      this.#changes.fire();
    } catch (error) {
      this.#parts.log.error(error instanceof Error ? error : messageOf(error));
    }
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changes.dispose();
  }

  #onStoreChange(key: SecretKey): void {
    for (const entry of this.#entries.values()) {
      const isSecret = key === keyOfSecret(entry.client);
      if (!isSecret && key !== keyOfToken(entry.client)) continue;
      // Until the store has been read, the token in memory may be one of an old secret.
      if (isSecret) entry.known = undefined;
      this.readInBackground(entry);
    }
  }

  async #isSecretOf({ fingerprint }: StoredToken, client: TokenClient): Promise<boolean> {
    try {
      const secret = await this.#parts.secrets.get(keyOfSecret(client));
      return secret !== undefined && fingerprint === fingerprintOf(client, secret);
    } catch (error) {
      // The store answered when the token was asked for.
      this.#parts.log.warn(`The secret could not be read again: ${messageOf(error)}`);
      return true;
    }
  }

  /** The stored token, if the secret of now is the one that fetched it. */
  async #readValid(client: TokenClient): Promise<StoredToken | undefined> {
    const [token, secret] = await Promise.all([
      this.read(client),
      this.#parts.secrets.get(keyOfSecret(client)),
    ]);
    if (!token || !secret) return undefined;
    return token.fingerprint === fingerprintOf(client, secret) ? token : undefined;
  }
}

export interface KnownTokensParts {
  readonly secrets: SecretStore;
  readonly log: Logger;
  /** Told when the store has no token of a client any more. */
  readonly onGone: (client: TokenClient) => void;
}

/** What tells clients apart whose tokens are not the same. */
export function idOf({ profile, clientId, tokenUrl, allowPlainHttp }: TokenClient): string {
  return JSON.stringify([profile, clientId, tokenUrl, allowPlainHttp]);
}

export function keyOfToken({ profile, clientId }: TokenClient): SecretKey {
  return tokenKey(profile, clientId);
}

export function keyOfSecret({ profile, clientId }: TokenClient): SecretKey {
  return clientSecretKey(profile, clientId);
}
