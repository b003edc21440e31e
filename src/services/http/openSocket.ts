import { ClientRequest } from "node:http";
import { connect, isIP, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from "node:tls";
import { isUserFacingError, UserFacingError } from "../../base/errors.ts";
import type { HttpProxy } from "./httpProxy.ts";

/** A place that something listens at; the host of an IPv6 address without brackets. */
export interface SocketTarget {
  readonly host: string;
  readonly port: number;
}

/** Connects to a place, through a proxy where one is given. Rejects with what Node says, and at once on abort. */
export async function openSocket(
  target: SocketTarget,
  proxy: HttpProxy | undefined,
  signal: AbortSignal,
): Promise<Duplex> {
  return proxy ? await openTunnel(target, proxy, signal) : await openTcp(target, signal);
}

/** Speaks TLS over a socket that stands. */
export async function secureSocket(
  socket: Duplex,
  host: string,
  { options, signal }: { readonly options: ConnectionOptions; readonly signal: AbortSignal },
): Promise<TLSSocket> {
  // A name in the greeting may not be an address (RFC 6066 section 3).
  const servername = isIP(host) === 0 ? host : "";
  const secured = connectTls({ ...options, socket, servername, host, ALPNProtocols: ["http/1.1"] });
  return await settled(secured, "secureConnect", signal);
}

async function openTcp({ host, port }: SocketTarget, signal: AbortSignal): Promise<Socket> {
  const socket = connect({ host, port });
  socket.setNoDelay(true);
  return await settled(socket, "connect", signal);
}

async function settled<S extends Duplex>(
  socket: S,
  event: "connect" | "secureConnect",
  signal: AbortSignal,
): Promise<S> {
  return await new Promise<S>((resolve, reject) => {
    const onAbort = (): void => void socket.destroy(signal.reason as Error);
    const onError = (error: Error): void => finish(() => reject(error));
    // An end without an error: the other side hung up.
    const onClose = (): void => finish(() => reject(hungUp()));
    const finish = (settle: () => void): void => {
      signal.removeEventListener("abort", onAbort);
      socket.off("close", onClose);
      settle();
    };
    socket.once(event, () => {
      socket.off("error", onError);
      finish(() => resolve(socket));
    });
    // Stays until it stands: an error that nobody listens for would end the whole host.
    socket.on("error", onError);
    socket.on("close", onClose);
    if (signal.aborted) onAbort();
    else signal.addEventListener("abort", onAbort, { once: true });
  });
}

/** Asks the proxy for a way through (RFC 9110 section 9.3.6), for http: as well, so that it reads nothing. */
async function openTunnel(
  target: SocketTarget,
  proxy: HttpProxy,
  signal: AbortSignal,
): Promise<Duplex> {
  const line = await openProxy(proxy, signal);
  const place = `${target.host.includes(":") ? `[${target.host}]` : target.host}:${target.port}`;
  return await new Promise<Duplex>((resolve, reject) => {
    // Not `http.request`: VS Code replaces that with one that goes through the proxy, which this is.
    const request = new ClientRequest({
      method: "CONNECT",
      path: place,
      headers: {
        host: place,
        ...(proxy.authorization ? { "proxy-authorization": proxy.authorization.reveal() } : {}),
      },
      createConnection: () => line,
      signal,
    });
    request.once("connect", ({ statusCode = 0 }, socket: Duplex, head: Buffer) => {
      if (statusCode >= 200 && statusCode < 300 && head.length === 0) return resolve(socket);
      socket.destroy();
      reject(tunnelRefused(proxy, place, statusCode));
    });
    request.once("response", ({ statusCode = 0 }) => {
      request.destroy();
      reject(tunnelRefused(proxy, place, statusCode));
    });
    request.on("error", (error) => reject(signal.aborted ? error : proxyNotReached(proxy, error)));
    request.end();
  });
}

async function openProxy(proxy: HttpProxy, signal: AbortSignal): Promise<Duplex> {
  try {
    const socket = await openTcp(proxy, signal);
    if (proxy.tls === "none") return socket;
    const options = { rejectUnauthorized: proxy.tls === "checked" };
    return await secureSocket(socket, proxy.host, { options, signal });
  } catch (failure) {
    if (signal.aborted || isUserFacingError(failure)) throw failure;
    throw proxyNotReached(proxy, failure);
  }
}

/** As Node says it of a connection that the other side ends. */
export function hungUp(): Error {
  return Object.assign(new Error("The other side ended the connection"), { code: "ECONNRESET" });
}

function proxyNotReached({ host, port, tls }: HttpProxy, cause: unknown): UserFacingError {
  const code = cause instanceof Error && "code" in cause ? ` (${String(cause.code)})` : "";
  if (tls === "checked" && isAboutCertificate(cause)) {
    return new UserFacingError({
      code: "proxyFailed",
      message: `The certificate of the proxy ${host}:${port} is not trusted here.`,
      why: `VS Code's setting http.proxyStrictSSL says whether the certificate of a proxy is looked at.${code}`,
      cause,
    });
  }
  return new UserFacingError({
    code: "proxyFailed",
    message: `The proxy ${host}:${port} cannot be reached.`,
    why: `It is named by VS Code's setting http.proxy or by HTTPS_PROXY in the environment. Hosts that need none are listed in http.noProxy.${code}`,
    cause,
  });
}

function isAboutCertificate(failure: unknown): boolean {
  const code = failure instanceof Error && "code" in failure ? String(failure.code) : "";
  return /CERT|SELF_SIGNED|UNABLE_TO_/.test(code);
}

function tunnelRefused({ host, port }: HttpProxy, place: string, status: number): UserFacingError {
  if (status === 407) {
    return new UserFacingError({
      code: "proxyFailed",
      message: `The proxy ${host}:${port} wants a login, or does not accept the one that it got.`,
      why: "Name user and password in VS Code's setting http.proxy, such as http://user:password@proxy:8080; only Basic logins are known here.",
    });
  }
  return new UserFacingError({
    code: "proxyFailed",
    message: `The proxy ${host}:${port} does not let through to ${place} (status ${status}).`,
    why: "It may allow certain hosts and ports only. A host in your own network is reached directly when it is listed in http.noProxy.",
  });
}
