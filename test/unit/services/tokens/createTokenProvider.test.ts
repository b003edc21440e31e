import { expect, test } from "vitest";
import { isCancelled, isUserFacingError, type ErrorCode } from "../../../../src/base/errors.ts";
import { Secret } from "../../../../src/base/secret.ts";
import type { HttpResponse } from "../../../../src/domain/http/httpMessage.ts";
import { clientId, clientName } from "../../../../src/domain/model/names.ts";
import { profileId } from "../../../../src/services/profiles/profile.ts";
import type { ClientAuthentication } from "../../../../src/services/tokens/clientAuthentication.ts";
import { createTokenProvider } from "../../../../src/services/tokens/createTokenProvider.ts";
import {
  clientSecretKey,
  isTokenKey,
  tokenKey,
  type SecretKey,
} from "../../../../src/services/tokens/secretStore.ts";
import type { TokenHandOver } from "../../../../src/services/tokens/tokenHandOver.ts";
import type {
  AccessToken,
  Browse,
  TokenClient,
} from "../../../../src/services/tokens/tokenProvider.ts";
import {
  type FakeAnswer,
  FakeClock,
  FakeHttp,
  FakeSecretStorage,
  FakeSecretStore,
  inspectAll,
  jsonAnswer,
  RecordingLogger,
  type SentRequest,
  textAnswer,
} from "../../../support/fakes.ts";

const client: TokenClient = {
  profile: profileId("p1"),
  clientId: clientId("QvUVx6Gp8P02dTb0C-II1A.."),
  tokenUrl: "https://db.example.com/ords/hr/oauth/token",
  allowPlainHttp: false,
};
const secret = new Secret("secret-MARKED..");
const redirectUri = "http://127.0.0.1:3000/back";
const signedIn: TokenClient = {
  ...client,
  signIn: { authUrl: "https://db.example.com/ords/hr/oauth/auth", redirectUri },
};
const never = new AbortController().signal;
const notSaid = "not said";

test("a token is fetched with the client's raw Basic credentials", async () => {
  const { tokens, http } = await setUp({ answers: [tokenAnswer("t1")] });
  const token = await tokens.token(client);
  expect(token.value.reveal()).toBe("t1");
  expect(token.source).toBe("fetched");
  const [sent] = http.sent;
  expect(sent?.request).toEqual({
    method: "POST",
    url: client.tokenUrl,
    headers: { accept: "application/json", "content-type": "application/x-www-form-urlencoded" },
    body: "grant_type=client_credentials",
  });
  expect(basicOf(sent)).toEqual([client.clientId, "secret-MARKED.."]);
});

test("a strict server gets percent-encoded credentials when the person wants it", async () => {
  const { tokens, http } = await setUp({ answers: [tokenAnswer("t1")], authentication: "encoded" });
  const odd = { ...client, clientId: clientId("a:b c") };
  await tokens.setSecret(odd, new Secret("x+y"));
  await tokens.token(odd);
  expect(basicOf(http.sent[0])).toEqual(["a%3Ab+c", "x%2By"]);
});

test("a token is used until a margin before its end", async () => {
  const { tokens, clock, http } = await setUp({
    answers: [tokenAnswer("t1", 3600), tokenAnswer("t2", 100), tokenAnswer("t3")],
  });
  expect(await valueOf(tokens.token(client))).toBe("t1");
  clock.tick((3600 - 61) * 1000);
  expect(await tokens.token(client)).toMatchObject({ source: "cache" });
  clock.tick(1000);
  expect(await valueOf(tokens.token(client))).toBe("t2");
  // A tenth of a short life is the margin.
  clock.tick(89_000);
  expect(await valueOf(tokens.token(client))).toBe("t2");
  clock.tick(1000);
  expect(await valueOf(tokens.token(client))).toBe("t3");
  expect(http.sent).toHaveLength(3);
});

