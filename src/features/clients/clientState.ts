import { assertNever } from "../../base/assertNever.ts";
import type { TokenState } from "../../services/tokens/tokenProvider.ts";

/** What this machine holds for a client, as far as it can be said without asking anybody. */
export interface ClientState {
  readonly token: TokenState;
  /** undefined as long as the secret store has not answered. */
  readonly hasSecret: boolean | undefined;
}

export const unknownClientState: ClientState = { token: { kind: "none" }, hasSecret: undefined };

/** Few words for the end of a tree line: "token ends in 42 min", "no secret stored". */
export function describeClientState(state: ClientState, now: number): string {
  switch (state.token.kind) {
    case "fetching":
      return "fetching a token…";
    case "held":
      return `token ${describeTokenEnd(state.token.expiresAt, now)}`;
    case "none":
      return state.hasSecret === false ? "no secret stored" : "";
    default:
      return assertNever(state.token);
  }
}

/** True while a held token can still be used; one whose end is not known counts as usable. */
export function hasLiveToken(state: ClientState, now: number): boolean {
  if (state.token.kind !== "held") return false;
  return state.token.expiresAt === undefined || state.token.expiresAt > now;
}

/** What follows the name of a token: "ends in 42 min", "has ended". */
export function describeTokenEnd(expiresAt: number | undefined, now: number): string {
  if (expiresAt === undefined) return "held";
  const seconds = Math.floor((expiresAt - now) / 1000);
  if (seconds <= 0) return "has ended";
  if (seconds < 60) return "ends in less than a minute";
  const minutes = Math.floor(seconds / 60);
  if (minutes < 120) return `ends in ${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `ends in ${hours} h` : `ends in ${Math.floor(hours / 24)} days`;
}
