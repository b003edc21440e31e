import { createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { createFaultGate } from "./faults.ts";
import type { Fault } from "./faults.ts";
import { ListenerConnection } from "./listenerConnection.ts";
import type { ListenerDatabase } from "./listenerDatabase.ts";
import type { ListenerEvent } from "./listenerEvent.ts";
import type { Verifier } from "./loginChallenge.ts";

export interface ListenerOptions {
  readonly database: ListenerDatabase;
  /** `FREEPDB1` unless they are given; another one is refused with ORA-12514, a SID with ORA-12505. */
  readonly services?: readonly string[];
  /** A free one on 127.0.0.1 unless it is given. */
  readonly port?: number;
  readonly tls?: ListenerTls;
  /** How passwords are kept; the driver refuses `10g`. */
  readonly verifier?: Verifier;
  /** The server demands Oracle's native network encryption, which the driver in thin mode has not. */
  readonly nativeEncryption?: "required";
}

/** In PEM. */
export interface ListenerTls {
  readonly key: string;
  readonly cert: string;
  /** Clients need a certificate that this one has signed. */
  readonly clientCa?: string;
}

export interface OracleListener extends AsyncDisposable {
  readonly port: number;
  /** `127.0.0.1:1521/FREEPDB1` */
  readonly connectString: string;
  /** From now on the listener misbehaves like this, and no longer as before; without a fault it behaves. */
  misbehave(...faults: readonly (Fault | undefined)[]): void;
  /** Everything it was asked, in order. */
  readonly events: readonly ListenerEvent[];
  /** Open sockets now. */
  readonly connections: number;
  /** Cuts every connection at once, as a firewall or a crash does. */
  dropAll(): void;
  /**
   * Connections that are open now stay open and are never answered again, as those that a firewall has forgotten; new
   * ones work.
   */
  silenceOpen(): void;
}

/**
 * Speaks as much of Oracle's network protocol, server side, as the driver `oracledb` in thin mode needs: the layout of
 * messages is that of 19c, read from the driver's source. It proves how a program uses the driver, not what a real
 * database would say.
 */
export async function startOracleListener(options: ListenerOptions): Promise<OracleListener> {
  const { database, services = ["FREEPDB1"], port = 0, tls, verifier = "12c" } = options;
  const gate = createFaultGate();
  const events: ListenerEvent[] = [];
  const sockets = new Set<Socket>();
  const connections = new Set<ListenerConnection>();
  let lastNumber = 0;

  function serve(socket: Socket): void {
    lastNumber++;
    const connection = new ListenerConnection({
      number: lastNumber,
      socket,
      gate,
      database,
      services,
      verifier,
      nativeEncryption: options.nativeEncryption,
      note: (event) => events.push(event),
    });
    connections.add(connection);
    socket.on("close", () => connections.delete(connection));
  }

  const tlsServer = tls && createTlsServer(toTlsOptions(tls), serve);
  // A client that does not trust the server, or has no certificate: its own error says so.
  tlsServer?.on("tlsClientError", (_error, socket) => socket.destroy());
  // Without a delay: what follows a break are two short writes, of which the second would wait for 40 ms.
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
    const fault = gate.meet("accept");
    if (fault === "cut") socket.destroy();
    // What comes is read, so that its end is noticed.
    else if (fault !== undefined) socket.resume();
    else if (tlsServer) tlsServer.emit("connection", socket);
    else serve(socket);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const opened = (server.address() as AddressInfo).port;
  const dropAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: opened,
    connectString: `127.0.0.1:${opened}/${services[0]}`,
    misbehave: (...faults) => gate.set(faults.filter((fault) => fault !== undefined)),
    events,
    get connections() {
      return sockets.size;
    },
    dropAll,
    silenceOpen: () => {
      for (const connection of connections) connection.silence();
    },
    [Symbol.asyncDispose]: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        dropAll();
      });
    },
  };
}

function toTlsOptions({
  key,
  cert,
  clientCa,
}: ListenerTls): Parameters<typeof createTlsServer>[0] & {} {
  const own = { key, cert };
  return clientCa === undefined
    ? own
    : { ...own, ca: clientCa, requestCert: true, rejectUnauthorized: true };
}
