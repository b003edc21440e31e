import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isUserFacingError } from "../../src/base/errors.ts";
import { Secret } from "../../src/base/secret.ts";
import { clientId, clientName } from "../../src/domain/model/names.ts";
import { createFetchHttpClient } from "../../src/services/http/createFetchHttpClient.ts";
import { profileId } from "../../src/services/profiles/profile.ts";
import { createTokenProvider } from "../../src/services/tokens/createTokenProvider.ts";
import type {
  Browse,
  TokenClient,
  TokenProvider,
} from "../../src/services/tokens/tokenProvider.ts";
import { browseByHand, type FillIn } from "../support/browseByHand.ts";
import {
  FakeClock,
  FakeSecretStorage,
  FakeSecretStore,
  inspectAll,
  RecordingLogger,
} from "../support/fakes.ts";
import { startPracticeForSignIn } from "../support/practiceSignIn.ts";
import { windowHandOver } from "../support/windowHandOver.ts";
import { startOidcServer } from "./oidcServer.ts";

/** A server that people sign in at, however it does it. */
interface SignInServer extends AsyncDisposable {
  readonly client: TokenClient;
  readonly secret: Secret;
  readonly approve: FillIn;
  readonly deny: Browse;
  /** Whether a token is alive, by the server's own word. */
  isActive(token: string): Promise<boolean>;
  readonly clock: FakeClock;
}

const redirectUri = "http://127.0.0.1:43117/back";

describe.each([
  ["a standard server", startStandardServer],
  ["the practice server", startPractice],
] as const)("signing in at %s", (_title, start) => {
  let server: SignInServer;
  beforeAll(async () => {
    server = await start();
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  test("nobody is signed in at first, and the way out is named", async () => {
    const { tokens, client } = await open(server);
    const failure = await failureOf(tokens.token(client));
    expect(failure.code).toBe("signInNeeded");
    expect(failure.remedy).toMatchObject({ action: "signIn" });
  });

  test("a person signs in once, and the token is renewed without another word", async () => {
    const { tokens, client, clock } = await open(server);
    const first = await tokens.signIn(client, browseByHand(server.approve), never);
    expect(await server.isActive(first.value.reveal())).toBe(true);
    expect((await tokens.token(client)).source).toBe("cache");
    clock.tick(4_000_000);
    const renewed = await tokens.token(client);
    expect(renewed.source).toBe("fetched");
    expect(renewed.value.reveal()).not.toBe(first.value.reveal());
    expect(await server.isActive(renewed.value.reveal())).toBe(true);
    // The refresh token was rotated: the new one is what counts from then on.
    clock.tick(4_000_000);
    expect((await tokens.token(client)).source).toBe("fetched");
  });

  test("a second window has the same token, and two that renew at once do not sign each other out", async () => {
    const storage = new FakeSecretStorage();
    const one = await open(server, storage);
    const two = await open(server, storage);
    await one.tokens.signIn(one.client, browseByHand(server.approve), never);
    expect((await two.tokens.token(two.client)).source).toBe("cache");
    one.clock.tick(4_000_000);
    const [a, b] = await Promise.all([one.tokens.token(one.client), two.tokens.token(two.client)]);
    expect(b.value.reveal()).toBe(a.value.reveal());
    expect([a.source, b.source].toSorted()).toEqual(["cache", "fetched"]);
    // What renews was handed on, too: the next renewal is no repetition of the last.
    two.clock.tick(8_000_000);
    one.clock.tick(4_000_000);
    expect((await two.tokens.token(two.client)).source).toBe("fetched");
    expect((await one.tokens.token(one.client)).source).toBe("cache");
  });

  test("a token that was refused is renewed, not the person sent away", async () => {
    const { tokens, client } = await open(server);
    const first = await tokens.signIn(client, browseByHand(server.approve), never);
    await tokens.reject(client, first);
    const second = await tokens.token(client);
    expect(second.source).toBe("fetched");
    expect(second.value.reveal()).not.toBe(first.value.reveal());
  });

  test("forgetting takes away what renews, too", async () => {
    const { tokens, client } = await open(server);
    await tokens.signIn(client, browseByHand(server.approve), never);
    await tokens.forget(client);
    expect((await failureOf(tokens.token(client))).code).toBe("signInNeeded");
  });

  test("an answer to another question is not used", async () => {
    const { tokens, client } = await open(server);
    const tampered: Browse = async (visit, signal) => {
      const answered = await browseByHand(server.approve)(visit, signal);
      answered.searchParams.set("state", "of somebody else");
      return answered;
    };
    const failure = await failureOf(tokens.signIn(client, tampered, never));
    expect(failure.code).toBe("signInFailed");
    expect(failure.why).toContain("does not belong to the question");
  });

  test("a code is good once", async () => {
    const { tokens, client } = await open(server);
    let kept: URL | undefined;
    await tokens.signIn(
      client,
      async (visit, signal) => (kept = await browseByHand(server.approve)(visit, signal)),
      never,
    );
    const again: Browse = ({ url }) => {
      const answered = new URL(kept ?? redirectUri);
      answered.searchParams.set("state", url.searchParams.get("state") ?? "");
      return Promise.resolve(answered);
    };
    expect((await failureOf(tokens.signIn(client, again, never))).code).toBe("clientNotAccepted");
  });

  test("a refusal is told as one", async () => {
    const { tokens, client } = await open(server);
    const failure = await failureOf(tokens.signIn(client, server.deny, never));
    expect(failure.message).toContain("was refused");
  });

  test("a sign-in that is cancelled ends at once", async () => {
    const { tokens, client } = await open(server);
    const cancel = new AbortController();
    const waiting: Browse = (_visit, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason));
        cancel.abort();
      });
    await expect(tokens.signIn(client, waiting, cancel.signal)).rejects.toMatchObject({
      name: "AbortError",
    });
  });

  test("nothing secret is printed, also not in what can be looked at", async () => {
    const { tokens, client, log } = await open(server);
    const given = await tokens.signIn(client, browseByHand(server.approve), never);
    const exchange = tokens.lastExchange(client);
    expect(exchange?.status).toBe(200);
    expect(exchange?.form.map(([name]) => name)).toEqual(
      expect.arrayContaining(["grant_type", "code", "code_verifier"]),
    );
    const printed = inspectAll(exchange) + JSON.stringify(exchange) + log.text + inspectAll(given);
    expect(printed).not.toContain(given.value.reveal());
    expect(printed).not.toContain(server.secret.reveal());
    expect(printed).toContain("•••");
  });
});

