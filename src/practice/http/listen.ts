import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { UserFacingError } from "../../base/errors.ts";
import type { Logger } from "../../base/logger.ts";
import type { PracticeRequest, PracticeResponse } from "./practiceRequest.ts";
import { problem } from "./problem.ts";

export interface Listener {
  readonly port: number;
  close(): Promise<void>;
}

export interface ListenOptions {
  /** 0 takes a free one. */
  readonly port: number;
  readonly answer: (request: PracticeRequest) => PracticeResponse;
  readonly log: Logger;
}

/**
 * Listens on 127.0.0.1 alone. Requests are answered one after the other, each to its end. A request that
 * names another host than this machine is refused, so that a page in a browser cannot reach the server under
 * a name of its own.
 */
export async function listen({ port, answer, log }: ListenOptions): Promise<Listener> {
  const server = createServer((incoming, outgoing) => {
    void handle(incoming, outgoing, { answer, log });
  });
  server.requestTimeout = 30_000;
  const opened = await open(server, port);
  return { port: opened, close: async () => await close(server) };
}

interface Handling {
  readonly answer: (request: PracticeRequest) => PracticeResponse;
  readonly log: Logger;
}

async function handle(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { answer, log }: Handling,
): Promise<void> {
  try {
    const response = await respond(incoming, answer);
    send(incoming, outgoing, response);
    log.debug(`Practice: ${incoming.method} ${pathOf(incoming)} ${response.status}`);
  } catch (error) {
    // The caller hung up before the request was complete: nobody is there to be answered.
    if (!incoming.complete) return;
    log.error(error instanceof Error ? error : String(error));
    if (!outgoing.headersSent) {
      const facts = { message: "The practice server failed. Its log says how." };
      send(incoming, outgoing, problem(toRequest(incoming, ""), "InternalServerError", facts));
    } else outgoing.destroy();
  }
}

const maxBodyBytes = 4 * 1024 * 1024;

async function respond(
  incoming: IncomingMessage,
  answer: (request: PracticeRequest) => PracticeResponse,
): Promise<PracticeResponse> {
  const port = incoming.socket.localPort ?? 0;
  if (!isLoopbackHost(incoming.headers.host, port)) return misdirected;
  const body = await readBody(incoming);
  if (body === undefined) {
    const message = `The body is longer than the ${maxBodyBytes} bytes that the practice server takes.`;
    // What is left of the body is not read: the connection cannot be used again.
    const headers = { connection: "close" };
    return problem(toRequest(incoming, ""), "PayloadTooLarge", { message, headers });
  }
  return answer(toRequest(incoming, body));
}

const misdirected: PracticeResponse = {
  status: 421,
  headers: { "content-type": "text/plain;charset=utf-8" },
  body: "The practice server answers only to 127.0.0.1 and localhost with its own port.\n",
};

function isLoopbackHost(host: string | undefined, port: number): boolean {
  return [`127.0.0.1:${port}`, `localhost:${port}`].includes((host ?? "").toLowerCase());
}

async function readBody(incoming: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming) {
    const bytes = Buffer.from(chunk as Uint8Array);
    length += bytes.byteLength;
    if (length > maxBodyBytes) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function toRequest(incoming: IncomingMessage, body: string): PracticeRequest {
  const target = incoming.url ?? "/";
  const question = target.indexOf("?");
  return {
    method: incoming.method ?? "GET",
    path: pathOf(incoming),
    query: new URLSearchParams(question < 0 ? "" : target.slice(question + 1)),
    headers: Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
    ),
    body,
    origin: `http://${incoming.headers.host ?? "127.0.0.1"}`,
  };
}

function pathOf(incoming: IncomingMessage): string {
  return (incoming.url ?? "/").split("?", 1)[0] ?? "/";
}

function send(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { status, headers, body }: PracticeResponse,
): void {
  const bytes = Buffer.from(body, "utf8");
  outgoing.writeHead(status, {
    ...headers,
    "content-length": bytes.byteLength,
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  });
  outgoing.end(incoming.method === "HEAD" ? undefined : bytes);
}

async function open(server: Server, port: number): Promise<number> {
  return await new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(portFailed(port, error)));
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

function portFailed(port: number, error: NodeJS.ErrnoException): UserFacingError {
  return new UserFacingError({
    code: "practiceFailed",
    message: `The practice server could not listen on port ${port}.`,
    why:
      error.code === "EADDRINUSE"
        ? "Another program uses this port. Choose another one, or none to take a free one."
        : `The system answered ${error.code ?? error.message}.`,
    cause: error,
  });
}

async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
