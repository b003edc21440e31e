import { X509Certificate } from "node:crypto";
import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect, createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer as createTlsServer, type TlsOptions, type TLSSocket } from "node:tls";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isCancelled, isUserFacingError } from "../../../../src/base/errors.ts";
import { Secret } from "../../../../src/base/secret.ts";
import type { HttpResponse } from "../../../../src/domain/http/httpMessage.ts";
import type { ConnectionTls } from "../../../../src/services/http/connectionTls.ts";
import { createNodeHttpClient } from "../../../../src/services/http/createNodeHttpClient.ts";
import type { HttpClient, HttpOptions } from "../../../../src/services/http/httpClient.ts";
import type { ProxySettings } from "../../../../src/services/http/httpProxy.ts";
import { readServerCertificate } from "../../../../src/services/http/readServerCertificate.ts";
import { inspectAll, RecordingLogger } from "../../../support/fakes.ts";
import { startTestServer, type TestServer } from "../../../support/hostileServer.ts";
import { startHttpsProxy } from "../../../support/httpsProxy.ts";
import {
  createSelfSigned,
  createTestCertificates,
  encryptKey,
  type TestCertificates,
} from "../../../support/testCertificates.ts";

// What it does on the wire as every client does is in test/contract/httpClient.contract.ts.

let folder: string;
let certificates: TestCertificates;
/** Trusted by the file ca.pem, and says who has come. */
let server: TestServer;

const place = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ords-security-tls-"));
  certificates = await createTestCertificates();
  const { ca, client } = certificates;
  await writeFile(place("ca.pem"), ca);
  await writeFile(place("client.pem"), client.cert);
  await writeFile(place("client.key"), client.key);
  await writeFile(place("encrypted.key"), encryptKey(client.key, "key-MARKED"));
  await writeFile(place("other.key"), (await certificates.issue(["other"])).key);
  await writeFile(place("empty.pem"), "");
  for (const name of ["client.p12", "clientOfOldProgram.p12"]) {
    await copyFile(join("test/fixtures/certificates", name), place(name));
  }
  server = await startTestServer(
    (_request, response, socket) => {
      const { subject } = (socket as TLSSocket).getPeerCertificate();
      response.end(`hello ${String(subject?.CN ?? "stranger")}`);
    },
    { ...certificates.server, requestCert: true, rejectUnauthorized: false },
  );
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const direct: ProxySettings = {
  address: undefined,
  authorization: undefined,
  noProxy: [],
  checksCertificate: true,
};

interface Ways {
  readonly tls: Partial<ConnectionTls>;
  readonly passphrase: string;
  readonly proxy: Partial<ProxySettings>;
}

function clientWith({ tls, passphrase, proxy }: Partial<Ways>): HttpClient {
  return createNodeHttpClient({
    log: new RecordingLogger(),
    timeoutMs: () => 5000,
    tls: {
      caFile: undefined,
      fingerprint: undefined,
      clientCertificate: undefined,
      check: "full",
      ...tls,
    },
    passphrase: async () => (passphrase === undefined ? undefined : new Secret(passphrase)),
    proxy: () => ({ ...direct, ...proxy }),
  });
}

async function get(client: HttpClient, url: string, options: HttpOptions = {}) {
  return await client({ method: "GET", url, headers: {}, body: undefined }, options);
}

async function failureOf(client: HttpClient, url: string) {
  const error: unknown = await get(client, url).catch((failure: unknown) => failure);
  if (!isUserFacingError(error)) throw new Error(`Not told to the person: ${inspectAll(error)}`);
  return error;
}

/** One port for both: by the first byte it is seen which server is meant. */
async function startDoor({ plain, secure }: { plain: TestServer; secure: TestServer }) {
  const door = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", (first) => {
      const { port } = new URL(first[0] === 0x16 ? secure.origin : plain.origin);
      const onward = connect(Number(port), "127.0.0.1");
      onward.on("error", () => socket.destroy());
      socket.on("close", () => onward.destroy());
      onward.write(first);
      socket.pipe(onward).pipe(socket);
    });
  });
  await new Promise<void>((listening) => door.listen(0, "127.0.0.1", listening));
  const { port } = door.address() as AddressInfo;
  return {
    port,
    [Symbol.asyncDispose]: async () => void door.close(),
  };
}

