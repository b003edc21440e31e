import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isCancelled } from "../../src/base/errors.ts";
import { decodeJwt, type DecodedJwt } from "../../src/domain/jwt/decodeJwt.ts";
import { createFetchHttpClient } from "../../src/services/http/createFetchHttpClient.ts";
import { createNodeHttpClient } from "../../src/services/http/createNodeHttpClient.ts";
import type { HttpClient } from "../../src/services/http/httpClient.ts";
import { lookAtKeySet } from "../../src/vscode/jwt/lookAtKeySet.ts";
import { RecordingLogger } from "../support/fakes.ts";
import { startHostileServer, startTestServer, type TestServer } from "../support/hostileServer.ts";
import { jwtText } from "../support/jwtText.ts";
import { createTestCertificates } from "../support/testCertificates.ts";

/** What the key set of an issuer, read once by the real clients, says of a token; and what comes of one that is not there. */

const never = new AbortController().signal;
const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const rsa = { ...publicKey.export({ format: "jwk" }), kid: "k1", use: "sig" };
const keySet = JSON.stringify({ keys: [rsa] });

let folder: string;
let caFile: string;
let issuer: TestServer;
let hostile: TestServer;
/** What the issuer answers at the moment. */
let reply = { status: 200, type: "application/json", body: keySet };

beforeAll(async () => {
  const certificates = await createTestCertificates();
  folder = await mkdtemp(join(tmpdir(), "ords-security-keys-"));
  caFile = join(folder, "ca.pem");
  await writeFile(caFile, certificates.ca);
  issuer = await startTestServer((_request, response) => {
    response.writeHead(reply.status, { "content-type": reply.type });
    response.end(reply.body);
  }, certificates.server);
  hostile = await startHostileServer();
});

afterAll(async () => {
  await Promise.all([issuer, hostile].map((server) => server[Symbol.asyncDispose]()));
  await rm(folder, { recursive: true });
});

describe("over https", () => {
  const cases: readonly (readonly [string, Partial<typeof reply>, readonly RegExp[]])[] = [
    ["a key set", {}, [/^passed .*holds 1 key\./, /^passed .*RSA of 2048 bits/]],
    ["no JSON", { body: "hello" }, [/^failed .*is no key set/]],
    [
      "a web page",
      { type: "text/html", body: "<script>alert(1)</script>" },
      [/^failed .*is no key set/],
    ],
    ["JSON of another kind", { body: "[1, 2]" }, [/^failed .*is no key set/]],
    ["nothing there", { status: 404, body: "" }, [/^failed .*answered 404/]],
    ["a sign-in", { status: 401 }, [/^failed .*answered 401.*without signing in/]],
    ["a server that fails", { status: 500 }, [/^failed .*answered 500/]],
    [
      "too much",
      { body: JSON.stringify({ keys: [rsa], more: "x".repeat(20_000) }) },
      [/^failed .*larger than 10000 bytes/],
    ],
    [
      "another key",
      { body: JSON.stringify({ keys: [{ ...rsa, kid: "k2" }] }) },
      [/^passed /, /^failed Key: The key "k1" is not in the set/],
    ],
    [
      "a key of another kind",
      { body: JSON.stringify({ keys: [{ kty: "EC", kid: "k1" }] }) },
      [/^passed /, /^failed Key: .*"EC", not RSA/],
    ],
  ];

  test.each(cases)("%s", async (_name, change, expected) => {
    reply = { status: 200, type: "application/json", body: keySet, ...change };
    const checks = await look(nodeClient(), `${issuer.origin}/jwks`);
    expect(checks).toHaveLength(expected.length);
    for (const [place, words] of expected.entries()) expect(checks[place]).toMatch(words);
  });

  test("no credential goes to the issuer", () => {
    expect(issuer.received.length).toBeGreaterThan(0);
    for (const { method, headers, body } of issuer.received) {
      expect([method, body, headers.authorization, headers.cookie]).toEqual([
        "GET",
        "",
        undefined,
        undefined,
      ]);
    }
  });

  test("an issuer whose certificate is not trusted here is told as that", async () => {
    const [check] = await look(fetchClient(), `${issuer.origin}/jwks`);
    expect(check).toMatch(/^failed Key set: It could not be read from this machine: .*certificate/);
  });
});

describe.each([
  ["the host's fetch", fetchClient],
  ["node:http", nodeClient],
])("a server that misbehaves, by %s", (_name, client) => {
  test.each([
    ["redirect", /answered 302.*leads elsewhere/],
    ["endless", /larger than 10000 bytes/],
    ["gzipBomb", /larger than 10000 bytes/],
    ["html", /is no key set/],
    ["truncatedJson", /is no key set/],
    ["noAnswer", /could not be read from this machine: .*ended the connection/],
    ["silent", /could not be read from this machine: .*did not answer within/],
    ["slow", /could not be read from this machine: .*did not answer within/],
    ["hugeHeader", /could not be read from this machine: .*too large/],
  ])("%s", async (behavior, words) => {
    // Who is waited for in vain is not waited for long; the others may take their time on a busy machine.
    const isWaitedFor = behavior === "silent" || behavior === "slow";
    const checks = await look(client(isWaitedFor ? 400 : 10_000), `${hostile.origin}/${behavior}`);
    expect(checks).toHaveLength(1);
    expect(checks[0]).toMatch(/^failed Key set: /);
    expect(checks[0]).toMatch(words);
    expect(checks[0]).not.toContain("<script>");
  });

  test("nobody listens", async () => {
    const gone = await startTestServer(() => undefined);
    await gone[Symbol.asyncDispose]();
    expect(await look(client(), gone.origin)).toEqual([
      expect.stringMatching(/^failed Key set: .*Nothing listens/),
    ]);
  });

  test("a cancel is a cancel and no check", async () => {
    const controller = new AbortController();
    const before = hostile.received.length;
    const looking = look(client(60_000), `${hostile.origin}/slow`, controller.signal).catch(
      (error: unknown) => error,
    );
    await expect.poll(() => hostile.received.length).toBe(before + 1);
    controller.abort();
    expect(isCancelled(await looking)).toBe(true);
  });
});

/** The checks as lines: the outcome, the subject, the words. */
async function look(http: HttpClient, url: string, signal = never): Promise<readonly string[]> {
  const checks = await lookAtKeySet(
    {
      url,
      jwt: tokenOf("k1"),
      readKeySet: async (address, limits) =>
        await http({ method: "GET", url: address, headers: {}, body: undefined }, limits),
    },
    signal,
  );
  return checks.map(({ outcome, subject, text }) => `${outcome} ${subject}: ${text}`);
}

function tokenOf(kid: string): DecodedJwt {
  const decoding = decodeJwt(jwtText({ alg: "RS256", kid }, { iss: "https://issuer.example" }));
  if (decoding.kind !== "decoded") throw new Error(decoding.message);
  return decoding.jwt;
}

function fetchClient(timeoutMs = 10_000): HttpClient {
  return createFetchHttpClient({ log: new RecordingLogger(), timeoutMs: () => timeoutMs });
}

function nodeClient(timeoutMs = 10_000): HttpClient {
  return createNodeHttpClient({
    log: new RecordingLogger(),
    timeoutMs: () => timeoutMs,
    tls: { caFile, fingerprint: undefined, clientCertificate: undefined, check: "full" },
    passphrase: () => Promise.resolve(undefined),
    proxy: () => ({
      address: undefined,
      authorization: undefined,
      noProxy: [],
      checksCertificate: true,
    }),
  });
}
