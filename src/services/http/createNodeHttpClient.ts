import { Agent, ClientRequest, type ClientRequestArgs, type IncomingMessage } from "node:http";
import { pipeline, type Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { UserFacingError } from "../../base/errors.ts";
import type { Secret } from "../../base/secret.ts";
import type { ConnectionTls } from "./connectionTls.ts";
import { createHttpClient, type HttpClientParts } from "./createHttpClient.ts";
import type { HttpClient } from "./httpClient.ts";
import { httpProxyFor, withoutBrackets, type ProxySettings } from "./httpProxy.ts";
import { hungUp, openSocket, secureSocket } from "./openSocket.ts";
import { fingerprintOf } from "./readServerCertificate.ts";
import { readTlsMaterial } from "./readTlsMaterial.ts";
import type { Transport, TransportAnswer, TransportCall } from "./transport.ts";

/**
 * An `HttpClient` for a connection that has certificates of its own, which `fetch` cannot be given. It goes through the
 * proxy of the settings itself. The same contract as the other: test/contract/httpClient.contract.ts.
 *
 * This module is loaded by `await import(...)` only: few connections need it.
 */
export function createNodeHttpClient(parts: NodeHttpClientParts): HttpClient {
  // Apart, for Node tells kept connections by host and port alone, whether they are secure or not.
  const agents = { plain: createAgent(parts), secure: createAgent(parts) };
  const send: Transport = async (call) => {
    const agent = call.url.protocol === "https:" ? agents.secure : agents.plain;
    try {
      return await exchange(agent, call);
    } catch (failure) {
      if (!mayBeSentAgain(failure, call)) throw failure;
      return await exchange(agent, call);
    }
  };
  return createHttpClient(parts, send);
}

export interface NodeHttpClientParts extends HttpClientParts {
  readonly tls: ConnectionTls;
  /** Of the key of the client certificate; asked when a connection is made. */
  readonly passphrase: () => Promise<Secret | undefined>;
  /** Asked when a connection is made, because the person can change it. */
  readonly proxy: () => ProxySettings;
}

/** How long an idle connection is kept; ORDS and proxies end theirs after about a minute. */
const idleMs = 30_000;

/** What `createConnection` must know beside Node's own options. */
interface Connecting {
  readonly url: URL;
  readonly signal: AbortSignal;
  readonly onConnected: () => void;
}

type ConnectingArgs = ClientRequestArgs & { readonly connecting?: Connecting };

function createAgent(parts: NodeHttpClientParts): Agent {
  const agent = new Agent({ keepAlive: true, timeout: idleMs });
  agent.createConnection = ({ connecting }: ConnectingArgs, callback) => {
    if (!connecting) throw new Error("A request without its facts");
    openConnection(parts, connecting).then(
      (socket) => {
        connecting.onConnected();
        callback?.(null, socket);
      },
      // The stream is not looked at when there is an error.
      (error: Error) => callback?.(error, undefined as never),
    );
    return undefined;
  };
  return agent;
}

async function openConnection(
  { tls, passphrase, proxy }: NodeHttpClientParts,
  { url, signal }: Connecting,
) {
  const isSecure = url.protocol === "https:";
  const host = withoutBrackets(url.hostname);
  const port = Number(url.port || (isSecure ? 443 : 80));
  // Before anything is opened: a file that is missing is a reason not to connect at all.
  const material = isSecure ? await readTlsMaterial(tls, await passphrase()) : undefined;
  const socket = await openSocket({ host, port }, httpProxyFor(url, proxy()), signal);
  if (!material) return socket;
  const { check, fingerprint } = tls;
  const options = { ...material, rejectUnauthorized: check === "full" && !fingerprint };
  const secured = await secureSocket(socket, host, { options, signal });
  if (fingerprint === undefined || fingerprintOf(secured) === fingerprint) return secured;
  // Nothing has been sent yet, no credential either.
  secured.destroy();
  throw otherCertificate(url);
}

function otherCertificate({ host }: URL): UserFacingError {
  return new UserFacingError({
    code: "tlsFailed",
    message: `The certificate of ${host} is another one than you have accepted.`,
    why: "It may have been renewed, or somebody else answers there. Nothing was sent. Look at the new one with Set certificates of a connection.",
  });
}

async function exchange(agent: Agent, call: TransportCall): Promise<TransportAnswer> {
  const { url, method, body, signal } = call;
  const startedAt = performance.now();
  let connectMs = 0;
  const connecting: Connecting = {
    url,
    signal,
    onConnected: () => (connectMs = performance.now() - startedAt),
  };
  const options: ConnectingArgs = {
    agent,
    method,
    path: `${url.pathname}${url.search}`,
    host: withoutBrackets(url.hostname),
    port: Number(url.port || (url.protocol === "https:" ? 443 : 80)),
    headers: headersOf(call),
    signal,
    connecting,
  };
  return await new Promise<TransportAnswer>((resolve, reject) => {
    let failure: Error | undefined;
    // Not `http.request`: VS Code replaces that with one that brings its own agent.
    const request = new ClientRequest(options, (message) => {
      if (encodingsOf(message).length > mostEncodings) {
        message.destroy();
        return reject(packedTooOften());
      }
      resolve({
        status: message.statusCode ?? 0,
        headers: joinedHeaders(message),
        body: withReason(unpacked(message, method), () => failure),
        connectMs,
      });
    });
    request.on("error", (error) => {
      failure = error;
      if (request.reusedSocket) onKeptConnection.add(error);
      reject(error);
    });
    // Without an answer and without an error: the server has changed to another protocol unasked.
    request.on("close", () => reject(hungUp()));
    request.end(body);
  });
}

/** Failures of requests that went over a connection of an earlier one. */
const onKeptConnection = new WeakSet<Error>();

/** A connection that was kept may have been ended by the server just now; what changes nothing is sent once more. */
function mayBeSentAgain(failure: unknown, { method, signal }: TransportCall): boolean {
  if (signal.aborted || !(failure instanceof Error) || !("code" in failure)) return false;
  const isEnded = /^(ECONNRESET|EPIPE)$/.test(String(failure.code));
  return isEnded && onKeptConnection.has(failure) && /^(GET|HEAD|OPTIONS)$/.test(method);
}

/** As `fetch` fills them in. */
function headersOf({ headers, url, body }: TransportCall): Record<string, string> {
  const defaults = {
    host: url.host,
    accept: "*/*",
    "accept-encoding": "gzip, deflate, br",
    "user-agent": "node",
    ...(body === undefined ? {} : { "content-type": "text/plain;charset=UTF-8" }),
  };
  return { ...defaults, ...Object.fromEntries(headers) };
}

function joinedHeaders({ headersDistinct }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headersDistinct).map(([name, values]) => [name, (values ?? []).join(", ")]),
  );
}

