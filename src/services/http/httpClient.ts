import type { Secret } from "../../base/secret.ts";
import type { HttpRequest, HttpResponse } from "../../domain/http/httpMessage.ts";

/**
 * Sends one request and reads the answer. Any HTTP status is an answer, not an error; redirects are never followed,
 * the 3xx answer is returned, so a credential cannot travel to another origin.
 *
 * Throws `UserFacingError` (hostNotFound, connectionRefused, connectionLost, timedOut, tlsFailed, plainHttpRefused,
 * addressNotUnderstood) and an `AbortError` when `signal` is aborted.
 */
export type HttpClient = (request: HttpRequest, options?: HttpOptions) => Promise<HttpResponse>;

export interface HttpOptions {
  /** Added to the request on its way out and never printed. */
  readonly credential?: Credential;
  readonly signal?: AbortSignal;
  /** Milliseconds for the whole exchange; the client's own default otherwise. */
  readonly timeoutMs?: number;
  /** Bytes of the body that are read; the rest is dropped and `truncated` is set. */
  readonly maxBytes?: number;
  /**
   * A credential goes over plain `http:` to loopback only, unless the person has confirmed it for this connection.
   */
  readonly allowPlainHttp?: boolean;
}

export type Credential =
  | { readonly kind: "bearer"; readonly token: Secret }
  | { readonly kind: "basic"; readonly user: string; readonly password: Secret };