/** TLS in front of whatever listens at a port, byte by byte. */
async function startTlsTunnel(to: number, tls: TlsOptions) {
  const server = createTlsServer(tls, (socket) => {
    const onward = connect(to, "127.0.0.1");
    socket.on("error", () => onward.destroy());
    onward.on("error", () => socket.destroy());
    socket.pipe(onward).pipe(socket);
  });
  server.on("tlsClientError", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      // The proxy behind it ends what is still open.
      server.close();
      await Promise.resolve();
    },
  };
}

const textOf = ({ body }: HttpResponse): string => new TextDecoder().decode(body);
const withCa = (): Partial<ConnectionTls> => ({ caFile: place("ca.pem") });

test("the authority of the connection is trusted, and otherwise nobody knows it", async () => {
  expect(textOf(await get(clientWith({ tls: withCa() }), server.origin))).toBe("hello stranger");
  const error = await failureOf(clientWith({}), server.origin);
  expect(error.code).toBe("tlsFailed");
  expect(error.message).toContain("is not trusted");
});

test("in place of the ones that this computer trusts, not beside them", async () => {
  const own = await createSelfSigned(["127.0.0.1"]);
  await using other = await startTestServer((_request, response) => response.end("x"), own);
  expect((await failureOf(clientWith({ tls: withCa() }), other.origin)).code).toBe("tlsFailed");
});

test("a certificate of another name or of another time is refused, whoever issued it", async () => {
  const past = { notBefore: new Date(0), notAfter: new Date(Date.UTC(2020, 0, 1)) };
  const wrong = [
    [certificates.serverWithWrongName, "belongs to another name"],
    [await certificates.issue(["127.0.0.1"], past), "has expired"],
  ] as const;
  for (const [certificate, words] of wrong) {
    await using other = await startTestServer((_request, response) => response.end(), certificate);
    const error = await failureOf(clientWith({ tls: withCa() }), other.origin);
    expect(error.code).toBe("tlsFailed");
    expect(error.message).toContain(words);
  }
});

test("by choice, and by that alone, the certificate is not looked at", async () => {
  const own = await createSelfSigned(["elsewhere.example.com"]);
  await using other = await startTestServer((_request, response) => response.end("x"), own);
  expect((await failureOf(clientWith({}), other.origin)).code).toBe("tlsFailed");
  expect(textOf(await get(clientWith({ tls: { check: "none" } }), other.origin))).toBe("x");
});

test("one certificate can be accepted as it is, and no other is", async () => {
  const signal = new AbortController().signal;
  const reading = { proxy: direct, timeoutMs: 5000, signal };
  const own = await createSelfSigned(["elsewhere.example.com"]);
  await using other = await startTestServer((_request, response) => response.end("x"), own);
  const seen = await readServerCertificate(other.origin, reading);
  expect(seen).toMatchObject({
    subject: "CN=elsewhere.example.com",
    issuer: "CN=elsewhere.example.com",
  });
  expect(seen.fingerprint).toBe(new X509Certificate(own.cert).fingerprint256);
  // Looking at it has asked for nothing.
  expect(other.received).toEqual([]);
  const accepting = clientWith({ tls: { fingerprint: seen.fingerprint } });
  expect(textOf(await get(accepting, other.origin))).toBe("x");
  const before = server.received.length;
  const error = await failureOf(accepting, server.origin);
  expect(error.code).toBe("tlsFailed");
  expect(error.message).toContain("another one than you have accepted");
  expect(server.received.length).toBe(before);
  // What is stored and not understood fits nothing, although an authority would vouch for it.
  const broken = clientWith({ tls: { ...withCa(), fingerprint: "7" } });
  expect((await failureOf(broken, server.origin)).code).toBe("tlsFailed");
});

