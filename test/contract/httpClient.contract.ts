import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  isCancelled,
  isUserFacingError,
  UserFacingError,
  type ErrorCode,
} from "../../src/base/errors.ts";
import { Secret } from "../../src/base/secret.ts";
import type { HttpRequest, HttpResponse } from "../../src/domain/http/httpMessage.ts";
import { clientId } from "../../src/domain/model/names.ts";
import { createFileSink } from "../../src/services/http/createFileSink.ts";
import type { BodyProgress, HttpClient, HttpOptions } from "../../src/services/http/httpClient.ts";
import { profileId } from "../../src/services/profiles/profile.ts";
import { createSendRequest } from "../../src/services/requests/createSendRequest.ts";
import { inspectAll, RecordingLogger } from "../support/fakes.ts";
import { startHostileServer, startTestServer, type TestServer } from "../support/hostileServer.ts";

const password = "pässword-MARKED";
const token = "token-MARKED";
const basic = { kind: "basic", user: "HR", password: new Secret(password) } as const;
const bearer = { kind: "bearer", token: new Secret(token) } as const;

/** What every `HttpClient` does, over real sockets, with servers that behave and servers that do not. */
export function httpClientContract(
  name: string,
  create: (parts: {
    readonly log: RecordingLogger;
    readonly timeoutMs: () => number;
  }) => HttpClient,
): void {
  describe(name, () => {
    const make = (log = new RecordingLogger()): HttpClient =>
      create({ log, timeoutMs: () => 5000 });

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
      // Whatever the tests have provoked: nothing at all has reached the other origin, so no token has.
      expect(elsewhere.received).toEqual([]);
      await Promise.all([echo, elsewhere, hostile].map((server) => server[Symbol.asyncDispose]()));
    });

    test("a request goes out as it is and its answer comes back as data", async () => {
      const answer = await send({
        method: "POST",
        url: `${echo.origin}/a%20b?x=1`,
        headers: { "x-own": "1" },
        body: "bödy",
      });
      expect(echo.received.at(-1)).toMatchObject({
        method: "POST",
        url: "/a%20b?x=1",
        body: "bödy",
      });
      expect(echo.received.at(-1)?.headers["x-own"]).toBe("1");
      expect(answer.status).toBe(201);
      expect(answer.headers["x-mixed-case"]).toBe("Yes");
      expect(textOf(answer)).toBe("hällo");
      expect(answer.truncated).toBe(false);
      expect(answer.durationMs).toBeGreaterThan(0);
      const { connectMs = 0, waitMs, downloadMs } = answer.timings;
      expect(connectMs + waitMs + downloadMs).toBeCloseTo(answer.durationMs, 3);
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
      await send(
        { url: echo.origin, headers: { authorization: "Basic old" } },
        { credential: bearer },
      );
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

    /** Whatever comes, it ends as an error in words. */
    const failures: readonly (readonly [string, ErrorCode, RegExp])[] = [
      ["silent", "timedOut", /did not answer within 0.4 seconds/],
      ["slow", "timedOut", /did not answer within 0.4 seconds/],
      ["tooShort", "connectionLost", /before its answer was complete/],
      ["noAnswer", "connectionLost", /before its answer was complete/],
      ["headersBrokenOff", "connectionLost", /before its answer was complete/],
      ["truncatedChunks", "connectionLost", /before its answer was complete/],
      ["notHttp", "answerNotUnderstood", /does not speak HTTP/],
      ["brokenChunks", "answerNotUnderstood", /does not speak HTTP/],
      ["twoLengths", "answerNotUnderstood", /does not speak HTTP/],
      ["splitHeader", "answerNotUnderstood", /does not speak HTTP/],
      ["upgrade", "connectionLost", /before its answer was complete/],
      ["brokenGzip", "answerNotUnderstood", /could not be unpacked/],
      ["hugeHeader", "answerTooLarge", /headers .* too large/],
    ];

    test.each(failures)("%s ends as %s", async (behavior, code, message) => {
      const error = await failureOf(
        { url: `${hostile.origin}/${behavior}` },
        // What does not wait in vain may take its time on a busy machine.
        { timeoutMs: code === "timedOut" ? 400 : 10_000, credential: bearer },
      );
      expect(error.code).toBe(code);
      expect(error.message).toMatch(message);
      expect(error.message).toContain(new URL(hostile.origin).host);
      expect(error.why).toBeTruthy();
      expect(inspectAll(error)).not.toMatch(/MARKED/);
    });

    /** Odd, but an answer. */
    const answers: readonly (readonly [string, string])[] = [
      ["http10", '{"items":[]}'],
      ["informational", '{"items":[]}'],
      ["gzip", '{"items":[]}'],
      ["brotli", '{"items":[]}'],
      ["tooLong", "{}"],
      ["html", "<!doctype html><script>alert(1)</script><p>Sign in</p>"],
      ["scriptInJson", '{"name":"</script><script>alert(1)</script><img src=x onerror=alert(1)>"}'],
    ];

    test.each(answers)("%s is an answer, as data", async (behavior, body) => {
      const answer = await send({ url: `${hostile.origin}/${behavior}` }, { credential: bearer });
      expect(answer.status).toBe(200);
      expect(textOf(answer)).toBe(body);
    });

    test("a challenge that makes no sense is an answer, and nothing more is sent", async () => {
      const before = hostile.received.length;
      const answer = await send(
        { url: `${hostile.origin}/nonsenseChallenge` },
        { credential: basic },
      );
      expect(answer.status).toBe(401);
      expect(textOf(answer)).toBe("null");
      expect(hostile.received.length).toBe(before + 1);
    });

    test("what follows an answer that is too long is not taken for the next one", async () => {
      const client = make();
      const ask = async (path: string): Promise<string> =>
        textOf(
          await client(
            { method: "GET", url: `${hostile.origin}/${path}`, headers: {}, body: undefined },
            { credential: bearer },
          ),
        );
      expect(await ask("tooLong")).toBe("{}");
      expect(await ask("gzip")).toBe('{"items":[]}');
    });

    test("a body is counted as it is unpacked: a small one that grows is cut at the limit", async () => {
      const answer = await send({ url: `${hostile.origin}/gzipBomb` }, { maxBytes: 1_000_000 });
      expect(answer.body.length).toBe(1_000_000);
      expect(answer.truncated).toBe(true);
      // The length that was announced is that of the packed bytes, and says nothing.
      expect(answer.announcedBytes).toBeUndefined();
    });

    test("a cut body says how long it would have been", async () => {
      await using server = await startTestServer((_request, response) => {
        response.writeHead(200, { "content-length": "5000000" });
        response.end("a".repeat(5_000_000));
      });
      const answer = await send({ url: server.origin }, { maxBytes: 1000 });
      expect(answer).toMatchObject({ truncated: true, announcedBytes: 5_000_000 });
      expect(answer.body.length).toBe(1000);
    });

    test("progress is told while a body comes", async () => {
      const told: BodyProgress[] = [];
      const whole = await send(
        { url: `${hostile.origin}/endless` },
        { maxBytes: 300_000, onProgress: (progress) => told.push(progress) },
      );
      expect(whole.truncated).toBe(true);
      expect(told.length).toBeGreaterThan(1);
      expect(told.at(-1)).toEqual({ bytes: 300_000, announced: undefined });
    });

    test("line breaks in an address or a header are not sent as such", async () => {
      await send({ url: `${echo.origin}/a\r\nx-evil: 1\r\n\r\nGET /b?c=%0d%0ax-evil:%201` });
      const received = echo.received.at(-1);
      expect(received?.headers).not.toHaveProperty("x-evil");
      expect(received?.url).not.toMatch(/[\r\n ]/);
      for (const value of ["1\r\nx-evil: 1", "1\nx-evil: 1", "1\rx-evil: 1", "1\0"]) {
        const error = await failureOf({ url: echo.origin, headers: { "x-own": value } });
        expect(error.code).toBe("inputNotValid");
      }
    });

    test.each([
      ["connection", "upgrade"],
      ["transfer-encoding", "chunked"],
      ["proxy-authorization", "Basic x"],
      ["content-length", "3"],
    ])("the header %s, which is about the connection, is refused", async (name, value) => {
      const error = await failureOf({ url: echo.origin, headers: { [name]: value } });
      expect(error.code).toBe("inputNotValid");
      expect(error.message).toContain(name);
    });

    test("a client whose token is refused for ever asks for a new one once, and no more", async () => {
      const before = hostile.received.length;
      const given: string[] = [];
      const sendAsClient = createSendRequest({
        http: make(),
        tokens: {
          token: async () => {
            given.push(`t${given.length + 1}`);
            const value = new Secret(`${token}-${given.length}`);
            return { value, source: "cache", expiresAt: undefined };
          },
          reject: async () => undefined,
        },
      });
      const { attempts } = await sendAsClient(
        {
          request: {
            method: "GET",
            url: `${hostile.origin}/refuse`,
            headers: {},
            body: undefined,
          },
          caller: {
            kind: "client",
            client: {
              profile: profileId("p1"),
              clientId: clientId("c"),
              tokenUrl: `${hostile.origin}/oauth/token`,
              allowPlainHttp: false,
            },
          },
          allowPlainHttp: false,
        },
        new AbortController().signal,
      );
      expect(attempts.map(({ response }) => response.status)).toEqual([401, 401]);
      expect(given).toEqual(["t1", "t2"]);
      expect(hostile.received.length - before).toBe(2);
    });

    test("a body can be saved as it comes, however long, and is not kept", async () => {
      await withFolder(async (folder) => {
        const path = join(folder, "answer.bin");
        const size = 30_000_000;
        await using server = await startTestServer((_request, response) => {
          response.writeHead(200, { "content-length": String(size) });
          response.end(Buffer.alloc(size, "a"));
        });
        const answer = await send(
          { url: server.origin },
          { saveTo: createFileSink(path), maxBytes: 1000 },
        );
        expect(answer).toMatchObject({ savedBytes: size, truncated: false, announcedBytes: size });
        expect(answer.body.length).toBe(0);
        expect((await stat(path)).size).toBe(size);
      });
    });

    test("an answer that is no success is not saved but read", async () => {
      await withFolder(async (folder) => {
        const answer = await send(
          { url: `${hostile.origin}/error500` },
          { saveTo: createFileSink(join(folder, "answer.json")) },
        );
        expect(answer.savedBytes).toBeUndefined();
        expect(textOf(answer)).toContain("InternalServerError");
        expect(await readdir(folder)).toEqual([]);
      });
    });

    test("a saved body that breaks off or is canceled leaves nothing behind", async () => {
      await withFolder(async (folder) => {
        const saveTo = createFileSink(join(folder, "answer.json"));
        const error = await failureOf({ url: `${hostile.origin}/tooShort` }, { saveTo });
        expect(error.code).toBe("connectionLost");
        const controller = new AbortController();
        const cancelled = await send(
          { url: `${hostile.origin}/endless` },
          {
            saveTo,
            signal: controller.signal,
            onProgress: ({ bytes }) => bytes > 1_000_000 && controller.abort(),
          },
        ).catch((failure: unknown) => failure);
        expect(isCancelled(cancelled)).toBe(true);
        expect(await readdir(folder)).toEqual([]);
      });
    });

    test("a disk that does not take a body ends the transfer and says so", async () => {
      const full = new UserFacingError({ code: "storageFailed", message: "The disk is full." });
      const done: string[] = [];
      const error = await failureOf(
        { url: `${hostile.origin}/endless` },
        {
          saveTo: async () => ({
            write: async () => await Promise.reject(full),
            close: async () => void done.push("closed"),
            discard: async () => void done.push("discarded"),
          }),
        },
      );
      expect(error).toBe(full);
      expect(done).toEqual(["discarded"]);
      const refused = await failureOf(
        { url: `${hostile.origin}/endless` },
        { saveTo: async () => await Promise.reject(full) },
      );
      expect(refused).toBe(full);
    });

    test("while a body is saved, the time limit counts from the last bytes that came", async () => {
      await withFolder(async (folder) => {
        await using server = await startTestServer((_request, response) => {
          response.writeHead(200);
          let left = 16;
          const timer = setInterval(() => {
            response.write("a");
            left -= 1;
            if (left > 0) return;
            clearInterval(timer);
            response.end();
          }, 150);
        });
        const saveTo = createFileSink(join(folder, "answer.bin"));
        const answer = await send({ url: server.origin }, { saveTo, timeoutMs: 2000 });
        expect(answer.savedBytes).toBe(16);
      });
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
      [
        "a token in the clear",
        { url: "http://10.0.0.1/" },
        { credential: bearer },
        "plainHttpRefused",
      ],
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
        expect((await failureOf({ url }, { credential: bearer })).code).not.toBe(
          "plainHttpRefused",
        );
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

    async function send(
      request: Partial<HttpRequest>,
      options: HttpOptions = {},
      log = new RecordingLogger(),
    ): Promise<HttpResponse> {
      return await make(log)(
        { method: "GET", url: "", headers: {}, body: undefined, ...request },
        options,
      );
    }

    async function failureOf(request: Partial<HttpRequest>, options: HttpOptions = {}) {
      const error: unknown = await send(request, options).catch((failure: unknown) => failure);
      if (!isUserFacingError(error))
        throw new Error(`Not told to the person: ${inspectAll(error)}`);
      return error;
    }
  });
}

async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "ords-security-http-"));
  try {
    await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function textOf({ body }: HttpResponse): string {
  return new TextDecoder().decode(body);
}
