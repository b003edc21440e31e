import { connect, createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";

/** Lies between a client and a server on 127.0.0.1 and counts what goes to and fro. */
export interface CountingProxy extends AsyncDisposable {
  readonly port: number;
  /** How often something from the client was followed by something from the server, on all connections together. */
  readonly roundTrips: number;
  readonly bytesToClient: number;
  readonly bytesToServer: number;
  /** Connections that were made. */
  readonly connections: number;
  /** Counts from 0 again. */
  reset(): void;
}

export interface CountingProxyOptions {
  /** The server's. */
  readonly port: number;
  /** By so much everything comes later, each way: half of the time that a ping takes. */
  readonly delayMs?: number;
}

export async function startCountingProxy({
  port,
  delayMs = 0,
}: CountingProxyOptions): Promise<CountingProxy> {
  const sockets = new Set<Socket>();
  const counts = { roundTrips: 0, bytesToClient: 0, bytesToServer: 0, connections: 0 };
  const server = createServer({ allowHalfOpen: true }, (client) => {
    counts.connections++;
    let asked = false;
    const upstream = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
    client.setNoDelay(true);
    upstream.setNoDelay(true);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket));
    }
    forward(client, upstream, delayMs, (size) => {
      asked = true;
      counts.bytesToServer += size;
    });
    forward(upstream, client, delayMs, (size) => {
      if (asked) counts.roundTrips++;
      asked = false;
      counts.bytesToClient += size;
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port: own } = server.address() as AddressInfo;
  return {
    port: own,
    get roundTrips() {
      return counts.roundTrips;
    },
    get bytesToClient() {
      return counts.bytesToClient;
    },
    get bytesToServer() {
      return counts.bytesToServer;
    },
    get connections() {
      return counts.connections;
    },
    reset: () =>
      void Object.assign(counts, {
        roundTrips: 0,
        bytesToClient: 0,
        bytesToServer: 0,
        connections: 0,
      }),
    [Symbol.asyncDispose]: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      });
    },
  };
}

/** Timers of the same length run in the order in which they were set, so nothing overtakes. */
function forward(from: Socket, to: Socket, delayMs: number, count: (bytes: number) => void): void {
  const later = (what: () => void): void => {
    if (delayMs === 0) what();
    else setTimeout(what, delayMs);
  };
  from.on("data", (chunk: Buffer) => {
    count(chunk.length);
    later(() => {
      if (to.writable) to.write(chunk);
    });
  });
  from.on("end", () => later(() => to.end()));
  from.on("error", () => later(() => to.destroy()));
  from.on("close", () => later(() => to.destroy()));
}
