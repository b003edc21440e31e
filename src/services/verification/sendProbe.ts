import type { Secret } from "../../base/secret.ts";
import type { AnswerFacts } from "../../domain/access/answerFacts.ts";
import type { ProfileId } from "../profiles/profile.ts";
import type { TokenClient } from "../tokens/tokenProvider.ts";

/**
 * Sends one call and tells what the answer says about access; its body is dropped. Throws `UserFacingError` when there
 * is no answer, and an `AbortError` when `signal` is aborted.
 */
export type SendProbe = (probe: Probe, signal: AbortSignal) => Promise<ProbeAnswer>;

/** Begins a run: what is learned of a token during it, such as that it had ended, counts for the rest of it. */
export type BeginProbing = () => SendProbe;

export interface Probe {
  readonly method: string;
  /** Below `schemaUrl`. */
  readonly url: string;
  readonly schemaUrl: string;
  readonly body: ProbeBody | undefined;
  readonly caller: ProbeCaller;
  readonly allowPlainHttp: boolean;
  /** Whose certificates and proxy count. */
  readonly connection: ProfileId;
}

export interface ProbeBody {
  readonly mediaType: string;
  readonly text: string;
}

export type ProbeCaller =
  | { readonly kind: "anonymous" }
  | { readonly kind: "client"; readonly client: TokenClient }
  | { readonly kind: "user"; readonly user: string; readonly password: Secret };

export interface ProbeAnswer {
  readonly facts: AnswerFacts;
  /**
   * What a token from the store was answered before the call was made again with a new one; undefined when it was made
   * once. The answer that counts is that to the new token.
   */
  readonly withStoredToken: number | undefined;
}