test("without an address of ORDS nothing is sent, and the address is asked for before the secret", async () => {
  const { tokens, http, storage } = await setUp({ answers: [] });
  const nowhere = { ...client, tokenUrl: undefined };
  const { reads } = storage;
  const failure = await failureOf(tokens.token(nowhere));
  expect(failure).toMatchObject({
    code: "ordsAddressMissing",
    remedy: { action: "setOrdsAddress", argument: "p1" },
  });
  expect(http.sent).toEqual([]);
  expect(storage.reads).toBe(reads);
  expect(tokens.state(nowhere)).toEqual({ kind: "none" });
});

test("once the address is known, the same client gets its token", async () => {
  const { tokens } = await setUp({ answers: [tokenAnswer("t1")] });
  await failureOf(tokens.token({ ...client, tokenUrl: undefined }));
  expect(await valueOf(tokens.token(client))).toBe("t1");
});

test("many callers share one request", async () => {
  const { tokens, http } = await setUp({ answers: [tokenAnswer("t1")] });
  const all = await Promise.all(Array.from({ length: 50 }, () => tokens.token(client)));
  expect(new Set(all.map((token) => token.value.reveal()))).toEqual(new Set(["t1"]));
  expect(http.sent).toHaveLength(1);
});

test("one caller's cancel does not cancel the others, the last one's does", async () => {
  const answer = later<HttpResponse>();
  const { tokens, http } = await setUp({ answers: [() => answer.promise] });
  const impatient = new AbortController();
  const first = settled(tokens.token(client, impatient.signal));
  const second = settled(tokens.token(client, new AbortController().signal));
  await until(() => http.sent.length === 1);
  impatient.abort();
  expect(isCancelled(await first)).toBe(true);
  expect(http.sent[0]?.options.signal?.aborted).toBe(false);
  answer.resolve(tokenAnswer("t1"));
  expect(await second).toMatchObject({ source: "fetched" });

  const alone = await setUp({ answers: [() => later<HttpResponse>().promise] });
  const leaver = new AbortController();
  const only = settled(alone.tokens.token(client, leaver.signal));
  await until(() => alone.http.sent.length === 1);
  leaver.abort();
  expect(isCancelled(await only)).toBe(true);
  expect(alone.http.sent[0]?.options.signal?.aborted).toBe(true);
});

test("a reload and a second window use the stored token", async () => {
  const storage = new FakeSecretStorage();
  const first = await setUp({ answers: [tokenAnswer("t1")], storage });
  await first.tokens.token(client);
  const second = await setUp({ answers: [], storage, keepStore: true });
  expect(await second.tokens.token(client)).toMatchObject({ source: "cache" });
  expect(second.tokens.state(client)).toEqual({
    kind: "held",
    expiresAt: second.clock.now() + 3_600_000,
  });
});

test("what another window does is heard", async () => {
  const storage = new FakeSecretStorage();
  const here = await setUp({ answers: [], storage });
  const there = await setUp({ answers: [tokenAnswer("t1")], storage, keepStore: true });
  expect(here.tokens.state(client)).toEqual({ kind: "none" });
  await there.tokens.token(client);
  await until(() => here.tokens.state(client).kind === "held");
  await there.tokens.forget(client);
  await until(() => here.tokens.state(client).kind === "none");
  expect(here.events()).toBeGreaterThan(1);
});

test("another secret drops the token of the old one, whoever stored it", async () => {
  const { tokens, store } = await setUp({
    answers: [tokenAnswer("t1"), tokenAnswer("t2"), tokenAnswer("t3")],
  });
  await tokens.token(client);
  await tokens.setSecret(client, new Secret("new"));
  expect(await valueOf(tokens.token(client))).toBe("t2");
  await store.set(clientSecretKey(client.profile, client.clientId), new Secret("newest"));
  await nextTurn();
  expect(await valueOf(tokens.token(client))).toBe("t3");
});

