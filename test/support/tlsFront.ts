import { request } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { TlsOptions } from "node:tls";

/** TLS in front of a server that speaks plain http, as a load balancer is in front of ORDS. */
export interface TlsFront extends AsyncDisposable {
  readonly port: number;
}

export async function startTlsFront(target: URL, tls: TlsOptions): Promise<TlsFront> {
  const server = createServer(tls, (incoming, outgoing) => {
    const { method, url, headers } = incoming;
    const { hostname, port } = target;
    const named = { ...headers, host: target.host };
    const onward = request({ hostname, port, method, path: url, headers: named }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on("error", () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () =>
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
