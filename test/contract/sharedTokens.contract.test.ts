import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isCancelled } from "../../src/base/errors.ts";
import { Secret } from "../../src/base/secret.ts";
import { clientId, clientName } from "../../src/domain/model/names.ts";
import { createFetchHttpClient } from "../../src/services/http/createFetchHttpClient.ts";
import type { HttpClient } from "../../src/services/http/httpClient.ts";
import { profileId } from "../../src/services/profiles/profile.ts";
import { createSendRequest } from "../../src/services/requests/createSendRequest.ts";
import { createTokenProvider } from "../../src/services/tokens/createTokenProvider.ts";
import type { TokenClient } from "../../src/services/tokens/tokenProvider.ts";
import {
  FakeClock,
  FakeSecretStorage,
  FakeSecretStore,
  RecordingLogger,
} from "../support/fakes.ts";
import { startTestServer } from "../support/practiceServer.ts";
import { windowHandOver } from "../support/windowHandOver.ts";
import { startOidcServer } from "./oidcServer.ts";

/** What a token provider owes to all who share its tokens, held against servers that issue real ones. */
interface TokenServer extends AsyncDisposable {
  readonly client: TokenClient;
  readonly secret: Secret;
}

describe.each([
  ["a standard server", startStandardServer],
  ["the practice server", startPractice],
] as const)("tokens of %s", (_title, start) => {
  let server: TokenServer;
  beforeAll(async () => {
    server = await start();
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  test("many callers in two windows cost one request and have one token", async () => {
    const { open, requests } = world(server);
    const [one, two] = [await open(), await open()];
    await Promise.all(Array.from({ length: 25 }, () => one.token()));
    await Promise.all(Array.from({ length: 25 }, () => two.token()));
    expect(requests()).toBe(1);
    expect(await two.token()).toBe(await one.token());
  });

  test("many callers in two windows at the same moment cost one request and have one token", async () => {
    const { open, requests } = world(server);
    const windows = [await open(), await open(), await open()];
    const given = await Promise.all(
      Array.from({ length: 30 }, async (_, place) => await windows[place % 3]?.token()),
    );
    expect(requests()).toBe(1);
    expect(new Set(given).size).toBe(1);
  });

  test("windows whose secret storage does not tell them of each other have one token, too", async () => {
    const { open, requests } = world(server);
    // As in VS Code for the web, where a window reads the storage once, at its start.
    const windows = [await open(new FakeSecretStorage()), await open(new FakeSecretStorage())];
    const seen = windows.map(({ tokens }) => {
      const kinds: string[] = [];
      tokens.onDidChange(() => kinds.push(tokens.state(server.client).kind));
      return kinds;
    });
    const [one, two] = await Promise.all(windows.map(async ({ token }) => await token()));
    // Each has told its views.
    expect(seen.map((kinds) => kinds.at(-1))).toEqual(["held", "held"]);
    expect(requests()).toBe(1);
    expect(one).toBe(two);
    expect(await windows[1]?.token()).toBe(two);
  });

  test("a window that cancels its request leaves the turn to the other", async () => {
    const { open, requests } = world(server);
    const [one, two] = [await open(), await open()];
    const leaving = new AbortController();
    const first = one.tokens.token(server.client, leaving.signal).catch((error: unknown) => error);
    const second = two.token();
    leaving.abort();
    expect(isCancelled(await first)).toBe(true);
    expect(await second).not.toBe("");
    expect(requests()).toBeLessThanOrEqual(2);
  });

  test("a token that one window was refused is not handed to it again by another", async () => {
    const { open, requests } = world(server);
    const [one, two] = [await open(new FakeSecretStorage()), await open(new FakeSecretStorage())];
    const old = await one.tokens.token(server.client);
    expect(await two.token()).toBe(old.value.reveal());
    await two.tokens.reject(server.client, old);
    expect(await two.token()).not.toBe(old.value.reveal());
    expect(requests()).toBe(2);
  });

  test("a token that was forgotten is not handed over any more", async () => {
    const { open, requests } = world(server);
    const [one, two] = [await open(new FakeSecretStorage()), await open(new FakeSecretStorage())];
    await one.token();
    await one.tokens.forget(server.client);
    await two.token();
    expect(requests()).toBe(2);
  });

  test("who cancels leaves, and the others get the token of the same request", async () => {
    const { open, requests } = world(server);
    const { tokens } = await open();
    const leaving = new AbortController();
    const calls = [leaving.signal, undefined, undefined].map(
      async (signal) => await tokens.token(server.client, signal).catch((error: unknown) => error),
    );
    leaving.abort();
    const [left, ...others] = await Promise.all(calls);
    expect(isCancelled(left)).toBe(true);
    expect(others.every((one) => !(one instanceof Error))).toBe(true);
    expect(requests()).toBe(1);
  });

  test("a request that everybody has left is not kept, and the next caller gets a token", async () => {
    const { open } = world(server);
    const { tokens, token } = await open();
    const leaving = new AbortController();
    const call = tokens.token(server.client, leaving.signal).catch((error: unknown) => error);
    leaving.abort();
    expect(isCancelled(await call)).toBe(true);
    expect(await token()).not.toBe("");
  });

  test("a clock that jumps on costs one request, one that jumps back one more, and none is given beyond its end", async () => {
    const { open, clock, requests } = world(server);
    const { tokens, token } = await open();
    const { expiresAt = 0 } = await tokens.token(server.client);
    clock.tick(expiresAt - clock.now() + 1);
    expect(tokens.state(server.client).kind).toBe("none");
    await token();
    await token();
    expect(requests()).toBe(2);
    clock.tick(-30 * 24 * 3_600_000);
    await token();
    await token();
    expect(requests()).toBe(3);
    // A second back, as time servers do it, costs nothing.
    clock.tick(-1000);
    await token();
    expect(requests()).toBe(3);
  });

  test("a 401 forgets only the token that was refused", async () => {
    const { open, requests } = world(server);
    const [one, two] = [await open(), await open()];
    const refused = await one.tokens.token(server.client);
    await one.tokens.reject(server.client, refused);
    const newer = await one.token();
    expect(newer).not.toBe(refused.value.reveal());
    // Another window hears late that the old one is no good.
    await two.tokens.reject(server.client, refused);
    expect(await two.token()).toBe(newer);
    expect(requests()).toBe(2);
  });

  test("a server that refuses for ever is asked twice a call, never in a loop", async () => {
    const { open, requests, http } = world(server);
    const { tokens, token } = await open();
    await token();
    const refusing = createServer((_request, response) => response.writeHead(401).end());
    await new Promise<void>((resolve) => refusing.listen(0, "127.0.0.1", resolve));
    const { port } = refusing.address() as AddressInfo;
    // As if it were where the tokens come from, which it must be to get one.
    const there = new URL(server.client.tokenUrl ?? "").origin;
    const send = createSendRequest({
      tokens,
      http: async (request, options) =>
        await http(
          { ...request, url: request.url.replace(there, `http://127.0.0.1:${port}`) },
          options,
        ),
    });
    const call = async () =>
      await send(
        {
          request: { method: "GET", url: `${there}/x`, headers: {}, body: undefined },
          caller: { kind: "client", client: server.client },
          allowPlainHttp: false,
        },
        new AbortController().signal,
      );
    const before = requests();
    const { attempts } = await call();
    expect(attempts.map(({ response }) => response.status)).toEqual([401, 401]);
    expect(requests()).toBe(before + 1);
    await new Promise((resolve) => refusing.close(resolve));
  });

  test("another secret drops the token of the old one in every window", async () => {
    const { open, requests } = world(server);
    const [one, two] = [await open(), await open()];
    const old = await one.token();
    expect(await two.token()).toBe(old);
    await one.tokens.setSecret(server.client, new Secret("of somebody else"));
    await heard();
    await expect(two.tokens.token(server.client)).rejects.toMatchObject({
      code: "clientNotAccepted",
    });
    await one.tokens.setSecret(server.client, server.secret);
    await heard();
    expect(await two.token()).not.toBe(old);
    expect(requests()).toBe(3);
  });
});

/** What one window stores, the others are told a moment later. */
async function heard(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

function world({ client, secret }: TokenServer) {
  const storage = new FakeSecretStorage();
  const clock = new FakeClock(Date.now());
  const log = new RecordingLogger();
  let requests = 0;
  const plain = createFetchHttpClient({ log, timeoutMs: () => 5000 });
  const http: HttpClient = async (request, options) => {
    if (request.url === client.tokenUrl) requests += 1;
    return await plain(request, options);
  };
  const open = async (ownStorage = storage) => {
    const tokens = createTokenProvider({
      secrets: new FakeSecretStore(ownStorage),
      http,
      clock,
      log,
      authentication: () => "raw",
      pkce: () => "pkce",
      handOver: async () => await windowHandOver(storage.id),
    });
    if (!(await tokens.hasSecret(client))) await tokens.setSecret(client, secret);
    return { tokens, token: async () => (await tokens.token(client)).value.reveal() };
  };
  return { open, clock, http: plain, requests: () => requests };
}

async function startStandardServer(): Promise<TokenServer> {
  const known = { clientId: "payroll", secret: "plainSecretMARKED" };
  const oidc = await startOidcServer([known], 600);
  return {
    client: clientOf(known.clientId, oidc.tokenUrl),
    secret: new Secret(known.secret),
    [Symbol.asyncDispose]: async () => await oidc[Symbol.asyncDispose](),
  };
}

async function startPractice(): Promise<TokenServer> {
  const practice = await startTestServer({});
  const secret = "chosenByTheTestMARKED..";
  await practice.succeed(`
declare
  l_client ords_types.t_client_credentials;
begin
  l_client := ords_security.register_client(
    p_name => 'payroll', p_grant_type => 'client_credentials', p_description => 'Payroll',
    p_support_email => 'a@b.c', p_support_uri => 'http://b.c/',
    p_client_secret => ords_types.oauth_client_secret(p_secret => '${secret}'));
  commit;
end;
/
`);
  const rows = await practice.succeed(
    "select client_id from user_ords_clients where name = 'payroll';",
  );
  const id = String(rows[0]?.resultSet?.items[0]?.["client_id"]);
  return {
    client: clientOf(id, `${practice.schemaUrl}/oauth/token`),
    secret: new Secret(secret),
    [Symbol.asyncDispose]: async () => await practice[Symbol.asyncDispose](),
  };
}

function clientOf(id: string, tokenUrl: string): TokenClient {
  return {
    profile: profileId("p1"),
    clientId: clientId(id),
    name: clientName("payroll"),
    tokenUrl,
    allowPlainHttp: false,
  };
}
