import { createServer } from "node:http";
import { connect } from "node:net";
import type { AddressInfo, Socket } from "node:net";

/** A proxy on 127.0.0.1 that opens tunnels by HTTP CONNECT, wherever it is asked to. */
export interface HttpsProxy extends AsyncDisposable {
  readonly port: number;
  /** `host:port` of each tunnel that was asked for. */
  readonly targets: readonly string[];
  /** What came as `proxy-authorization`, beside each of them. */
  readonly logins: readonly (string | undefined)[];
  /** From now on answers with this status; undefined: it opens tunnels. */
  refuseWith(status: number | undefined): void;
}

export interface HttpsProxyOptions {
  readonly refuseWith?: number;
}

export async function startHttpsProxy({ refuseWith }: HttpsProxyOptions = {}): Promise<HttpsProxy> {
  const targets: string[] = [];
  const logins: (string | undefined)[] = [];
  const sockets = new Set<Socket>();
  let refusal = refuseWith;
  const server = createServer((_request, response) => response.writeHead(405).end());
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.on("connect", (request, client, head) => {
    const target = request.url ?? "";
    targets.push(target);
    logins.push(request.headers["proxy-authorization"]);
    client.on("error", () => undefined);
    if (refusal !== undefined) {
      client.end(`HTTP/1.1 ${refusal} Refused\r\n\r\n`);
      return;
    }
    const [host = "", port = ""] = target.split(/:(?=\d+$)/);
    const upstream = connect(Number(port), host, () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      upstream.write(head);
      upstream.pipe(client);
      client.pipe(upstream);
    });
    sockets.add(upstream);
    upstream.on("close", () => {
      sockets.delete(upstream);
      client.destroy();
    });
    client.on("close", () => upstream.destroy());
    upstream.on("error", () => client.end("HTTP/1.1 502 Bad Gateway\r\n\r\n"));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    targets,
    logins,
    refuseWith: (status) => {
      refusal = status;
    },
    [Symbol.asyncDispose]: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      });
    },
  };
}
