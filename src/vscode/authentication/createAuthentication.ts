import type {
  AuthenticationProviderAuthenticationSessionsChangeEvent,
  AuthenticationSession,
} from "vscode";
import { type Disposable, DisposableStore } from "../../base/disposable.ts";
import { Emitter, type Event } from "../../base/emitter.ts";
import { messageOf, UserFacingError } from "../../base/errors.ts";
import type { Clock } from "../../base/clock.ts";
import type { Logger } from "../../base/logger.ts";
import type { ClientStates } from "../../features/clients/createClientStates.ts";
import { heldTokens, type HeldToken } from "../../features/clients/heldTokens.ts";
import {
  parseSessionScopes,
  type SessionScopes,
  writeSessionScopes,
} from "../../features/clients/sessionScopes.ts";
import { tokenClientOf } from "../../features/clients/tokenClientOf.ts";
import type { Sessions } from "../../features/sessions/sessions.ts";
import type { AccessToken, TokenProvider } from "../../services/tokens/tokenProvider.ts";
import type { ChosenClient } from "../commands/chooseClient.ts";

/**
 * The tokens of clients as sessions that other extensions ask VS Code for; VS Code asks the person before it hands one
 * over. There is a session for each token that is held for a client of an open connection.
 */
export interface Authentication extends Disposable {
  getSessions(scopes: readonly string[] | undefined): Promise<AuthenticationSession[]>;
  createSession(scopes: readonly string[]): Promise<AuthenticationSession>;
  /** Forgets the token. */
  removeSession(id: string): Promise<void>;
  /** Its sessions have no token: whoever hears of it asks for it. */
  readonly onDidChange: Event<AuthenticationProviderAuthenticationSessionsChangeEvent>;
}

export interface AuthenticationParts {
  readonly sessions: Pick<Sessions, "list" | "onDidChange">;
  readonly clientStates: Pick<ClientStates, "stateOf" | "onDidChange">;
  readonly tokens: Pick<TokenProvider, "token" | "forget">;
  /** The client of `profile` or `profile/client`, else the one that the person picks. */
  readonly chooseClient: (argument: string | undefined) => Promise<ChosenClient>;
  /** Asks for all that is missing. */
  readonly obtainToken: (chosen: ChosenClient) => Promise<AccessToken>;
  readonly clock: Clock;
  readonly log: Logger;
}

export function createAuthentication(parts: AuthenticationParts): Authentication {
  const { sessions, clientStates, tokens, clock, log } = parts;
  const store = new DisposableStore();
  const changed = store.add(new Emitter<AuthenticationProviderAuthenticationSessionsChangeEvent>());

  const held = (): readonly HeldToken[] =>
    heldTokens(
      sessions.list(),
      (profile, client) => clientStates.stateOf(profile, client),
      clock.now(),
    );

  let before = new Map(held().map((one) => [idOf(one), one]));
  const compare = (): void => {
    const now = new Map(held().map((one) => [idOf(one), one]));
    const added = [...now].filter(([id]) => !before.has(id));
    const removed = [...before].filter(([id]) => !now.has(id));
    const renewed = [...now].filter(
      ([id, { expiresAt }]) => before.has(id) && before.get(id)?.expiresAt !== expiresAt,
    );
    before = now;
    if (added.length + removed.length + renewed.length === 0) return;
    changed.fire({
      added: added.map(([, one]) => toSession(one, "")),
      removed: removed.map(([, one]) => toSession(one, "")),
      changed: renewed.map(([, one]) => toSession(one, "")),
    });
  };
  store.add(clientStates.onDidChange(compare));
  store.add(sessions.onDidChange(compare));

  return {
    getSessions: async (scopes = []) => {
      const wanted = parseSessionScopes(scopes);
      if (!wanted) return [];
      const found = await Promise.all(
        held()
          .filter((one) => isWanted(one, wanted))
          .map(async (one) => {
            try {
              const token = await tokens.token(tokenClientOf(one.profile, one.client));
              return [toSession(one, token.value.reveal())];
            } catch (error) {
              // One that cannot be renewed is no session; asking for a new one tells the person why.
              log.warn(`The token of ${one.client.name} is not good any more: ${messageOf(error)}`);
              return [];
            }
          }),
      );
      return found.flat();
    },

    createSession: async (scopes) => {
      const wanted = parseSessionScopes(scopes);
      if (!wanted) throw scopesNotUnderstood();
      const chosen = await parts.chooseClient(argumentOf(wanted, sessions));
      const token = await parts.obtainToken(chosen);
      return toSession(chosen, token.value.reveal());
    },

    removeSession: async (id) => {
      const one = held().find((known) => idOf(known) === id);
      if (one) await tokens.forget(tokenClientOf(one.profile, one.client));
    },

    onDidChange: changed.event,
    dispose: () => store.dispose(),
  };
}

function idOf({ profile, client }: ChosenClient): string {
  return `${profile.id}/${client.clientId}`;
}

function toSession(chosen: ChosenClient, accessToken: string): AuthenticationSession {
  const { profile, client } = chosen;
  return {
    id: idOf(chosen),
    accessToken,
    account: { id: idOf(chosen), label: `${client.name} (${profile.name})` },
    scopes: writeSessionScopes(profile.name, client.name),
  };
}

function isWanted({ profile, client }: ChosenClient, wanted: SessionScopes): boolean {
  const { connection = profile.id } = wanted;
  const isThere = connection === profile.id || connection === profile.name;
  return isThere && (wanted.client === undefined || wanted.client === client.name);
}

/** As `chooseClient` takes it. */
function argumentOf(
  { connection, client }: SessionScopes,
  sessions: Pick<Sessions, "list">,
): string | undefined {
  if (connection === undefined) {
    if (client === undefined) return undefined;
    const [only, ...others] = sessions.list();
    if (only && others.length === 0) return `${only.profile.id}/${client}`;
    throw scopesNotUnderstood("A client alone does not say of which connection it is.");
  }
  const profiles = sessions.list().map(({ profile }) => profile);
  const named = profiles.filter(({ id, name }) => id === connection || name === connection);
  const [only, ...others] = named;
  if (!only || others.length > 0) {
    const count = only ? "Several connections have" : "No connection has";
    throw scopesNotUnderstood(`${count} the name ${connection}.`);
  }
  return client === undefined ? only.id : `${only.id}/${client}`;
}

function scopesNotUnderstood(why?: string): UserFacingError {
  return new UserFacingError({
    code: "inputNotValid",
    message: "The extension asked for a token of ORDS in a way that is not understood.",
    why: why ?? "The scopes are connection:<name> and client:<name>, each at most once.",
  });
}
