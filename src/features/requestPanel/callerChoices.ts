import { assertNever } from "../../base/assertNever.ts";
import type { OAuthClient } from "../../domain/model/catalog.ts";
import type { TokenState } from "../../services/tokens/tokenProvider.ts";
import { describeRemaining } from "./describeAmount.ts";
import type { CallerChoice } from "./requestPanelProtocol.ts";

/** Who a request can be sent as: nobody, each client that has a token of its own, a token from elsewhere. */
export function callerChoices(facts: CallerFacts): readonly CallerChoice[] {
  return [
    { caller: { kind: "anonymous" }, label: "No authentication", refused: undefined },
    ...facts.clients.map((client): CallerChoice => ({
      caller: { kind: "client", clientId: client.clientId },
      label: `${client.name} (${describeToken(facts.tokenState(client), facts.now)})`,
      refused: refusal(client),
    })),
    { caller: { kind: "pastedToken" }, label: "Pasted token", refused: undefined },
  ];
}

export interface CallerFacts {
  readonly clients: readonly OAuthClient[];
  readonly tokenState: (client: OAuthClient) => TokenState;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Why a client cannot call by itself; undefined when it can. */
export function refusal(client: OAuthClient): string | undefined {
  if (client.grantType === "client_credentials") return undefined;
  return `${client.name} uses the grant ${client.grantType}, which needs a person who signs in. Get a token elsewhere and paste it.`;
}

function describeToken(state: TokenState, now: number): string {
  switch (state.kind) {
    case "none":
      return "no token yet";
    case "fetching":
      return "fetching a token";
    case "held":
      if (state.expiresAt === undefined) return "has a token";
      if (state.expiresAt <= now) return "token has ended";
      return `token ends in ${describeRemaining(state.expiresAt - now)}`;
    default:
      return assertNever(state);
  }
}
