/**
 * What differs between HTTP clients: how one request goes over the wire. Follows no redirect, ends at once when the
 * signal is aborted, and may throw anything: the client around it finds the words.
 */
export type Transport = (call: TransportCall) => Promise<TransportAnswer>;

export interface TransportCall {
  readonly method: string;
  readonly url: URL;
  /** The credential is among them. */
  readonly headers: Headers;
  readonly body: string | undefined;
  readonly signal: AbortSignal;
}

export interface TransportAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Unpacked; leaving its iteration ends the transfer. */
  readonly body: AsyncIterable<Uint8Array>;
  /** See `HttpTimings`. */
  readonly connectMs: number | undefined;
}
