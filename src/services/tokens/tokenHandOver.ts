import type { Secret } from "../../base/secret.ts";

/** Has windows that want the same token at the same moment get it by one request. */
export interface TokenHandOver {
  /**
   * The text that `fetch` resolves with: fetched here, or by another window of this machine that was before us and is
   * not slower than the patience allows. A window that fails or dies leaves its turn to the next one. Throws what
   * `fetch` throws, and when `signal` is aborted.
   */
  share(wanted: WantedToken, fetch: () => Promise<Secret>): Promise<Secret>;
  /** What was fetched for the place before is handed to nobody any more. */
  end(place: string): void;
}

export interface WantedToken {
  /** Says which token it is. */
  readonly place: string;
  /** Known to whoever may have the token, and to nobody else: only with it the text can be read. */
  readonly key: Secret;
  readonly signal: AbortSignal;
}
