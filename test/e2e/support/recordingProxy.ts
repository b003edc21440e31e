import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

/** Lies before an ORDS on this machine and remembers what its token endpoint has answered. */
export interface RecordingProxy {
  readonly url: string;
  readonly grants: readonly RecordedGrant[];
  /** How often a token was asked for, those that are held back included. */
  readonly tokenRequests: () => number;
  /** Leaves requests for tokens without an answer, until what it returns is called. */
  readonly hold: () => () => void;
  readonly stop: () => Promise<void>;
}

export interface RecordedGrant {
  /** As it was sent: the kind of grant, and what was shown for it. */
  readonly form: URLSearchParams;
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
}

export async function recordingProxy(target: string): Promise<RecordingProxy> {
  const grants: RecordedGrant[] = [];
  let tokenRequests = 0;
  let held: (() => void)[] | undefined;
  const server = createServer((incoming, outgoing) => {
    const { method, url = "/" } = incoming;
    // It answers only to its own name.
    const { host, origin } = new URL(target);
    const own = incoming.headers.origin === undefined ? {} : { origin };
    const headers = { ...incoming.headers, ...own, host };
    const sent: Buffer[] = [];
    const isToken = url.endsWith("/oauth/token");
    const upstream = request(new URL(url, target), { method, headers }, (answer) => {
      const parts: Buffer[] = [];
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.on("data", (part: Buffer) => {
        parts.push(part);
        outgoing.write(part);
      });
      answer.on("end", () => {
        if (isToken) record(sent, parts);
        outgoing.end();
      });
    });
    upstream.on("error", () => outgoing.destroy());
    incoming.on("data", (part: Buffer) => {
      sent.push(part);
      if (!isToken) upstream.write(part);
    });
    incoming.on("end", () => {
      if (isToken) tokenRequests += 1;
      const goOn = (): void => {
        if (isToken) upstream.write(Buffer.concat(sent));
        upstream.end();
      };
      if (isToken && held) held.push(goOn);
      else goOn();
    });
  });
  const record = (sent: readonly Buffer[], parts: readonly Buffer[]): void => {
    const answer = JSON.parse(Buffer.concat(parts).toString()) as Record<string, unknown>;
    const { access_token: accessToken, refresh_token: refreshToken } = answer;
    if (typeof accessToken !== "string") return;
    grants.push({
      form: new URLSearchParams(Buffer.concat(sent).toString()),
      accessToken,
      refreshToken: typeof refreshToken === "string" ? refreshToken : undefined,
    });
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const { pathname } = new URL(target);
  return {
    url: `http://127.0.0.1:${port}${pathname}`,
    grants,
    tokenRequests: () => tokenRequests,
    hold: () => {
      const ours: (() => void)[] = [];
      held = ours;
      return () => {
        held = undefined;
        for (const goOn of ours) goOn();
      };
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