test("what shows no certificate is told in words", async () => {
  const signal = new AbortController().signal;
  await using plain = await startTestServer((_request, response) => response.end());
  const failure = async (address: string, timeoutMs: number): Promise<unknown> =>
    await readServerCertificate(address, { proxy: direct, timeoutMs, signal }).catch(
      (error: unknown) => error,
    );
  const noTls = await failure(plain.origin.replace("http:", "https:"), 10_000);
  expect(isUserFacingError(noTls) && noTls.code).toBe("tlsFailed");
  const silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const { port } = silent.address() as AddressInfo;
  const late = await failure(`https://127.0.0.1:${port}/`, 100);
  expect(isUserFacingError(late) && late.code).toBe("timedOut");
  silent.close();
});

const shown = [
  ["PEM", { kind: "pem", certFile: "client.pem", keyFile: "client.key" }, undefined, "test client"],
  [
    "PEM with a passphrase",
    { kind: "pem", certFile: "client.pem", keyFile: "encrypted.key" },
    "key-MARKED",
    "test client",
  ],
  ["PFX", { kind: "pfx", file: "client.p12" }, "p12-passphrase", "test client in a pfx"],
] as const;

test.each(shown)("the client certificate is shown: %s", async (_kind, files, passphrase, name) => {
  const tls = { ...withCa(), clientCertificate: inFolder(files) };
  const client = clientWith({ tls, ...(passphrase === undefined ? {} : { passphrase }) });
  expect(textOf(await get(client, server.origin))).toBe(`hello ${name}`);
});

type Files = (typeof shown)[number][1] | (typeof broken)[number][1];

function inFolder(files: Files): NonNullable<ConnectionTls["clientCertificate"]> {
  return files.kind === "pfx"
    ? { kind: "pfx", file: place(files.file) }
    : { kind: "pem", certFile: place(files.certFile), keyFile: place(files.keyFile) };
}

const pem = { kind: "pem", certFile: "client.pem", keyFile: "encrypted.key" } as const;
const broken = [
  ["a wrong passphrase", pem, "wrong-MARKED", /passphrase does not open client.pem, encrypted.key/],
  ["no passphrase", pem, undefined, /passphrase does not open/],
  [
    "a wrong passphrase of a PFX",
    { kind: "pfx", file: "client.p12" },
    "wrong-MARKED",
    /does not open/,
  ],
  [
    "a PFX of an old program",
    { kind: "pfx", file: "clientOfOldProgram.p12" },
    "p12-passphrase",
    /no longer supported/,
  ],
  [
    "another key",
    { ...pem, keyFile: "other.key" },
    undefined,
    /does not belong to the certificate/,
  ],
  ["a missing file", { ...pem, keyFile: "gone.key" }, undefined, /gone.key cannot be read/],
  ["a file of another kind", { ...pem, certFile: "empty.pem" }, undefined, /no certificate in PEM/],
  [
    "two files in the wrong order",
    { ...pem, certFile: "client.key" },
    undefined,
    /no certificate in PEM/,
  ],
  ["no PFX at all", { kind: "pfx", file: "ca.pem" }, undefined, /cannot be used/],
] as const;

test.each(broken)("%s is told before anything is sent", async (_what, files, passphrase, words) => {
  const before = server.received.length;
  const tls = { ...withCa(), clientCertificate: inFolder(files) };
  const client = clientWith({ tls, ...(passphrase === undefined ? {} : { passphrase }) });
  const error = await failureOf(client, server.origin);
  expect(error.code).toBe("certificateNotUsable");
  expect(error.message).toMatch(words);
  expect(inspectAll(error)).not.toMatch(/MARKED|BEGIN [A-Z]/);
  expect(server.received.length).toBe(before);
});

test("an empty file of authorities does not mean that none are needed", async () => {
  const error = await failureOf(clientWith({ tls: { caFile: place("empty.pem") } }), server.origin);
  expect(error.code).toBe("certificateNotUsable");
});

