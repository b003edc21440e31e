import { afterAll, beforeAll, expect, test } from "vitest";
import { isCancelled, isUserFacingError, type ErrorCode } from "../../../../src/base/errors.ts";
import { Secret } from "../../../../src/base/secret.ts";
import type { HttpRequest, HttpResponse } from "../../../../src/domain/http/httpMessage.ts";
import { createFetchHttpClient } from "../../../../src/services/http/createFetchHttpClient.ts";
import type { HttpOptions } from "../../../../src/services/http/httpClient.ts";
import { inspectAll, RecordingLogger } from "../../../support/fakes.ts";
import {
  startHostileServer,
  startTestServer,
  type TestServer,
} from "../../../support/hostileServer.ts";

const password = "pässword-MARKED";
const token = "token-MARKED";
const basic = { kind: "basic", user: "HR", password: new Secret(password) } as const;
const bearer = { kind: "bearer", token: new Secret(token) } as const;

let echo: TestServer;
let elsewhere: TestServer;
let hostile: TestServer;

beforeAll(async () => {
  echo = await startTestServer((_request, response) => {
    response.writeHead(201, { "content-type": "text/plain", "X-Mixed-Case": "Yes" });
    response.end("hällo");
  });
  elsewhere = await startTestServer((_request, response) => response.end("stolen"));
  hostile = await startHostileServer(`${elsewhere.origin}/`);
});

afterAll(async () => {
  await Promise.all([echo, elsewhere, hostile].map((server) => server[Symbol.asyncDispose]()));
});

test("a request goes out as it is and its answer comes back as data", async () => {
  const answer = await send({
    method: "POST",
    url: `${echo.origin}/a%20b?x=1`,
    headers: { "x-own": "1" },
    body: "bödy",
  });
  expect(echo.received.at(-1)).toMatchObject({ method: "POST", url: "/a%20b?x=1", body: "bödy" });
  expect(echo.received.at(-1)?.headers["x-own"]).toBe("1");
  expect(answer.status).toBe(201);
  expect(answer.headers["x-mixed-case"]).toBe("Yes");
  expect(textOf(answer)).toBe("hällo");
  expect(answer.truncated).toBe(false);
  expect(answer.durationMs).toBeGreaterThan(0);
});

test("Basic credentials are the base64 of their UTF-8, not percent-encoded", async () => {
  const raw = { kind: "basic", user: "abc-_..", password: new Secret("x~y*z..") } as const;
  await send({ url: echo.origin }, { credential: raw });
  const expected = Buffer.from("abc-_..:x~y*z..", "utf8").toString("base64");
  expect(echo.received.at(-1)?.headers.authorization).toBe(`Basic ${expected}`);
  await send({ url: echo.origin }, { credential: basic });
  const sent = echo.received.at(-1)?.headers.authorization?.replace("Basic ", "") ?? "";
  expect(Buffer.from(sent, "base64").toString("utf8")).toBe(`HR:${password}`);
});

test("a bearer token replaces an authorization header of the request", async () => {
  await send({ url: echo.origin, headers: { authorization: "Basic old" } }, { credential: bearer });
  expect(echo.received.at(-1)?.headers.authorization).toBe(`Bearer ${token}`);
});

test.each(["redirect", "redirectKeepingMethod"])(
  "a %s is an answer and is not followed",
  async (behavior) => {
    const before = elsewhere.received.length;
    const answer = await send({ url: `${hostile.origin}/${behavior}` }, { credential: bearer });
    expect(Math.floor(answer.status / 100)).toBe(3);
    expect(answer.headers["location"]).toContain(elsewhere.origin);
    expect(elsewhere.received.length).toBe(before);
  },
);

test("an endless body is cut at the limit and the transfer ends", async () => {
  const answer = await send({ url: `${hostile.origin}/endless` }, { maxBytes: 100_000 });
  expect(answer.body.length).toBe(100_000);
  expect(answer.truncated).toBe(true);
});

test("a body of exactly the limit is whole", async () => {
  const answer = await send({ url: echo.origin }, { maxBytes: 6 });
  expect(textOf(answer)).toBe("hällo");
  expect(answer.truncated).toBe(false);
});

const failures: readonly (readonly [string, ErrorCode])[] = [
  ["silent", "timedOut"],
  ["slow", "timedOut"],
  ["tooShort", "connectionLost"],
  ["noAnswer", "connectionLost"],
  ["notHttp", "answerNotUnderstood"],
  ["brokenGzip", "answerNotUnderstood"],
  ["hugeHeader", "answerTooLarge"],
];

test.each(failures)("%s ends as %s", async (behavior, code) => {
  const error = await failureOf({ url: `${hostile.origin}/${behavior}` }, { timeoutMs: 400 });
  expect(error.code).toBe(code);
  expect(error.message).toContain(new URL(hostile.origin).host);
  expect(error.why).toBeTruthy();
});

test("nothing listening, an unknown host and TLS at a plain port are told apart", async () => {
  const closed = await startTestServer(() => undefined);
  await closed[Symbol.asyncDispose]();
  expect((await failureOf({ url: closed.origin })).code).toBe("connectionRefused");
  expect((await failureOf({ url: "http://no-such-host.invalid/" })).code).toBe("hostNotFound");
  const secure = echo.origin.replace("http:", "https:");
  expect((await failureOf({ url: secure })).code).toBe("tlsFailed");
});