test("the same client at another address has another token", async () => {
  const { tokens } = await setUp({ answers: [tokenAnswer("t1"), tokenAnswer("t2")] });
  await tokens.token(client);
  const moved = { ...client, tokenUrl: "https://other.example.com/ords/hr/oauth/token" };
  expect(await valueOf(tokens.token(moved))).toBe("t2");
});

test("an answer that was under way when the secret changed is not kept", async () => {
  const answer = later<HttpResponse>();
  const { tokens } = await setUp({ answers: [() => answer.promise, tokenAnswer("t2")] });
  const old = tokens.token(client);
  await until(() => tokens.state(client).kind === "fetching");
  await tokens.setSecret(client, new Secret("new"));
  const fresh = tokens.token(client);
  answer.resolve(tokenAnswer("t1"));
  expect(await valueOf(old)).toBe("t1");
  expect(await valueOf(fresh)).toBe("t2");
  expect(await tokens.token(client)).toMatchObject({ source: "cache" });
  expect(await valueOf(tokens.token(client))).toBe("t2");
});

test("rejecting forgets that very token and no newer one", async () => {
  const { tokens } = await setUp({ answers: [tokenAnswer("t1"), tokenAnswer("t2")] });
  const first = await tokens.token(client);
  await tokens.reject(client, first);
  const second = await tokens.token(client);
  expect(second.value.reveal()).toBe("t2");
  await tokens.reject(client, first);
  expect(await tokens.token(client)).toMatchObject({ source: "cache" });
});

test("forgetting all takes what is stored for clients that this window does not know, and no secret", async () => {
  const elsewhere = tokenKey(profileId("p2"), clientId("other"));
  const { tokens, storage } = await setUp({
    answers: [tokenAnswer("t1"), tokenAnswer("t2")],
    storedTokens: () => [elsewhere],
  });
  await tokens.token(client);
  storage.values.set(elsewhere, "of a connection that is closed");
  await tokens.forgetAll();
  expect([isTokenKey(elsewhere), storage.values.has(elsewhere)]).toEqual([true, false]);
  expect([...storage.values.values()].join("")).not.toContain("t1");
  expect(tokens.state(client)).toEqual({ kind: "none" });
  expect(await tokens.hasSecret(client)).toBe(true);
  expect(await valueOf(tokens.token(client))).toBe("t2");
});

test("one token that cannot be forgotten keeps none of the others, and is told of", async () => {
  const keys = ["a", "b", "c"].map((name) => tokenKey(profileId("p2"), clientId(name)));
  const { tokens, storage, store } = await setUp({ answers: [], storedTokens: () => keys });
  for (const key of keys) storage.values.set(key, "of a connection that is closed");
  const remove = store.delete.bind(store);
  store.delete = async (key) => {
    if (key === keys[1]) throw new Error("locked");
    await remove(key);
  };
  await expect(tokens.forgetAll()).rejects.toThrow("locked");
  expect(keys.filter((key) => storage.values.has(key))).toEqual([keys[1]]);
});

test("a token that is under way while all are forgotten is not kept", async () => {
  const { tokens, storage } = await setUp({
    answers: [
      async () => {
        await tokens.forgetAll();
        return tokenAnswer("late");
      },
    ],
  });
  expect(await valueOf(tokens.token(client))).toBe("late");
  expect([...storage.values.values()].join("")).not.toContain("late");
  expect(tokens.state(client)).toEqual({ kind: "none" });
});

test("forgetting a token, or the secret with it", async () => {
  const { tokens, storage } = await setUp({ answers: [tokenAnswer("t1"), tokenAnswer("t2")] });
  await tokens.token(client);
  await tokens.forget(client);
  expect(tokens.state(client)).toEqual({ kind: "none" });
  expect(storage.values.has(tokenKey(client.profile, client.clientId))).toBe(false);
  await tokens.token(client);
  await tokens.forgetSecret(client);
  expect([...storage.values.keys()]).toEqual([]);
  expect(await tokens.hasSecret(client)).toBe(false);
  expect((await failureOf(tokens.token(client))).code).toBe("secretMissing");
});

