import { UserFacingError, isCancelled, isUserFacingError } from "../../base/errors.ts";
import type { Logger } from "../../base/logger.ts";
import type { HttpRequest, HttpResponse } from "../../domain/http/httpMessage.ts";
import { authorizationValue } from "./authorizationValue.ts";
import { checkRequest } from "./checkRequest.ts";
import type { HttpClient, HttpOptions } from "./httpClient.ts";
import { openTimeLimit } from "./openTimeLimit.ts";
import { readBody, type BodyRead } from "./readBody.ts";
import { toNetworkError } from "./toNetworkError.ts";
import type { Transport, TransportAnswer } from "./transport.ts";

/** An `HttpClient` over a transport: checks, credentials, limits, the log and the words for what fails are here. */
export function createHttpClient(parts: HttpClientParts, transport: Transport): HttpClient {
  const { log, timeoutMs } = parts;
  return async (request, options = {}) => {
    if (options.signal?.aborted) throw toAbortError(options.signal);
    const url = checkRequest(request, options);
    const headers = headersOf(request, options);
    const limit = openTimeLimit(options.timeoutMs ?? timeoutMs(), options.signal);
    const startedAt = performance.now();
    const say = (outcome: string): void => {
      const ms = Math.round(performance.now() - startedAt);
      log.debug(`${request.method} ${url.origin}${url.pathname} → ${outcome} in ${ms} ms`);
    };
    try {
      const { method, body } = request;
      const answer = await transport({ method, url, headers, body, signal: limit.signal });
      const answeredAt = performance.now();
      const read = await readAnswer(answer, {
        ...options,
        maxBytes: options.maxBytes ?? parts.maxBytes?.() ?? defaultMaxBytes,
        signal: limit.signal,
        onSaved: () => limit.restart(),
      });
      const endedAt = performance.now();
      say(`${answer.status}, ${describeRead(read)}`);
      return {
        status: answer.status,
        headers: answer.headers,
        ...read,
        announcedBytes: announcedBytes(answer.headers),
        durationMs: endedAt - startedAt,
        timings: {
          connectMs: answer.connectMs,
          waitMs: Math.max(0, answeredAt - startedAt - (answer.connectMs ?? 0)),
          downloadMs: endedAt - answeredAt,
        },
      } satisfies HttpResponse;
    } catch (failure) {
      const isLate = limit.passed();
      limit.stop();
      if (options.signal?.aborted) {
        say("cancelled");
        throw toAbortError(options.signal);
      }
      const error = isLate ? timedOut(url, limit.ms) : toUserFacing(failure, url);
      say(error.code);
      throw error;
    } finally {
      limit.end();
    }
  };
}

export interface HttpClientParts {
  readonly log: Logger;
  /** The time limit for a whole exchange, asked at each call because the person can change it. */
  readonly timeoutMs: () => number;
  /** How much of a body is read when the caller does not say; asked at each call, too. */
  readonly maxBytes?: () => number;
}

const defaultMaxBytes = 10 * 1024 * 1024;

interface AnswerReading extends HttpOptions {
  readonly maxBytes: number;
  readonly signal: AbortSignal;
  /** A part has been saved: however long it takes, it goes on. */
  readonly onSaved: () => void;
}

async function readAnswer(answer: TransportAnswer, reading: AnswerReading): Promise<BodyRead> {
  const { maxBytes, onProgress, saveTo, signal, onSaved } = reading;
  const isSuccess = answer.status >= 200 && answer.status < 300;
  const sink = isSuccess ? await saveTo?.() : undefined;
  const announced = announcedBytes(answer.headers);
  const onChunk = (bytes: number): void => {
    // What is on its way between two buffers does not hold up a cancel.
    signal.throwIfAborted();
    if (sink) onSaved();
    onProgress?.({ bytes, announced });
  };
  return await readBody(answer.body, { maxBytes, sink, onChunk });
}

function describeRead({ body, savedBytes, truncated }: BodyRead): string {
  if (savedBytes !== undefined) return `${savedBytes} bytes saved`;
  return `${body.length} bytes${truncated ? " (cut)" : ""}`;
}

function announcedBytes(headers: TransportAnswer["headers"]): number | undefined {
  const packed = headers["content-encoding"] ?? "identity";
  const length = headers["content-length"] ?? "";
  return packed === "identity" && /^\d{1,15}$/.test(length) ? Number(length) : undefined;
}

function headersOf(request: HttpRequest, options: HttpOptions): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    try {
      headers.append(name, value);
    } catch {
      // The original error quotes the value, which may be a credential that the person typed.
      throw new UserFacingError({
        code: "inputNotValid",
        message: `The header ${JSON.stringify(name)} cannot be sent.`,
        why: "A header's name has letters, digits and hyphens; its value has no line breaks and only Latin characters.",
      });
    }
  }
  if (options.credential) headers.set("authorization", authorizationValue(options.credential));
  return headers;
}

function toAbortError(signal: AbortSignal): unknown {
  return isCancelled(signal.reason)
    ? signal.reason
    : new DOMException("The call was cancelled", "AbortError");
}

function toUserFacing(failure: unknown, url: URL): UserFacingError {
  return isUserFacingError(failure) ? failure : toNetworkError(failure, url);
}

function timedOut(url: URL, ms: number): UserFacingError {
  return new UserFacingError({
    code: "timedOut",
    message: `${url.host} did not answer within ${ms / 1000} seconds.`,
    why: "The server may be busy, or a firewall drops the connection. Check the port, your VPN and VS Code's setting http.proxy.",
  });
}
