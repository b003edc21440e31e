import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import type { TlsOptions } from "node:tls";
import { brotliCompressSync, gzipSync } from "node:zlib";

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

/** `answer` is called when the whole request is there. With `tls` it speaks https. */
export async function startTestServer(
  answer: (
    request: ReceivedRequest,
    response: Parameters<RequestListener>[1],
    socket: Socket,
  ) => void,
  tls?: TlsOptions,
): Promise<TestServer> {
  const received: ReceivedRequest[] = [];
  const listener: RequestListener = (request, response) => {
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
  };
  const maxHeaderSize = 64 * 1024;
  const server = tls
    ? createSecureServer({ ...tls, maxHeaderSize }, listener)
    : createServer({ maxHeaderSize }, listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `${tls ? "https" : "http"}://127.0.0.1:${port}`,
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

let bomb: Buffer | undefined;
function gzipBomb(): Buffer {
  bomb ??= gzipSync(Buffer.alloc(100_000_000, "a"), { level: 9 });
  return bomb;
}

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
  /** More than was announced: what is too much must not become the next answer. */
  tooLong: (_response, socket) => {
    socket.end("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}HTTP/1.1 200 OK\r\n\r\nstolen");
  },
  /** Says two lengths, of which a proxy may believe the other. */
  twoLengths: (_response, socket) => {
    socket.end("HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 5\r\n\r\n{}   ");
  },
  truncatedGzip: (response) => {
    response.writeHead(200, { ...json, "content-encoding": "gzip" });
    response.end(gzipSync('{"items":[1,2,3,4,5,6,7,8,9]}').subarray(0, 20));
  },
  gzip: (response) => {
    response.writeHead(200, { ...json, "content-encoding": "gzip" });
    response.end(gzipSync('{"items":[]}'));
  },
  brotli: (response) => {
    response.writeHead(200, { ...json, "content-encoding": "br" });
    response.end(brotliCompressSync('{"items":[]}'));
  },
  /** 100 kB that become 100 MB. */
  gzipBomb: (response) => {
    response.writeHead(200, { ...json, "content-encoding": "gzip" });
    response.end(gzipBomb());
  },
  truncatedChunks: (_response, socket) => {
    socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n14\r\n{"items":[');
  },
  brokenChunks: (_response, socket) => {
    socket.end("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n{}\r\n0\r\n\r\n");
  },
  headersBrokenOff: (_response, socket) => {
    socket.end("HTTP/1.1 200 OK\r\ncontent-ty");
  },
  http10: (_response, socket) => {
    socket.end('HTTP/1.0 200 OK\r\ncontent-type: application/json\r\n\r\n{"items":[]}');
  },
  /** Hints before the answer, more than one. */
  informational: (_response, socket) => {
    socket.write("HTTP/1.1 103 Early Hints\r\nlink: </style.css>; rel=preload\r\n\r\n".repeat(3));
    socket.end('HTTP/1.1 200 OK\r\ncontent-length: 12\r\n\r\n{"items":[]}');
  },
  /** Changes to another protocol, for which nobody has asked. */
  upgrade: (_response, socket) => {
    socket.write(
      "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: evil\r\n\r\nxx",
    );
  },
  /** A header with a lone carriage return, which some readers take for the end of its line. */
  splitHeader: (_response, socket) => {
    socket.end("HTTP/1.1 200 OK\r\nx-a: 1\rset-cookie: evil=1\r\ncontent-length: 2\r\n\r\n{}");
  },
  scriptInJson: (response) => {
    response.writeHead(200, json);
    response.end('{"name":"</script><script>alert(1)</script><img src=x onerror=alert(1)>"}');
  },
  /** Whoever asks with a token is refused, whichever it is. */
  refuse: (response) => {
    response.writeHead(401, { ...json, "www-authenticate": 'Bearer error="invalid_token"' });
    response.end('{"code":"Unauthorized"}');
  },
  error500: (response) => {
    response.writeHead(500, { "content-type": "application/problem+json" });
    response.end('{"code":"InternalServerError","message":"The database\\n is down"}');
  },
};

async function stop(server: Pick<Server, "close" | "closeAllConnections">): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
