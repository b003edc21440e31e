import { l10n, type EnvironmentVariableCollection } from "vscode";
import type { Clock } from "../../base/clock.ts";
import { type Disposable, DisposableStore } from "../../base/disposable.ts";
import { messageOf } from "../../base/errors.ts";
import { schemaUrlOf } from "../../domain/http/schemaUrlOf.ts";
import { tokenClientOf } from "../../features/clients/tokenClientOf.ts";
import type { Sessions } from "../../features/sessions/sessions.ts";
import type {
  AccessToken,
  TokenClient,
  TokenProvider,
} from "../../services/tokens/tokenProvider.ts";
import type { ChosenClient } from "../commands/chooseClient.ts";
import type { TerminalTokens } from "./terminalTokens.ts";

/** `TerminalTokens` over the environment that VS Code gives to new terminals. */
export function createTerminalTokens(parts: TerminalTokenParts): TerminalTokens & Disposable {
  return new TokensOfTerminals(parts);
}

export interface TerminalTokenParts {
  readonly collection: Pick<
    EnvironmentVariableCollection,
    "persistent" | "description" | "replace" | "delete" | "clear"
  >;
  readonly tokens: Pick<TokenProvider, "token" | "state" | "onDidChange">;
  readonly sessions: Pick<Sessions, "get" | "onDidChange">;
  readonly clock: Clock;
  /** Told why terminals no longer get a token, when nobody has asked for that. */
  readonly tellEnd: (message: string) => void;
}

interface Given extends ChosenClient {
  readonly tokenClient: TokenClient;
  readonly schemaUrl: string;
  /** Ends the renewal that is under way. */
  readonly ending: AbortController;
}

/** How long a token that is gone may take to be replaced: a refused one is fetched anew at once. */
const graceMs = 3000;
/** The longest that a timer can wait. */
const longestWaitMs = 24 * 3600 * 1000;

class TokensOfTerminals implements TerminalTokens, Disposable {
  readonly #parts: TerminalTokenParts;
  readonly #store = new DisposableStore();
  #given: Given | undefined;
  /** Grows with each wish, so that a slower one before it does not come through. */
  #wishes = 0;
  /** When the token in the environment ends; undefined while there is none. */
  #shown: { readonly expiresAt: number | undefined } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #grace: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: TerminalTokenParts) {
    this.#parts = parts;
    this.#store.add(parts.tokens.onDidChange(() => this.#onTokenChange()));
    this.#store.add(parts.sessions.onDidChange(() => this.#onSessionChange()));
  }

  get given() {
    return this.#given && { profile: this.#given.profile.id, client: this.#given.client.name };
  }

  async give(chosen: ChosenClient, signal: AbortSignal): Promise<void> {
    const asked = givenOf(chosen);
    if (!asked) return;
    this.#wishes += 1;
    const wish = this.#wishes;
    const token = await this.#parts.tokens.token(asked.tokenClient, signal);
    signal.throwIfAborted();
    if (wish !== this.#wishes) return;
    this.take();
    this.#given = asked;
    this.#put(asked, token);
    // The connection may have been closed meanwhile.
    this.#onSessionChange();
  }

  take(): void {
    this.#wishes += 1;
    this.#given?.ending.abort();
    this.#given = undefined;
    this.#shown = undefined;
    clearTimeout(this.#timer);
    clearTimeout(this.#grace);
    this.#grace = undefined;
    const { collection } = this.#parts;
    collection.clear();
    collection.description = undefined;
  }

  dispose(): void {
    this.take();
    this.#store.dispose();
  }

  #put({ profile, client, schemaUrl }: Given, token: AccessToken): void {
    const { collection, clock } = this.#parts;
    // Before anything stands in it: what is persistent is written to the storage of the workspace.
    collection.persistent = false;
    collection.description = l10n.t(
      "The token of the client {0} ({1}) as ORDS_TOKEN and the address of its schema as ORDS_URL",
      client.name,
      profile.name,
    );
    collection.replace("ORDS_TOKEN", token.value.reveal());
    collection.replace("ORDS_URL", schemaUrl);
    this.#shown = { expiresAt: token.expiresAt };
    clearTimeout(this.#timer);
    if (token.expiresAt === undefined) return;
    // By then the provider takes it for too old to hand out, so that asking renews it.
    const wait = Math.min(Math.max(token.expiresAt - clock.now() - 1000, 1000), longestWaitMs);
    this.#timer = setTimeout(() => void this.#renew(), wait);
  }

  async #renew(): Promise<void> {
    const asked = this.#given;
    if (!asked) return;
    try {
      const token = await this.#parts.tokens.token(asked.tokenClient, asked.ending.signal);
      if (this.#given !== asked) return;
      // Asking again at once, and again, would do nothing but flood the server.
      if (this.#isOver(token)) return this.#end(l10n.t("The server gives tokens that have ended."));
      this.#put(asked, token);
    } catch (error) {
      if (this.#given === asked) this.#end(messageOf(error));
    }
  }

  #onTokenChange(): void {
    const asked = this.#given;
    if (!asked) return;
    const state = this.#parts.tokens.state(asked.tokenClient);
    if (state.kind !== "none") {
      clearTimeout(this.#grace);
      this.#grace = undefined;
      // Without a word about their ends, one token is only known from none.
      const shown = this.#shown;
      const isNew = state.kind === "held" && (!shown || state.expiresAt !== shown.expiresAt);
      if (isNew) void this.#renew();
      return;
    }
    if (this.#shown && this.#isOver(this.#shown)) return void this.#renew();
    // It was forgotten, here or in another window, or refused.
    this.#parts.collection.delete("ORDS_TOKEN");
    this.#shown = undefined;
    this.#grace ??= setTimeout(() => this.#end(l10n.t("Its token was forgotten.")), graceMs);
  }

  #onSessionChange(): void {
    const asked = this.#given;
    if (!asked) return;
    const session = this.#parts.sessions.get(asked.profile.id);
    if (session?.state.kind === "opening") return;
    if (session?.state.kind !== "open") return this.#end(l10n.t("The connection was closed."));
    const { profile, state } = session;
    const client = state.catalog.clients.find(({ clientId }) => clientId === asked.client.clientId);
    const now = client && givenOf({ profile, client });
    if (!now) return this.#end(l10n.t("The client is not there any more."));
    const isSame =
      now.schemaUrl === asked.schemaUrl && now.tokenClient.tokenUrl === asked.tokenClient.tokenUrl;
    if (isSame) return;
    this.take();
    this.#given = now;
    void this.#renew();
  }

  #isOver({ expiresAt }: Pick<AccessToken, "expiresAt">): boolean {
    return expiresAt !== undefined && expiresAt <= this.#parts.clock.now();
  }

  #end(reason: string): void {
    const name = this.#given?.client.name ?? "";
    this.take();
    this.#parts.tellEnd(l10n.t("New terminals no longer get the token of {0}. {1}", name, reason));
  }
}

/** Undefined where it is not known where ORDS is. */
function givenOf({ profile, client }: ChosenClient): Given | undefined {
  const schemaUrl = schemaUrlOf(profile);
  if (schemaUrl === undefined) return undefined;
  const tokenClient = tokenClientOf(profile, client);
  return { profile, client, tokenClient, schemaUrl, ending: new AbortController() };
}