test("a fetch that begins while a forgotten one is under way is told until it has ended itself", async () => {
  const [first, second] = [later<HttpResponse>(), later<HttpResponse>()];
  const { tokens, http } = await setUp({ answers: [() => first.promise, () => second.promise] });
  const forgotten = tokens.token(client);
  await until(() => http.sent.length === 1);
  await tokens.forget(client);
  const wanted = tokens.token(client);
  await until(() => http.sent.length === 2);
  first.resolve(tokenAnswer("t1"));
  await forgotten;
  expect(tokens.state(client)).toEqual({ kind: "fetching" });
  second.resolve(tokenAnswer("t2"));
  await wanted;
  expect(tokens.state(client)).toMatchObject({ kind: "held" });
});

test("the state tells of a fetch and of a token that has ended", async () => {
  const answer = later<HttpResponse>();
  const { tokens, clock } = await setUp({ answers: [() => answer.promise] });
  expect(tokens.state(client)).toEqual({ kind: "none" });
  const call = tokens.token(client);
  await until(() => tokens.state(client).kind === "fetching");
  answer.resolve(tokenAnswer("t1", 10));
  await call;
  expect(tokens.state(client)).toEqual({ kind: "held", expiresAt: clock.now() + 10_000 });
  clock.tick(10_000);
  expect(tokens.state(client)).toEqual({ kind: "none" });
});

test("a clock that jumps costs one request and never a token beyond its end", async () => {
  const { tokens, clock } = await setUp({
    answers: [tokenAnswer("t1"), tokenAnswer("t2"), tokenAnswer("t3")],
  });
  await tokens.token(client);
  clock.tick(-24 * 3_600_000);
  expect(await valueOf(tokens.token(client))).toBe("t2");
  clock.tick(48 * 3_600_000);
  expect(await valueOf(tokens.token(client))).toBe("t3");
});

test.each([notSaid, -5, "soon", Number.MAX_VALUE, null, {}, "1e999", "", " ", "-5", [], true])(
  "a lifetime of %o is handled",
  async (lifetime) => {
    const { tokens, clock, http } = await setUp({
      answers: [tokenAnswer("t1", lifetime), tokenAnswer("t2", lifetime)],
    });
    await tokens.token(client);
    expect(await tokens.token(client)).toMatchObject({ source: "cache" });
    const { expiresAt } = await tokens.token(client);
    expect(expiresAt === undefined || expiresAt > clock.now()).toBe(true);
    // Without a word about its end a token is taken anew after some minutes.
    clock.tick(lifetime === Number.MAX_VALUE ? 367 * 86_400_000 : 5 * 60_000);
    expect(await valueOf(tokens.token(client))).toBe("t2");
    expect(http.sent).toHaveLength(2);
  },
);

test("a lifetime as a text is read, and one of nothing is not kept", async () => {
  const { tokens, clock } = await setUp({
    answers: [tokenAnswer("t1", "60"), tokenAnswer("t2", 0), tokenAnswer("t3")],
  });
  expect((await tokens.token(client)).expiresAt).toBe(clock.now() + 60_000);
  await tokens.forget(client);
  expect(await valueOf(tokens.token(client))).toBe("t2");
  expect(await valueOf(tokens.token(client))).toBe("t3");
});

test("a store that does not take the token is no reason to withhold it", async () => {
  const { tokens, store, log } = await setUp({ answers: [tokenAnswer("t1")] });
  store.set = async () => {
    throw new Error("no keyring");
  };
  expect(await valueOf(tokens.token(client))).toBe("t1");
  expect(await tokens.token(client)).toMatchObject({ source: "cache" });
  expect(log.text).toContain("no keyring");
});

