import { capitalized } from "../../base/capitalized.ts";
import type { OAuthClient } from "../../domain/model/catalog.ts";
import { describeClientState, type ClientState } from "../clients/clientState.ts";
import type { DatabaseUser } from "../sessions/databaseUser.ts";
import type { CallerChoice } from "./requestPanelProtocol.ts";

/**
 * Who a request can be sent as: nobody, each client that gets a token of its own, the connection's database user, a token
 * from elsewhere.
 */
export function callerChoices(facts: CallerFacts): readonly CallerChoice[] {
  return [
    { caller: { kind: "anonymous" }, label: "No authentication", refused: undefined },
    ...facts.clients.map((client): CallerChoice => ({
      caller: { kind: "client", clientId: client.clientId },
      label: labelOf(client, facts),
      refused: refusal(client),
    })),
    ...(facts.user
      ? [{ caller: { kind: "user" }, ...facts.user, refused: userRefusal(facts.user) } as const]
      : []),
    { caller: { kind: "pastedToken" }, label: "Pasted token", refused: undefined },
  ];
}

export interface CallerFacts {
  readonly clients: readonly OAuthClient[];
  /** Undefined where the connection is not known any more. */
  readonly user: DatabaseUser | undefined;
  readonly stateOf: (client: OAuthClient) => ClientState | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Why no token can be got through a client here; undefined when one can. */
export function refusal(client: OAuthClient): string | undefined {
  if (client.grantType !== "implicit") return undefined;
  return `${client.name} uses the grant implicit: the browser gets the token in the address, where scripts and histories see it, so it is not offered. Register the client for authorization_code, or get a token elsewhere and choose “Pasted token”.`;
}

/** Why the database user cannot be called as, as a sentence. */
export function userRefusal({ refused }: DatabaseUser): string | undefined {
  return refused === undefined ? undefined : `${capitalized(refused)}.`;
}

function labelOf(client: OAuthClient, facts: CallerFacts): string {
  if (refusal(client) !== undefined) return `${client.name} (${client.grantType})`;
  const state = facts.stateOf(client);
  const words = state ? describeClientState(state, facts.now) : "";
  return words === "" ? client.name : `${client.name} (${words})`;
}