/** As many as `fetch` takes; a header has room for thousands, each of which would cost memory. */
const mostEncodings = 5;

function encodingsOf({ headers }: IncomingMessage): readonly string[] {
  const names = (headers["content-encoding"] ?? "").toLowerCase().split(",");
  return names.map((name) => name.trim());
}

/** As Node says it of what cannot be unpacked. */
function packedTooOften(): Error {
  return Object.assign(new Error("The body is packed too often"), { code: "Z_DATA_ERROR" });
}

function unpacked(message: IncomingMessage, method: string): AsyncIterable<Uint8Array> {
  const { statusCode = 0 } = message;
  const hasBody = method !== "HEAD" && statusCode !== 204 && statusCode !== 304;
  const steps = hasBody ? encodingsOf(message).toReversed().flatMap(unpackerOf) : [];
  return steps.reduce<Readable>(
    // Ends both together, whichever fails or is left first; whoever reads the last one hears of it.
    (from, unpacker) => pipeline(from, unpacker, () => undefined),
    message,
  );
}

/** The body only says that it broke off; the request knows why. */
async function* withReason(
  body: AsyncIterable<Uint8Array>,
  reason: () => Error | undefined,
): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (failure) {
    throw reason() ?? failure;
  }
}

function unpackerOf(encoding: string) {
  switch (encoding) {
    case "gzip":
    case "x-gzip":
      return [createGunzip()];
    case "deflate":
      return [createInflate()];
    case "br":
      return [createBrotliDecompress()];
    default:
      return [];
  }
}
