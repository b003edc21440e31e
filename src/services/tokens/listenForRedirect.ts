import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { UserFacingError } from "../../base/errors.ts";
import { isLoopback } from "../http/isLoopback.ts";

/** Waits at a redirect URI on this machine for the browser to come back. */
export interface RedirectListener {
  /** The address at which the browser came back; rejects with the signal's reason when that is aborted. */
  readonly answered: Promise<URL>;
  close(): void;
}

/** Whether the browser can come back to a server that we start: plain http to this machine, with a port. */
export function isListenable(redirectUri: string): boolean {
  if (!URL.canParse(redirectUri)) return false;
  const url = new URL(redirectUri);
  return url.protocol === "http:" && isLoopback(url) && url.port !== "";
}

/**
 * Listens on the loopback interface alone, for one answer on the path of `redirectUri`; requests that name another host
 * or path, which a page in the browser could send, do not count. Throws `UserFacingError` signInFailed when the port is
 * taken.
 */
export async function listenForRedirect(
  redirectUri: string,
  texts: RedirectTexts,
  signal: AbortSignal,
): Promise<RedirectListener> {
  const expected = new URL(redirectUri);
  const { promise, resolve, reject } = withResolvers<URL>();
  const server = createServer((request, response) => {
    const url = urlOf(request, expected);
    if (!url) {
      answer(response, 404, texts.unknown);
      return;
    }
    answer(response, 200, url.searchParams.has("error") ? texts.refused : texts.done);
    resolve(url);
  });
  const close = (): void => {
    server.close();
    server.closeAllConnections();
    signal.removeEventListener("abort", onAbort);
  };
  const onAbort = (): void => {
    reject(signal.reason);
    close();
  };
  await new Promise<void>((listening, failed) => {
    server.once("error", (error: NodeJS.ErrnoException) => failed(portFailed(expected, error)));
    // `localhost` may be 127.0.0.1 or ::1: the browser decides, and so does the registered name.
    server.listen(Number(expected.port), expected.hostname.replace(/^\[|\]$/g, ""), listening);
  });
  signal.addEventListener("abort", onAbort, { once: true });
  if (signal.aborted) onAbort();
  // Whoever waits hears of it; nobody waiting is no accident.
  promise.catch(() => undefined);
  return { answered: promise, close };
}

export interface RedirectTexts {
  /** "You can close this tab and go back to VS Code." */
  readonly done: string;
  /** Where the person, or the server, has refused. */
  readonly refused: string;
  readonly unknown: string;
}

function urlOf(request: IncomingMessage, expected: URL): URL | undefined {
  if (request.method !== "GET" || request.headers.host?.toLowerCase() !== expected.host) {
    return undefined;
  }
  const target = `${expected.origin}${request.url ?? "/"}`;
  if (!URL.canParse(target)) return undefined;
  const url = new URL(target);
  // A browser asks for an icon, too.
  return url.pathname === expected.pathname ? url : undefined;
}

function answer(response: ServerResponse, status: number, text: string): void {
  const escaped = text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
  const body = `<!DOCTYPE html><html><head><meta charset="utf-8"><title>ORDS Security</title></head><body><p>${escaped}</p></body></html>`;
  response.writeHead(status, {
    "content-type": "text/html;charset=utf-8",
    "content-security-policy": "default-src 'none'",
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    connection: "close",
  });
  response.end(body);
}

function portFailed(url: URL, error: NodeJS.ErrnoException): UserFacingError {
  return new UserFacingError({
    code: "signInFailed",
    message: `The browser cannot come back to ${url.origin}.`,
    why:
      error.code === "EADDRINUSE"
        ? "Another program uses this port. End it, or register the client with another redirect URI."
        : `The system answered ${error.code ?? error.message}.`,
    cause: error,
  });
}

/** `Promise.withResolvers` of newer runtimes. */
function withResolvers<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (reason: unknown) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
