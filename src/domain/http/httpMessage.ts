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
  readonly body: Uint8Array;
  /** True when the body was longer than the limit and was cut there. */
  readonly truncated: boolean;
  /** Milliseconds from the first byte sent to the last byte read. */
  readonly durationMs: number;
}
