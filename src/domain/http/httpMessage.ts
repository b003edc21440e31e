/** A request as data. Header names are lower case. A credential never stands here: see `Credential`. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** An answer as data, read to its end or to the limit. Header names are lower case. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Unpacked; empty when it was saved elsewhere. */
  readonly body: Uint8Array;
  /** True when the body was longer than the limit and was cut there. */
  readonly truncated: boolean;
  /** How long the server said that the body is; undefined when it did not, or meant the packed bytes. */
  readonly announcedBytes: number | undefined;
  /** How much was saved where the caller asked for it; undefined when the body is here. */
  readonly savedBytes: number | undefined;
  /** Milliseconds from the first byte sent to the last byte read. */
  readonly durationMs: number;
  readonly timings: HttpTimings;
}

/** Where the time of a call went, in milliseconds. */
export interface HttpTimings {
  /** Until the server could be written to, TLS included; 0 on a connection that was open already; undefined when the transport does not tell, and then it is part of the wait. */
  readonly connectMs: number | undefined;
  /** Until the headers of the answer were there. */
  readonly waitMs: number;
  readonly downloadMs: number;
}