const refused: readonly (readonly [string, Partial<HttpRequest>, HttpOptions, ErrorCode])[] = [
  ["no address", { url: "ords/hr" }, {}, "addressNotUnderstood"],
  ["another scheme", { url: "file:///etc/passwd" }, {}, "addressNotUnderstood"],
  ["user info", { url: "https://u:p@db.example.com/" }, {}, "addressNotUnderstood"],
  [
    "a password in the clear",
    { url: "http://db.example.com/" },
    { credential: basic },
    "plainHttpRefused",
  ],
  ["a token in the clear", { url: "http://10.0.0.1/" }, { credential: bearer }, "plainHttpRefused"],
  [
    "a look-alike of loopback",
    { url: "http://127.0.0.1.example.com/" },
    { credential: bearer },
    "plainHttpRefused",
  ],
  [
    "a typed authorization header in the clear",
    { url: "http://db.example.com/", headers: { authorization: "Basic x" } },
    {},
    "plainHttpRefused",
  ],
  ["a body with GET", { url: "https://db.example.com/", body: "x" }, {}, "inputNotValid"],
  [
    "a method that cannot be sent",
    { url: "https://db.example.com/", method: "TRACE" },
    {},
    "inputNotValid",
  ],
  [
    "a broken header",
    { url: "https://db.example.com/", headers: { "x-a": `${token}\r\nx-b: 1` } },
    {},
    "inputNotValid",
  ],
  [
    "a token with a line break",
    { url: "https://db.example.com/" },
    { credential: { kind: "bearer", token: new Secret(`${token}\n`) } },
    "inputNotValid",
  ],
  [
    "a user with a colon",
    { url: "https://db.example.com/" },
    { credential: { ...basic, user: "a:b" } },
    "inputNotValid",
  ],
];

test.each(refused)(
  "%s is refused before anything is sent",
  async (_what, request, options, code) => {
    const error = await failureOf(request, options);
    expect(error.code).toBe(code);
    expect(inspectAll(error)).not.toMatch(/MARKED/);
  },
);

test.each(["http://127.8.9.1:1/", "http://[::1]:1/", "http://localhost:1/"])(
  "a credential may go to %s, this machine",
  async (url) => {
    expect((await failureOf({ url }, { credential: bearer })).code).not.toBe("plainHttpRefused");
  },
);

test("a person may allow plain http for a connection", async () => {
  const error = await failureOf(
    { url: "http://no-such-host.invalid/" },
    { credential: bearer, allowPlainHttp: true },
  );
  expect(error.code).toBe("hostNotFound");
});

test("cancelling ends a call at any moment as an AbortError", async () => {
  for (const behavior of ["silent", "slow", "endless"]) {
    const controller = new AbortController();
    const call = send(
      { url: `${hostile.origin}/${behavior}` },
      { signal: controller.signal, maxBytes: Number.MAX_SAFE_INTEGER },
    );
    setTimeout(() => controller.abort(), 50);
    const error: unknown = await call.catch((failure: unknown) => failure);
    expect(isCancelled(error)).toBe(true);
  }
  const before = AbortSignal.abort(new Error("own reason"));
  await expect(send({ url: echo.origin }, { signal: before })).rejects.toSatisfy(isCancelled);
});

test("the log has one line for a call, without query and without secrets", async () => {
  const log = new RecordingLogger();
  await send({ url: `${echo.origin}/path?token=${token}` }, { credential: basic }, log);
  await send(
    { url: `${hostile.origin}/noAnswer?token=${token}` },
    { credential: bearer },
    log,
  ).catch(() => undefined);
  const lines = log.text.split("\n");
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/GET http:\/\/127\.0\.0\.1:\d+\/path → 201, 6 bytes in \d+ ms/);
  expect(lines[1]).toMatch(/\/noAnswer → connectionLost in \d+ ms/);
  expect(log.text).not.toMatch(/MARKED|Basic|Bearer|SFI6/);
});

test("the host's fetch is looked up at each call", async () => {
  const original = globalThis.fetch;
  let seen: unknown;
  globalThis.fetch = async (_input, init) => {
    seen = init?.redirect;
    return new Response("patched");
  };
  try {
    expect(textOf(await send({ url: "https://db.example.com/" }))).toBe("patched");
    expect(seen).toBe("manual");
  } finally {
    globalThis.fetch = original;
  }
});

test("a redirect that the host's fetch hides is told", async () => {
  const original = globalThis.fetch;
  globalThis.fetch = async () =>
    Object.defineProperty(new Response(null), "type", { value: "opaqueredirect" });
  try {
    expect((await failureOf({ url: "https://db.example.com/" })).code).toBe("redirectRefused");
  } finally {
    globalThis.fetch = original;
  }
});

async function send(
  request: Partial<HttpRequest>,
  options: HttpOptions = {},
  log = new RecordingLogger(),
): Promise<HttpResponse> {
  const client = createFetchHttpClient({ log, timeoutMs: () => 5000 });
  return await client(
    { method: "GET", url: "", headers: {}, body: undefined, ...request },
    options,
  );
}

async function failureOf(request: Partial<HttpRequest>, options: HttpOptions = {}) {
  const error: unknown = await send(request, options).catch((failure: unknown) => failure);
  if (!isUserFacingError(error)) throw new Error(`Not told to the person: ${inspectAll(error)}`);
  return error;
}

function textOf({ body }: HttpResponse): string {
  return new TextDecoder().decode(body);
}