test("a server that insists on a client certificate is understood", async () => {
  await using strict = await startTestServer((_request, response) => response.end("x"), {
    ...certificates.server,
    ca: certificates.ca,
    requestCert: true,
    rejectUnauthorized: true,
  });
  const error = await failureOf(clientWith({ tls: withCa() }), strict.origin);
  expect(error.code).toBe("tlsFailed");
  expect(error.message).toContain("client certificate");
  const tls = { ...withCa(), clientCertificate: inFolder(shown[0][1]) };
  expect(textOf(await get(clientWith({ tls }), strict.origin))).toBe("x");
});

test("a connection is used again, which its timings tell", async () => {
  const client = clientWith({ tls: withCa() });
  const first = await get(client, server.origin);
  const second = await get(client, server.origin);
  expect(first.timings.connectMs).toBeGreaterThan(0);
  expect(second.timings.connectMs).toBe(0);
});

test("a secure call does not go over a plain connection that was kept to the same port", async () => {
  await using plain = await startTestServer((_request, response) => response.end("plain"));
  await using door = await startDoor({ plain, secure: server });
  const client = clientWith({ tls: { caFile: place("ca.pem") } });
  const text = async (scheme: string): Promise<string> => {
    const { body } = await get(client, `${scheme}://localhost:${door.port}/`);
    return new TextDecoder().decode(body);
  };
  expect(await text("http")).toBe("plain");
  expect(await text("https")).toBe("hello stranger");
  expect(await text("http")).toBe("plain");
});

test("a kept connection that the server has ended does no harm to a GET", async () => {
  await using other = await startTestServer((_request, response, socket) => {
    response.setHeader("keep-alive", "timeout=60");
    response.end("x", () => setTimeout(() => socket.destroy(), 5));
  });
  const client = clientWith({});
  for (let count = 0; count < 20; count += 1) {
    expect(textOf(await get(client, other.origin))).toBe("x");
    await new Promise((resolve) => setTimeout(resolve, 4 + (count % 4)));
  }
});

// An address that leads to this machine, but whose name does not say so: only such a one goes through a proxy.
const throughProxy = (origin: string): string => origin.replace("127.0.0.1", "0.0.0.0");

test("http and https go through the proxy, with its login", async () => {
  await using proxy = await startHttpsProxy();
  await using plain = await startTestServer((_request, response) => response.end("plain"));
  const address = new Secret(`http://me:p%40ss@127.0.0.1:${proxy.port}`);
  const client = clientWith({ proxy: { address }, tls: { check: "none" } });
  expect(textOf(await get(client, throughProxy(server.origin)))).toBe("hello stranger");
  expect(textOf(await get(client, throughProxy(plain.origin)))).toBe("plain");
  const login = `Basic ${Buffer.from("me:p@ss").toString("base64")}`;
  expect(proxy.logins).toEqual([login, login]);
  expect(proxy.targets).toEqual(
    [server, plain].map(({ origin }) => new URL(throughProxy(origin)).host),
  );
  // What is for the proxy does not go on to the server.
  expect(inspectAll([...server.received, ...plain.received])).not.toMatch(/proxy-authorization/i);
});

test("a login of its own setting is sent as it is, in place of that of the address", async () => {
  await using proxy = await startHttpsProxy();
  const address = new Secret(`http://me:other@127.0.0.1:${proxy.port}`);
  const authorization = new Secret("Bearer proxy-MARKED");
  const client = clientWith({ proxy: { address, authorization }, tls: { check: "none" } });
  await get(client, throughProxy(server.origin));
  expect(proxy.logins).toEqual(["Bearer proxy-MARKED"]);
  expect(inspectAll(server.received)).not.toMatch(/MARKED/);
});

test("a host that needs no proxy is reached without it", async () => {
  await using proxy = await startHttpsProxy();
  const address = new Secret(`http://127.0.0.1:${proxy.port}`);
  const { port } = new URL(server.origin);
  const noProxy = ["other.example.com", `0.0.0.0:${port}`];
  const client = clientWith({ proxy: { address, noProxy }, tls: { check: "none" } });
  expect(textOf(await get(client, throughProxy(server.origin)))).toBe("hello stranger");
  expect(proxy.targets).toEqual([]);
});