test("what stands in the store is not trusted", async () => {
  const { tokens, store } = await setUp({ answers: [tokenAnswer("t1")] });
  for (const nonsense of ["", "{", "[]", "null", '{"token":7}', '{"token":"x","fetchedAt":"y"}']) {
    await store.set(tokenKey(client.profile, client.clientId), new Secret(nonsense));
  }
  await nextTurn();
  expect(await valueOf(tokens.token(client))).toBe("t1");
});

const refusals: readonly (readonly [string, HttpResponse, ErrorCode, string | undefined])[] = [
  [
    "401 with a problem document",
    jsonAnswer(401, { code: "Unauthorized" }),
    "clientNotAccepted",
    "enterSecret",
  ],
  [
    "400 invalid_client",
    jsonAnswer(400, { error: "invalid_client" }),
    "clientNotAccepted",
    "enterSecret",
  ],
  [
    "400 unauthorized_client",
    jsonAnswer(400, { error: "unauthorized_client" }),
    "clientNotAccepted",
    undefined,
  ],
  ["400 without a word", textAnswer(400, ""), "clientNotAccepted", undefined],
  ["403", jsonAnswer(403, {}), "serverFailed", undefined],
  ["404", jsonAnswer(404, {}), "aliasNotFound", "editConnection"],
  ["405", jsonAnswer(405, {}), "tokenAnswerNotUnderstood", undefined],
  ["503", textAnswer(503, ""), "serverFailed", "retry"],
  [
    "a redirect",
    textAnswer(302, "", { location: "https://evil.example/x?y" }),
    "redirectRefused",
    "editConnection",
  ],
  [
    "a web page",
    textAnswer(200, "<html>sign in</html>", { "content-type": "text/html" }),
    "answerNotUnderstood",
    "editConnection",
  ],
  [
    "truncated JSON",
    textAnswer(200, '{"access_token":"token-MARKED","tok'),
    "tokenAnswerNotUnderstood",
    undefined,
  ],
  ["an empty answer", textAnswer(200, ""), "tokenAnswerNotUnderstood", undefined],
  ["a list", jsonAnswer(200, ["token-MARKED"]), "tokenAnswerNotUnderstood", undefined],
  ["no token", jsonAnswer(200, { token_type: "bearer" }), "tokenAnswerNotUnderstood", undefined],
  [
    "no type",
    jsonAnswer(200, { access_token: "token-MARKED" }),
    "tokenAnswerNotUnderstood",
    undefined,
  ],
  [
    "another type",
    jsonAnswer(200, { access_token: "token-MARKED", token_type: "mac" }),
    "tokenAnswerNotUnderstood",
    undefined,
  ],
  [
    "a bound token",
    jsonAnswer(200, { access_token: "token-MARKED", token_type: "dpop" }),
    "tokenAnswerNotUnderstood",
    undefined,
  ],
  [
    "a broken token",
    jsonAnswer(200, { access_token: "token-MARKED\n", token_type: "bearer" }),
    "tokenAnswerNotUnderstood",
    undefined,
  ],
  [
    "far too much",
    { ...textAnswer(200, "{"), truncated: true },
    "tokenAnswerNotUnderstood",
    undefined,
  ],
];

test.each(refusals)("%s is told", async (_what, answer, code, remedy) => {
  const { tokens, log } = await setUp({ answers: [answer] });
  const error = await failureOf(tokens.token(client));
  expect(error.code).toBe(code);
  expect(error.remedy?.action).toBe(remedy);
  expect(error.why).toBeTruthy();
  expect(inspectAll(error) + log.text).not.toMatch(/MARKED/);
  expect(tokens.state(client)).toEqual({ kind: "none" });
});

test("a wrong secret is explained with the characters that get lost in copying", async () => {
  const { tokens } = await setUp({ answers: [jsonAnswer(401, {}), jsonAnswer(401, {})] });
  const unnamed = await failureOf(tokens.token(client));
  expect(unnamed.why).toContain('".."');
  expect(unnamed.remedy?.argument).toBe("p1");
  const named = await failureOf(tokens.token({ ...client, name: clientName("pay/roll") }));
  expect(named.message).toContain("the client pay/roll");
  expect(named.remedy?.argument).toBe("p1/pay/roll");
});

