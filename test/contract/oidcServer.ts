import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { vi } from "vitest";

/** A standard authorization server that nobody here wrote, with client credentials and the clients given. */
export interface OidcServer extends AsyncDisposable {
  readonly tokenUrl: string;
  readonly authUrl: string;
  /** Asks the server itself whether a token is alive (RFC 7662), as the first client. */
  readonly isActive: (token: string) => Promise<boolean>;
  /** How many times a token was asked for. */
  readonly tokenRequests: () => number;
}

export interface OidcClient {
  readonly clientId: string;
  readonly secret: string;
  /** Of a client that people sign in through. */
  readonly redirectUri?: string;
}

export async function startOidcServer(
  clients: readonly [OidcClient, ...OidcClient[]],
  lifetimeSeconds: number,
): Promise<OidcServer> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // The package remarks on the console that its keys and its memory are for trying only, which is what is done here.
  const remarks = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  const provider = new (await loadProvider())(issuer, {
    clients: clients.map(({ clientId, secret, redirectUri }) => ({
      client_id: clientId,
      client_secret: secret,
      grant_types: redirectUri ? ["authorization_code", "refresh_token"] : ["client_credentials"],
      redirect_uris: redirectUri ? [redirectUri] : [],
      response_types: redirectUri ? ["code"] : [],
      application_type: redirectUri ? "native" : "web",
      token_endpoint_auth_method: "client_secret_basic",
    })),
    features: {
      clientCredentials: { enabled: true },
      introspection: { enabled: true, allowedPolicy: () => true },
      // Pages that take any name: signing in is what is tried, not who may.
      devInteractions: { enabled: true },
    },
    issueRefreshToken: () => true,
    rotateRefreshToken: true,
    ttl: {
      ClientCredentials: lifetimeSeconds,
      AccessToken: lifetimeSeconds,
      ...Object.fromEntries(others.map((name) => [name, 3600])),
    },
    findAccount: (_context: unknown, sub: string) => ({
      accountId: sub,
      claims: () => ({ sub }),
    }),
    cookies: { keys: ["only for this test"] },
  });
  remarks.mockRestore();
  let tokenRequests = 0;
  const handle = provider.callback();
  server.on("request", (request, response) => {
    if (request.url === "/token") tokenRequests += 1;
    void handle(request, response);
  });
  return {
    tokenUrl: `${issuer}/token`,
    authUrl: `${issuer}/auth`,
    tokenRequests: () => tokenRequests,
    isActive: async (token) => {
      const [{ clientId, secret }] = clients;
      const encoded = [clientId, secret].map(encodeURIComponent).join(":");
      const answer = await fetch(`${issuer}/token/introspection`, {
        method: "POST",
        headers: { authorization: `Basic ${Buffer.from(encoded).toString("base64")}` },
        body: new URLSearchParams({ token }),
      });
      const { active } = (await answer.json()) as { readonly active: boolean };
      return active;
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

const others = ["Interaction", "Session", "Grant", "RefreshToken", "IdToken", "AuthorizationCode"];

type Provider = new (
  issuer: string,
  configuration: unknown,
) => { callback(): (...exchange: readonly unknown[]) => Promise<void> };

/** The package brings no types. */
async function loadProvider(): Promise<Provider> {
  const name: string = "oidc-provider";
  const { Provider } = (await import(name)) as { readonly Provider: Provider };
  return Provider;
}
