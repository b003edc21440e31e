import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** A server on loopback that does what a test says, and keeps what it was sent. */
export interface TestServer extends AsyncDisposable {
  readonly origin: string;
  readonly received: readonly ReceivedRequest[];
}

export interface ReceivedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** `answer` is called when the whole request is there. */
export async function startTestServer(
  answer: (
    request: ReceivedRequest,
    response: Parameters<RequestListener>[1],
    socket: Socket,
  ) => void,
): Promise<TestServer> {
  const received: ReceivedRequest[] = [];
  const server = createServer({ maxHeaderSize: 64 * 1024 }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const one: ReceivedRequest = {
        method: request.method ?? "",
        url: request.url ?? "",
        headers: request.headers,
        body: Buffer.concat(chunks).toString("utf8"),
      };
      received.push(one);
      answer(one, response, request.socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    received,
    [Symbol.asyncDispose]: () => stop(server),
  };
}

/**
 * What servers, proxies and attackers do instead of answering properly; the path names the behavior. `elsewhere` is
 * the other origin that redirects lead to.
 */
export async function startHostileServer(elsewhere = "http://127.0.0.1:9/"): Promise<TestServer> {
  return await startTestServer(({ url }, response, socket) => {
    const behavior = url.split(/[/?]/).find((part) => part in behaviors) ?? "none";
    const behave = behaviors[behavior];
    if (!behave) throw new Error(`No behavior in ${url}`);
    behave(response, socket, elsewhere);
  });
}

type Behavior = (
  response: Parameters<RequestListener>[1],
  socket: Socket,
  elsewhere: string,
) => void;

const json = { "content-type": "application/json" };

const behaviors: Readonly<Record<string, Behavior>> = {
  html: (response) => {
    response.writeHead(200, { "content-type": "text/html" });
    response.end("<!doctype html><script>alert(1)</script><p>Sign in</p>");
  },
  htmlCalledJson: (response) => {
    response.writeHead(200, json);
    response.end("  <html><body>Sign in</body></html>");
  },
  truncatedJson: (response) => {
    response.writeHead(200, json);
    response.end('{"access_token":"abc","token_type":"bearer","items":[{"statementId":1,"resu');
  },
  redirect: (response, _socket, elsewhere) => {
    response.writeHead(302, { location: `${elsewhere}?stolen=1` });
    response.end();
  },
  redirectKeepingMethod: (response, _socket, elsewhere) => {
    response.writeHead(307, { location: elsewhere });
    response.end();
  },
  endless: (response) => {
    response.writeHead(200, json);
    const write = (): void => {
      while (!response.destroyed && response.write("a".repeat(65_536)));
      if (!response.destroyed) response.once("drain", write);
    };
    write();
  },
  silent: () => undefined,
  slow: (response) => {
    response.writeHead(200, json);
    const timer = setInterval(() => response.write(" "), 50);
    response.on("close", () => clearInterval(timer));
  },
  tooShort: (response, socket) => {
    response.writeHead(200, { ...json, "content-length": "1000" });
    response.write('{"items":[]}');
    setTimeout(() => socket.destroy(), 20);
  },
  noAnswer: (_response, socket) => {
    socket.destroy();
  },
  notHttp: (_response, socket) => {
    socket.end("SSH-2.0-OpenSSH_9.2\r\n");
  },
  brokenGzip: (response) => {
    response.writeHead(200, { ...json, "content-encoding": "gzip" });
    response.end("this is not gzip");
  },
  hugeHeader: (response) => {
    response.writeHead(200, { ...json, "x-huge": "a".repeat(100_000) });
    response.end("{}");
  },
  nonsenseChallenge: (response) => {
    response.writeHead(401, { ...json, "www-authenticate": ', =,"Bearer realm=",,\\' });
    response.end("null");
  },
  error500: (response) => {
    response.writeHead(500, { "content-type": "application/problem+json" });
    response.end('{"code":"InternalServerError","message":"The database\\n is down"}');
  },
};

async function stop(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