test("a proxy that is itself reached by TLS has to be trusted, unless VS Code is told otherwise", async () => {
  await using proxy = await startHttpsProxy();
  await using front = await startTlsTunnel(proxy.port, certificates.server);
  const address = new Secret(`https://me:p-MARKED@127.0.0.1:${front.port}`);
  const tls = { check: "none" } as const;
  const error = await failureOf(
    clientWith({ proxy: { address }, tls }),
    throughProxy(server.origin),
  );
  expect(error.code).toBe("proxyFailed");
  expect(`${error.message} ${error.why}`).toMatch(/certificate of the proxy.*http.proxyStrictSSL/);
  expect(inspectAll(error)).not.toMatch(/MARKED/);
  expect(proxy.logins).toEqual([]);
  const trusting = clientWith({ proxy: { address, checksCertificate: false }, tls });
  expect(textOf(await get(trusting, throughProxy(server.origin)))).toBe("hello stranger");
  expect(proxy.targets).toHaveLength(1);
});

test.each([
  [407, /wants a login/],
  [403, /does not let through to .* \(status 403\)/],
  [502, /does not let through/],
])("a proxy that answers %i is told apart from the server", async (status, words) => {
  await using proxy = await startHttpsProxy({ refuseWith: status });
  const address = new Secret(`http://me:p-MARKED@127.0.0.1:${proxy.port}`);
  const error = await failureOf(clientWith({ proxy: { address } }), throughProxy(server.origin));
  expect(error.code).toBe("proxyFailed");
  expect(error.message).toMatch(words);
  expect(inspectAll(error)).not.toMatch(/MARKED/);
});

test("a proxy that is not there, or is none, is told apart from the server", async () => {
  const gone = await startHttpsProxy();
  await gone[Symbol.asyncDispose]();
  for (const port of [gone.port, Number(new URL(server.origin).port)]) {
    const address = new Secret(`http://127.0.0.1:${port}`);
    const error = await failureOf(clientWith({ proxy: { address } }), throughProxy(server.origin));
    expect(error.code).toBe("proxyFailed");
    expect(error.message).toContain(`127.0.0.1:${port}`);
  }
});

test.each([
  ["gzip", gzipSync],
  ["br", brotliCompressSync],
  ["deflate", deflateSync],
])("%s that ends too early is told, which the host's fetch cannot", async (encoding, pack) => {
  const packed = pack(JSON.stringify({ items: Array.from({ length: 500 }, Math.random) }));
  await using other = await startTestServer((_request, response) => {
    response.writeHead(200, { "content-encoding": encoding });
    response.end(packed.subarray(0, packed.length - 20));
  });
  const error = await failureOf(clientWith({}), other.origin);
  expect(error.code).toBe("answerNotUnderstood");
  expect(error.message).toContain("could not be unpacked");
});

test("a body that is packed again and again costs no memory", async () => {
  await using other = await startTestServer((_request, response) => {
    response.writeHead(200, { "content-encoding": "gzip,".repeat(2000) });
    response.end("x");
  });
  const error = await failureOf(clientWith({}), other.origin);
  expect(error.code).toBe("answerNotUnderstood");
  expect(inspectAll(error.cause)).toContain("too often");
});

test("cancelling ends a call while the connection is made", async () => {
  // Accepts, and says nothing: as a proxy, and as a server that speaks TLS.
  const sockets: { destroy(): void }[] = [];
  const silent = createServer((socket) => void sockets.push(socket));
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const { port } = silent.address() as AddressInfo;
  const address = new Secret(`http://127.0.0.1:${port}`);
  const calls = [
    [clientWith({ proxy: { address } }), throughProxy(server.origin)],
    [clientWith({}), `https://127.0.0.1:${port}/`],
  ] as const;
  for (const [client, url] of calls) {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 30);
    const failure: unknown = await get(client, url, { signal: controller.signal }).catch(
      (error: unknown) => error,
    );
    expect(isCancelled(failure)).toBe(true);
  }
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => silent.close(resolve));
});
