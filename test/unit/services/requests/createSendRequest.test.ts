import { expect, test } from "vitest";
import { isUserFacingError } from "../../../../src/base/errors.ts";
import { Secret } from "../../../../src/base/secret.ts";
import { clientId } from "../../../../src/domain/model/names.ts";
import { profileId } from "../../../../src/services/profiles/profile.ts";
import { createSendRequest } from "../../../../src/services/requests/createSendRequest.ts";
import type { RequestCaller, RequestDraft } from "../../../../src/services/requests/sendRequest.ts";
import type { AccessToken, TokenClient } from "../../../../src/services/tokens/tokenProvider.ts";
import { type FakeAnswer, FakeHttp, inspectAll, jsonAnswer } from "../../../support/fakes.ts";

const url = "https://db.example.com/ords/hr/employees/";
const client: TokenClient = {
  profile: profileId("p1"),
  clientId: clientId("c.."),
  tokenUrl: "https://db.example.com/ords/hr/oauth/token",
  allowPlainHttp: false,
};
const asClient: RequestCaller = { kind: "client", client };
const asUser: RequestCaller = {
  kind: "user",
  user: "HR",
  password: new Secret("Tiger-7"),
  schemaUrl: "https://db.example.com/ords/hr",
};
const signal = new AbortController().signal;

test("an anonymous call carries no authorization and asks for JSON", async () => {
  const { send, http } = setUp([jsonAnswer(200, {})]);
  const { attempts } = await send(draftOf({ kind: "anonymous" }), signal);
  expect(attempts).toHaveLength(1);
  expect(attempts[0]).toMatchObject({ authorization: "none", tokenSource: undefined });
  expect(http.sent[0]?.request.headers["accept"]).toBe("application/json");
  expect(http.sent[0]?.options.credential).toBeUndefined();
});

test("an Accept header of the draft is left as it is", async () => {
  const { send, http } = setUp([jsonAnswer(200, {})]);
  await send(draftOf({ kind: "anonymous" }, { accept: "text/csv" }), signal);
  expect(http.sent[0]?.request.headers).toEqual({ accept: "text/csv" });
});

test("a client's token is attached", async () => {
  const { send, http } = setUp([jsonAnswer(200, {})], [cached("t1")]);
  const exchange = await send(draftOf(asClient), signal);
  expect(exchange.attempts).toMatchObject([{ authorization: "bearer", tokenSource: "cache" }]);
  expect(tokenSentBy(http)).toBe("t1");
  expect(inspectAll(exchange)).not.toContain("t1");
});

test("a cached token that is refused is rejected and fetched anew exactly once", async () => {
  const { send, http, rejected } = setUp(
    [jsonAnswer(401, {}), jsonAnswer(401, {})],
    [cached("t1"), fetched("t2")],
  );
  const { attempts } = await send(draftOf(asClient), signal);
  expect(attempts.map(({ tokenSource, response }) => [tokenSource, response.status])).toEqual([
    ["cache", 401],
    ["fetched", 401],
  ]);
  expect(rejected).toEqual(["t1"]);
  expect(tokenSentBy(http)).toBe("t2");
  expect(http.sent).toHaveLength(2);
});

test("a token fetched for this call is not fetched again", async () => {
  const { send, rejected } = setUp([jsonAnswer(401, {})], [fetched("t1")]);
  expect((await send(draftOf(asClient), signal)).attempts).toHaveLength(1);
  expect(rejected).toEqual([]);
});

test.each([403, 404, 500])("a %i is no reason for another token", async (status) => {
  const { send } = setUp([jsonAnswer(status, {})], [cached("t1")]);
  expect((await send(draftOf(asClient), signal)).attempts).toHaveLength(1);
});

test("a pasted token is sent and never fetched anew", async () => {
  const { send, http } = setUp([jsonAnswer(401, {})]);
  const pasted = { kind: "pastedToken", token: new Secret("p1") } as const;
  const { attempts } = await send(draftOf(pasted), signal);
  expect(attempts).toMatchObject([{ authorization: "bearer", tokenSource: "pasted" }]);
  expect(tokenSentBy(http)).toBe("p1");
  expect(http.sent).toHaveLength(1);
});

test("a database user is sent by name and password, once", async () => {
  const { send, http } = setUp([jsonAnswer(401, {})]);
  const exchange = await send(draftOf(asUser), signal);
  expect(exchange.attempts).toMatchObject([{ authorization: "basic", tokenSource: undefined }]);
  const credential = http.sent[0]?.options.credential;
  expect(credential).toMatchObject({ kind: "basic", user: "HR" });
  expect(credential?.kind === "basic" && credential.password.reveal()).toBe("Tiger-7");
  expect(inspectAll(exchange)).not.toContain("Tiger-7");
});

test.each([
  "https://evil.example.com/ords/hr/employees/",
  "http://db.example.com/ords/hr/employees/",
  "https://db.example.com:8443/ords/hr/employees/",
  "https://db.example.com.evil.example/",
])("neither a client's token nor a user's password leaves for %s", async (elsewhere) => {
  for (const caller of [asClient, asUser]) {
    const { send, http } = setUp([], []);
    const draft = draftOf(caller);
    const call = send({ ...draft, request: { ...draft.request, url: elsewhere } }, signal);
    const error: unknown = await call.catch((failure: unknown) => failure);
    if (!isUserFacingError(error)) throw new Error("not refused");
    expect(error.code).toBe("credentialNotSent");
    expect(http.sent).toHaveLength(0);
  }
});

test("the person's word about plain http and the cancel go along", async () => {
  const { send, http } = setUp([jsonAnswer(200, {})], [cached("t1")]);
  await send({ ...draftOf(asClient), allowPlainHttp: true }, signal);
  expect(http.sent[0]?.options).toMatchObject({ allowPlainHttp: true, signal });
});

function setUp(answers: readonly FakeAnswer[], given: readonly AccessToken[] = []) {
  const http = new FakeHttp(...answers);
  const left = [...given];
  const rejected: string[] = [];
  const tokens = {
    token: async () => {
      const next = left.shift();
      if (!next) throw new Error("Not expected: another token");
      return next;
    },
    reject: async (_client: TokenClient, token: AccessToken) => {
      rejected.push(token.value.reveal());
    },
  };
  return { http, rejected, send: createSendRequest({ http: http.client, tokens }) };
}

/** Of the last request; two secrets are always equal to a matcher, so they are compared revealed. */
function tokenSentBy(http: FakeHttp): string | undefined {
  const credential = http.sent.at(-1)?.options.credential;
  return credential?.kind === "bearer" ? credential.token.reveal() : undefined;
}

function draftOf(caller: RequestCaller, headers: Record<string, string> = {}): RequestDraft {
  return {
    request: { method: "GET", url, headers, body: undefined },
    caller,
    allowPlainHttp: false,
  };
}

function cached(value: string): AccessToken {
  return { value: new Secret(value), expiresAt: undefined, source: "cache" };
}

function fetched(value: string): AccessToken {
  return { value: new Secret(value), expiresAt: undefined, source: "fetched" };
}
