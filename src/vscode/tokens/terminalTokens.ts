import type { ClientName } from "../../domain/model/names.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";
import type { ChosenClient } from "../commands/chooseClient.ts";

/** The token of one client in the environment of new terminals: only when asked for, and never stored. */
export interface TerminalTokens {
  /** Whose token terminals get. */
  readonly given: GivenToken | undefined;
  /** From now on, in place of another one's. Throws what `TokenProvider.token` throws. */
  give(chosen: ChosenClient, signal: AbortSignal): Promise<void>;
  /** No terminal that is opened from now on gets a token. */
  take(): void;
}

export interface GivenToken {
  readonly profile: ProfileId;
  readonly client: ClientName;
}
