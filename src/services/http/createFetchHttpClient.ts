import { UserFacingError, isCancelled, isUserFacingError } from "../../base/errors.ts";
import type { Logger } from "../../base/logger.ts";
import type { HttpRequest, HttpResponse } from "../../domain/http/httpMessage.ts";
import { authorizationValue } from "./authorizationValue.ts";
import { checkRequest } from "./checkRequest.ts";
import type { HttpClient, HttpOptions } from "./httpClient.ts";
import { readBody } from "./readBody.ts";
import { toNetworkError } from "./toNetworkError.ts";

const defaultMaxBytes = 10 * 1024 * 1024;

/**
 * An `HttpClient` over the host's own `fetch`. It is looked up at each call, because VS Code replaces it with one that
 * knows the person's proxy and certificates.
 */
export function createFetchHttpClient({ log, timeoutMs }: FetchHttpClientParts): HttpClient {
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
      const answer = await globalThis.fetch(url, {
        method: request.method,
        headers,
        body: request.body ?? null,
        redirect: "manual",
        signal: limit.signal,
      });
      if (answer.type === "opaqueredirect") throw redirectHidden(url);
      const { body, truncated } = await readBody(answer, options.maxBytes ?? defaultMaxBytes);
      say(`${answer.status}, ${body.length} bytes${truncated ? " (cut)" : ""}`);
      return {
        status: answer.status,
        headers: Object.fromEntries(answer.headers),
        body,
        truncated,
        durationMs: performance.now() - startedAt,
      } satisfies HttpResponse;
    } catch (failure) {
      if (options.signal?.aborted) {
        say("cancelled");
        throw toAbortError(options.signal);
      }
      const error = limit.passed() ? timedOut(url, limit.ms) : toUserFacing(failure, url);
      say(error.code);
      throw error;
    } finally {
      limit.end();
    }
  };
}

export interface FetchHttpClientParts {
  readonly log: Logger;
  /** The time limit for a whole exchange, asked at each call because the person can change it. */
  readonly timeoutMs: () => number;
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

interface TimeLimit {
  readonly ms: number;
  readonly signal: AbortSignal;
  passed(): boolean;
  end(): void;
}

/** One signal for both reasons to stop: the caller's cancel and the time limit. */
function openTimeLimit(ms: number, cancel: AbortSignal | undefined): TimeLimit {
  const controller = new AbortController();
  let passed = false;
  const timer = setTimeout(() => {
    passed = true;
    controller.abort();
  }, ms);
  const onCancel = (): void => controller.abort();
  cancel?.addEventListener("abort", onCancel, { once: true });
  return {
    ms,
    signal: controller.signal,
    passed: () => passed,
    end: () => {
      clearTimeout(timer);
      cancel?.removeEventListener("abort", onCancel);
    },
  };
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

function redirectHidden(url: URL): UserFacingError {
  return new UserFacingError({
    code: "redirectRefused",
    message: `${url.host} answered with a redirect, which is not followed.`,
    why: "A credential must not travel to another address. Use the address that the redirect leads to.",
  });
}