test("a secret does not go over plain http", async () => {
  const { tokens, http } = await setUp({ answers: [tokenAnswer("t1")] });
  const plain = { ...client, tokenUrl: "http://db.example.com/ords/hr/oauth/token" };
  expect((await failureOf(tokens.token(plain))).code).toBe("plainHttpRefused");
  expect(http.sent).toHaveLength(0);
  expect(await valueOf(tokens.token({ ...plain, allowPlainHttp: true }))).toBe("t1");
});

test.each(["raw", "encoded", "body"] as const)(
  "a secret that is shown %s does not go over plain http",
  async (authentication) => {
    const { tokens, http } = await setUp({ answers: [tokenAnswer("t1")], authentication });
    const plain = { ...client, tokenUrl: "http://db.example.com/ords/hr/oauth/token" };
    expect((await failureOf(tokens.token(plain))).code).toBe("plainHttpRefused");
    expect(http.sent).toHaveLength(0);
    const local = { ...client, tokenUrl: "http://localhost:8080/ords/hr/oauth/token" };
    expect(await valueOf(tokens.token(local))).toBe("t1");
  },
);

test("nobody is sent to a page of plain http to type a password", async () => {
  const { tokens } = await setUp({ answers: [] });
  const authUrl = "http://db.example.com/ords/hr/oauth/auth";
  const browse: Browse = async ({ url }) => {
    throw new Error(`Not expected: ${url.href}`);
  };
  const plain = { ...signedIn, signIn: { authUrl, redirectUri } };
  const failure = await failureOf(tokens.signIn(plain, browse, never));
  expect(failure.code).toBe("plainHttpRefused");
});

test("what is forgotten before its request goes out is not kept either", async () => {
  const { tokens, storage, store } = await setUp({ answers: [tokenAnswer("late")] });
  const read = store.get.bind(store);
  const slow = later<void>();
  store.get = async (key) => {
    const value = await read(key);
    if (isTokenKey(key)) await slow.promise;
    return value;
  };
  const asked = tokens.token(client);
  await nextTurn();
  await tokens.forget(client);
  slow.resolve();
  expect(await valueOf(asked)).toBe("late");
  expect([...storage.values.values()].join("")).not.toContain("late");
  expect(tokens.state(client)).toEqual({ kind: "none" });
});

test("a secret that changes while another window is waited for leaves no token of the old one", async () => {
  const turn = later<void>();
  const { tokens, store, storage } = await setUp({
    answers: [tokenAnswer("of-the-old"), tokenAnswer("of-the-new")],
    handOver: {
      share: async (_wanted, fetch) => {
        await turn.promise;
        return await fetch();
      },
      end: () => undefined,
    },
  });
  // As another window does it.
  const asked = tokens.token(client);
  await nextTurn();
  await store.set(clientSecretKey(client.profile, client.clientId), new Secret("new"));
  await nextTurn();
  turn.resolve();
  expect(await valueOf(asked)).toBe("of-the-old");
  expect([...storage.values.values()].join("")).not.toContain("of-the-old");
  expect(await valueOf(tokens.token(client))).toBe("of-the-new");
});

test("a connection that is removed while its token is fetched leaves nothing behind", async () => {
  const answer = later<HttpResponse>();
  const { tokens, store, storage } = await setUp({ answers: [() => answer.promise] });
  const asked = tokens.token(client);
  await until(() => tokens.state(client).kind === "fetching");
  await store.delete(clientSecretKey(client.profile, client.clientId));
  answer.resolve(tokenAnswer("late"));
  await asked;
  expect([...storage.values.keys()]).toEqual([]);
});

