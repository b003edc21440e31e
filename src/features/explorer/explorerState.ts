import type { Catalog, OAuthClient } from "../../domain/model/catalog.ts";
import type { ConnectionProfile, ProfileId } from "../../services/profiles/profile.ts";
import type { ClientState } from "../clients/clientState.ts";
import type { Session } from "../sessions/sessions.ts";

/** Everything that the sidebar is a function of. */
export interface ExplorerState {
  readonly sessions: readonly Session[];
  readonly clientState: (profile: ConnectionProfile, client: OAuthClient) => ClientState;
  /** What the person filters by; "" shows everything. */
  readonly filter: string;
  /** Milliseconds since 1970, for what is left of tokens. */
  readonly now: number;
}

export function sessionIn(state: ExplorerState, id: ProfileId): Session | undefined {
  return state.sessions.find((session) => session.profile.id === id);
}

export function catalogIn(state: ExplorerState, id: ProfileId): Catalog | undefined {
  const session = sessionIn(state, id);
  return session?.state.kind === "open" ? session.state.catalog : undefined;
}
