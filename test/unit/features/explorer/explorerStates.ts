import type { Catalog } from "../../../../src/domain/model/catalog.ts";
import { unknownClientState } from "../../../../src/features/clients/clientState.ts";
import type { ClientState } from "../../../../src/features/clients/clientState.ts";
import type { ExplorerState } from "../../../../src/features/explorer/explorerState.ts";
import type { Session, SessionState } from "../../../../src/features/sessions/sessions.ts";
import { profileId } from "../../../../src/services/profiles/profile.ts";
import { profileWith } from "../../../support/fakes.ts";
import { sampleCatalog } from "../sampleCatalog.ts";

export const now = Date.UTC(2026, 10, 23);

export function session(state: SessionState, name = "Payroll test"): Session {
  return { profile: profileWith({ id: profileId(name), name }), state };
}

/** The state of a session that is open, with nothing going on. */
export function openWith(catalog: Catalog): SessionState {
  return { kind: "open", catalog, refreshing: false, uncommitted: 0 };
}

export function stateWith(
  catalog: Catalog = sampleCatalog,
  facts: { readonly filter?: string; readonly clients?: Record<string, ClientState> } = {},
): ExplorerState {
  return {
    sessions: [session(openWith(catalog))],
    clientState: (_, client) => facts.clients?.[client.name] ?? unknownClientState,
    filter: facts.filter ?? "",
    now,
  };
}
