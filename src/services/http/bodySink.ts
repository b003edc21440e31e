/**
 * Where a body goes that is not kept in memory. Written in order and never at once; exactly one of `close` and `discard`
 * ends it.
 */
export interface BodySink {
  /** Resolves when there is room for the next chunk. Throws `UserFacingError` storageFailed when it cannot be kept. */
  write(chunk: Uint8Array): Promise<void>;
  /** All is there. Throws like `write`. */
  close(): Promise<void>;
  /** It did not come to its end: nothing of it is left behind. Never throws. */
  discard(): Promise<void>;
}

/** Called when there is something to save, so that a refusal leaves no empty file behind. */
export type OpenBodySink = () => Promise<BodySink>;
