import type { Secret } from "../../base/secret.ts";
import type { HttpRequest, HttpResponse } from "../../domain/http/httpMessage.ts";
import type { ProfileId } from "../profiles/profile.ts";
import type { OpenBodySink } from "./bodySink.ts";

/**
 * Sends one request and reads the answer. Any HTTP status is an answer, not an error; redirects are never followed,
 * the 3xx answer is returned, so a credential cannot travel to another origin.
 *
 * Throws `UserFacingError` (hostNotFound, connectionRefused, connectionLost, timedOut, tlsFailed, plainHttpRefused,
 * addressNotUnderstood, inputNotValid, answerNotUnderstood, answerTooLarge, proxyFailed, storageFailed) and an
 * `AbortError` when `signal` is aborted, at any moment.
 */
export type HttpClient = (request: HttpRequest, options?: HttpOptions) => Promise<HttpResponse>;

export interface HttpOptions {
  /** Added to the request on its way out and never printed. */
  readonly credential?: Credential;
  readonly signal?: AbortSignal;
  /**
   * Milliseconds for the whole exchange; the client's own default otherwise. While a body is saved they count from the
   * last bytes that came, because what is large may take long.
   */
  readonly timeoutMs?: number;
  /** Bytes of the unpacked body that are read; the rest is dropped and `truncated` is set. */
  readonly maxBytes?: number;
  /** Takes the body of an answer of 2xx in place of the memory, whatever its length; others are read as always. */
  readonly saveTo?: OpenBodySink;
  /** Told again and again while a body comes: unpacked bytes so far. */
  readonly onProgress?: (progress: BodyProgress) => void;
  /** Whose certificates and proxy count; without it those of the connections that lead to the same server. */
  readonly connection?: ProfileId;
  /** The body has a credential in it, such as the form of a token request. */
  readonly secretBody?: true;
  /**
   * A credential goes over plain `http:` to loopback only, unless the person has confirmed it for this connection.
   */
  readonly allowPlainHttp?: boolean;
}

export interface BodyProgress {
  readonly bytes: number;
  /** As in `HttpResponse.announcedBytes`. */
  readonly announced: number | undefined;
}

export type Credential =
  | { readonly kind: "bearer"; readonly token: Secret }
  | { readonly kind: "basic"; readonly user: string; readonly password: Secret };
