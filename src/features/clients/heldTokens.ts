import type { OAuthClient } from "../../domain/model/catalog.ts";
import type { ConnectionProfile } from "../../services/profiles/profile.ts";
import type { Session } from "../sessions/sessions.ts";
import { hasLiveToken, type ClientState } from "./clientState.ts";

/** A token that this machine holds for a client of an open connection. */
export interface HeldToken {
  readonly profile: ConnectionProfile;
  readonly client: OAuthClient;
  /** undefined when the server did not say. */
  readonly expiresAt: number | undefined;
}

/** In the order of the connections and of their clients. */
export function heldTokens(
  sessions: readonly Session[],
  stateOf: (profile: ConnectionProfile, client: OAuthClient) => ClientState,
  now: number,
): readonly HeldToken[] {
  return sessions.flatMap(({ profile, state }) => {
    if (state.kind !== "open") return [];
    return state.catalog.clients.flatMap((client): readonly HeldToken[] => {
      const known = stateOf(profile, client);
      if (known.token.kind !== "held" || !hasLiveToken(known, now)) return [];
      return [{ profile, client, expiresAt: known.token.expiresAt }];
    });
  });
}