test("a sign-in uses the secret of the moment at which the person comes back", async () => {
  const { tokens, http } = await setUp({ answers: [tokenAnswer("t1")] });
  await tokens.signIn(
    signedIn,
    async (visit) => {
      await tokens.setSecret(client, new Secret("new"));
      return comingBack(visit);
    },
    never,
  );
  expect(basicOf(http.sent[0])).toEqual([client.clientId, "new"]);
  expect(await tokens.token(signedIn)).toMatchObject({ source: "cache" });
});

test.each([
  ["https://db.example.com", undefined],
  ["https://db.example.com/ords/hr/", undefined],
  ["https://evil.example/ords/hr/", "signInFailed"],
  ["http://db.example.com/ords/hr/", "signInFailed"],
  ["nonsense", "signInFailed"],
])("a server that says to be %s at a sign-in: %s", async (issuer, code) => {
  const { tokens } = await setUp({ answers: [personAnswer("t1", "r1")] });
  const browse: Browse = async (visit) => {
    const back = comingBack(visit);
    back.searchParams.set("iss", issuer);
    return await Promise.resolve(back);
  };
  const outcome = await settled(tokens.signIn(signedIn, browse, never));
  expect(outcome).toMatchObject(code === undefined ? { source: "fetched" } : { code });
});

test("a renewal that fails does not undo the sign-in that came meanwhile", async () => {
  const answer = later<HttpResponse>();
  const { tokens, clock } = await setUp({
    answers: [
      personAnswer("t1", "r1"),
      () => answer.promise,
      personAnswer("t2", "r2"),
      personAnswer("t3", "r3"),
    ],
  });
  await tokens.signIn(signedIn, async (visit) => comingBack(visit), never);
  clock.tick(3_600_000);
  const renewal = tokens.token(signedIn);
  await until(() => tokens.state(signedIn).kind === "fetching");
  await tokens.signIn(signedIn, async (visit) => comingBack(visit), never);
  answer.resolve(jsonAnswer(400, { error: "invalid_grant" }));
  expect(await valueOf(renewal)).toBe("t2");
  clock.tick(3_600_000);
  expect(await valueOf(tokens.token(signedIn))).toBe("t3");
});

/** A person is signed in with "t1" and "r1"; whoever asked for the renewal, which is under way, has cancelled. */
async function cancelledRenewal(
  answer: { readonly promise: Promise<HttpResponse> },
  ...later: readonly HttpResponse[]
) {
  const world = await setUp({
    answers: [personAnswer("t1", "r1"), () => answer.promise, ...later],
  });
  const { tokens, clock, http } = world;
  await tokens.signIn(signedIn, async (visit) => comingBack(visit), never);
  clock.tick(3_600_000);
  const leaver = new AbortController();
  const cancelled = settled(tokens.token(signedIn, leaver.signal));
  await until(() => http.sent.length === 2);
  leaver.abort();
  expect(isCancelled(await cancelled)).toBe(true);
  return world;
}

test("a renewal that is cancelled on its way does not sign the person out", async () => {
  const answer = later<HttpResponse>();
  const { tokens, clock, http } = await cancelledRenewal(answer, personAnswer("t3", "r3"));
  const other = tokens.token(signedIn);
  await nextTurn();
  answer.resolve(personAnswer("t2", "r2"));
  expect(await valueOf(other)).toBe("t2");
  expect(http.sent).toHaveLength(2);
  clock.tick(3_600_000);
  expect(await valueOf(tokens.token(signedIn))).toBe("t3");
  expect(http.sent[2]?.request.body).toContain("refresh_token=r2");
});

test("a renewal that nobody waits for any more is kept, unless it is forgotten meanwhile", async () => {
  for (const isForgotten of [false, true]) {
    const answer = later<HttpResponse>();
    const { tokens, storage } = await cancelledRenewal(answer);
    if (isForgotten) await tokens.forget(signedIn);
    answer.resolve(personAnswer("t2", "r2"));
    await until(() => tokens.state(signedIn).kind !== "fetching");
    await nextTurn();
    expect([...storage.values.values()].join("").includes("r2")).toBe(!isForgotten);
  }
});

