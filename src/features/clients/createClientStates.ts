import type { Disposable } from "../../base/disposable.ts";
import { Emitter, type Event } from "../../base/emitter.ts";
import { messageOf } from "../../base/errors.ts";
import type { Logger } from "../../base/logger.ts";
import type { OAuthClient } from "../../domain/model/catalog.ts";
import type { ConnectionProfile } from "../../services/profiles/profile.ts";
import type { TokenClient, TokenProvider } from "../../services/tokens/tokenProvider.ts";
import type { ClientState } from "./clientState.ts";
import { tokenClientOf } from "./tokenClientOf.ts";

/** Answers at once, for trees that cannot wait, and tells when the answer has become another one. */
export interface ClientStates extends Disposable {
  stateOf(profile: ConnectionProfile, client: OAuthClient): ClientState;
  readonly onDidChange: Event<void>;
}

/** The token provider says of a token at once but of a secret only later: this remembers the later answers. */
export function createClientStates(parts: {
  readonly tokens: Pick<TokenProvider, "state" | "hasSecret" | "onDidChange">;
  readonly log: Logger;
}): ClientStates {
  const { tokens, log } = parts;
  const changed = new Emitter<void>();
  const known = new Map<string, { client: TokenClient; hasSecret: boolean | undefined }>();

  const ask = async (key: string, client: TokenClient): Promise<void> => {
    try {
      const hasSecret = await tokens.hasSecret(client);
      const before = known.get(key)?.hasSecret;
      known.set(key, { client, hasSecret });
      if (before !== hasSecret) changed.fire();
    } catch (error) {
      // The tree then says nothing about the secret, which is true; asking for a token will say why.
      log.warn(`The secret store did not answer: ${messageOf(error)}`);
    }
  };

  const subscription = tokens.onDidChange(() => {
    changed.fire();
    for (const [key, { client }] of known) void ask(key, client);
  });

  return {
    stateOf: (profile, client) => {
      const tokenClient = tokenClientOf(profile, client);
      const key = JSON.stringify([tokenClient.profile, tokenClient.clientId]);
      if (!known.has(key)) {
        known.set(key, { client: tokenClient, hasSecret: undefined });
        void ask(key, tokenClient);
      }
      return { token: tokens.state(tokenClient), hasSecret: known.get(key)?.hasSecret };
    },
    onDidChange: changed.event,
    dispose: () => {
      subscription.dispose();
      changed.dispose();
    },
  };
}