async function startStandardServer(): Promise<SignInServer> {
  const clock = new FakeClock();
  const web = { clientId: "web", secret: "webSecretMARKED", redirectUri };
  const oidc = await startOidcServer([{ clientId: "asking", secret: "asking" }, web], 3600);
  return {
    client: {
      profile: profileId("p1"),
      clientId: clientId("web"),
      name: clientName("web"),
      tokenUrl: oidc.tokenUrl,
      allowPlainHttp: false,
      // This server gives nothing to a client that asks for no scope; ORDS knows none.
      signIn: { authUrl: `${oidc.authUrl}?scope=openid`, redirectUri },
    },
    secret: new Secret(web.secret),
    approve: (page) =>
      /name="prompt" value="login"/.test(page) ? { login: "scott", password: "tiger" } : {},
    deny: ({ url }) => {
      // Its pages cannot say no: this is the answer that RFC 6749 has for it.
      const answered = new URL(redirectUri);
      answered.searchParams.set("error", "access_denied");
      answered.searchParams.set("state", url.searchParams.get("state") ?? "");
      return Promise.resolve(answered);
    },
    isActive: async (token) => await oidc.isActive(token),
    clock,
    [Symbol.asyncDispose]: async () => await oidc[Symbol.asyncDispose](),
  };
}

async function startPractice(): Promise<SignInServer> {
  const clock = new FakeClock();
  const practice = await startPracticeForSignIn(redirectUri, clock);
  const { client, secret, password, isActive } = practice;
  const signIn = { user: "PRACTICE", password: password.reveal() };
  const decide =
    (decision: string): FillIn =>
    (page) =>
      page.includes("<h1>Sign in") ? signIn : { decision };
  return {
    client,
    secret,
    approve: decide("approve"),
    deny: browseByHand(decide("deny")),
    isActive,
    clock,
    [Symbol.asyncDispose]: practice.stop,
  };
}

const never = new AbortController().signal;

async function open(server: SignInServer, storage = new FakeSecretStorage()) {
  const log = new RecordingLogger();
  const { clock, client } = server;
  const tokens: TokenProvider = createTokenProvider({
    secrets: new FakeSecretStore(storage),
    http: createFetchHttpClient({ log, timeoutMs: () => 5000 }),
    clock,
    log,
    authentication: () => "raw",
    pkce: () => "pkce",
    handOver: async () => await windowHandOver(storage.id),
  });
  if (!(await tokens.hasSecret(client))) await tokens.setSecret(client, server.secret);
  return { tokens, client, clock, log };
}

async function failureOf(call: Promise<unknown>) {
  const error = await call.then(
    () => undefined,
    (failure: unknown) => failure,
  );
  if (isUserFacingError(error)) return error;
  throw new Error(`Not told to the person: ${inspectAll(error)}`);
}