test("after a failure the next call asks again", async () => {
  const { tokens } = await setUp({ answers: [jsonAnswer(503, {}), tokenAnswer("t1")] });
  await failureOf(tokens.token(client));
  expect(await valueOf(tokens.token(client))).toBe("t1");
});

test("a listener that fails does not keep a token from its caller", async () => {
  const { tokens, log } = await setUp({ answers: [tokenAnswer("t1")] });
  tokens.onDidChange(() => {
    throw new Error("listener");
  });
  expect(await valueOf(tokens.token(client))).toBe("t1");
  expect(log.text).toContain("listener");
});

test("nothing that is logged or stored outside of the secret store holds a secret", async () => {
  const { tokens, log } = await setUp({ answers: [tokenAnswer("token-MARKED")] });
  const token = await tokens.token(client);
  expect(log.text).toContain("good for 3600 s");
  expect(log.text + inspectAll(token) + JSON.stringify(token) + inspectAll(tokens)).not.toMatch(
    /MARKED/,
  );
});

function basicOf(sent: SentRequest | undefined): readonly string[] {
  const credential = sent?.options.credential;
  return credential?.kind === "basic" ? [credential.user, credential.password.reveal()] : [];
}

interface SetUp {
  readonly answers: readonly FakeAnswer[];
  readonly storage?: FakeSecretStorage;
  readonly keepStore?: boolean;
  readonly authentication?: ClientAuthentication;
  readonly storedTokens?: () => readonly SecretKey[];
  readonly handOver?: TokenHandOver;
}

async function setUp({ answers, storage = new FakeSecretStorage(), ...options }: SetUp) {
  const { handOver } = options;
  const http = new FakeHttp(...answers);
  const clock = new FakeClock();
  const log = new RecordingLogger();
  const store = new FakeSecretStore(storage);
  const tokens = createTokenProvider({
    secrets: store,
    http: http.client,
    clock,
    log,
    authentication: () => options.authentication ?? "raw",
    pkce: () => "pkce",
    ...(options.storedTokens && { storedTokens: options.storedTokens }),
    ...(handOver && { handOver: async () => handOver }),
  });
  if (options.keepStore !== true) await tokens.setSecret(client, secret);
  await nextTurn();
  let events = 0;
  tokens.onDidChange(() => (events += 1));
  return { tokens, http, clock, log, store, storage, events: () => events };
}

function tokenAnswer(value: string, expiresIn: unknown = 3600): HttpResponse {
  const lifetime = expiresIn === notSaid ? {} : { expires_in: expiresIn };
  return jsonAnswer(200, { access_token: value, token_type: "bearer", ...lifetime });
}

function personAnswer(token: string, refreshToken: string): HttpResponse {
  return jsonAnswer(200, {
    access_token: token,
    token_type: "bearer",
    expires_in: 3600,
    refresh_token: refreshToken,
  });
}

/** The address to which the browser goes when the person has approved. */
function comingBack({ url }: { readonly url: URL }): URL {
  return new URL(`${redirectUri}?code=c&state=${url.searchParams.get("state") ?? ""}`);
}

async function valueOf(call: Promise<AccessToken>): Promise<string> {
  return (await call).value.reveal();
}

async function failureOf(call: Promise<unknown>) {
  const error = await settled(call);
  if (!isUserFacingError(error)) throw new Error(`Not told to the person: ${inspectAll(error)}`);
  return error;
}

async function settled(call: Promise<unknown>): Promise<unknown> {
  return await call.catch((failure: unknown) => failure);
}

function later<T>() {
  let resolve: ((value: T) => void) | undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve: (value: T) => resolve?.(value) };
}

async function nextTurn(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 5));
}

async function until(condition: () => boolean): Promise<void> {
  for (let round = 0; round < 200; round += 1) {
    if (condition()) return;
    await nextTurn();
  }
  throw new Error("It did not come about.");
}
