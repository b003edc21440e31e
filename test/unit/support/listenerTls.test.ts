import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { X509Certificate } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { startHttpsProxy } from "../../support/httpsProxy.ts";
import { scriptedDatabase } from "../../support/oracleListener/scriptedDatabase.ts";
import { startOracleListener } from "../../support/oracleListener/startOracleListener.ts";
import type { ListenerTls } from "../../support/oracleListener/startOracleListener.ts";
import { createTestCertificates } from "../../support/testCertificates.ts";
import type { TestCertificates } from "../../support/testCertificates.ts";
import { errorOf, rawDriver } from "./rawDriver.ts";

const database = scriptedDatabase({ answer: () => ({ kind: "other" }) });
let certificates: TestCertificates;
beforeAll(async () => {
  certificates = await createTestCertificates();
});

async function connect(port: number, options: Readonly<Record<string, unknown>> = {}) {
  const connection = await rawDriver.getConnection({
    user: "hr",
    password: "tiger",
    connectString: `tcps://127.0.0.1:${port}/FREEPDB1`,
    walletContent: certificates.walletPem(undefined),
    ...options,
  });
  await connection.ping();
  await connection.close();
}

async function startTls(tls: ListenerTls) {
  return await startOracleListener({ database, tls });
}

describe("the authority", () => {
  test("has signed what it says, for the names that it says", () => {
    const ca = new X509Certificate(certificates.ca);
    const server = new X509Certificate(certificates.server.cert);
    expect(server.verify(ca.publicKey)).toBe(true);
    expect(server.checkIP("127.0.0.1")).toBe("127.0.0.1");
    expect(server.checkHost("localhost")).toBe("localhost");
    expect(new X509Certificate(certificates.serverWithWrongName.cert).checkIP("127.0.0.1")).toBe(
      undefined,
    );
    expect(new X509Certificate(certificates.client.cert).verify(ca.publicKey)).toBe(true);
  });
});

describe("a listener with TLS", () => {
  test("is reached by who trusts its authority", async () => {
    await using listener = await startTls(certificates.server);
    await connect(listener.port);
    expect(listener.events.map(({ kind }) => kind)).toContain("login");
  });

  test("is not trusted otherwise", async () => {
    await using listener = await startTls(certificates.server);
    const error = await errorOf(connect(listener.port, { walletContent: undefined }));
    expect(error).toMatchObject({ code: "NJS-506" });
    expect(error.message).toContain("unable to verify the first certificate");
    const other = await createTestCertificates();
    const alien = connect(listener.port, { walletContent: other.walletPem(undefined) });
    expect(await errorOf(alien)).toMatchObject({ code: "NJS-506" });
    expect(listener.events.some(({ kind }) => kind === "login")).toBe(false);
  });

  test("is not trusted under another name, unless the driver is told not to look", async () => {
    await using listener = await startTls(certificates.serverWithWrongName);
    const error = await errorOf(connect(listener.port));
    expect(error.message).toMatch(/^NJS-506.*NJS-508/s);
    await connect(listener.port, { sslServerDNMatch: false });
  });

  test("is not trusted after its time", async () => {
    const yesterday = new Date(Date.now() - 24 * 3600 * 1000);
    const validity = { notBefore: new Date(2020, 0, 1), notAfter: yesterday };
    await using listener = await startTls(await certificates.issue(["127.0.0.1"], validity));
    const error = await errorOf(connect(listener.port));
    expect(error.message).toContain("certificate has expired");
  });

  test("says nothing to a driver that does not speak TLS, and the other way round", async () => {
    await using withTls = await startTls(certificates.server);
    const plain = connect(withTls.port, { connectString: withTls.connectString });
    expect(await errorOf(plain)).toMatchObject({ code: "NJS-500" });
    await using without = await startOracleListener({ database });
    expect(await errorOf(connect(without.port))).toMatchObject({ code: "NJS-506" });
    await expect.poll(() => withTls.connections + without.connections).toBe(0);
  });

  test("can be silent before TLS begins", async () => {
    await using listener = await startTls(certificates.server);
    listener.misbehave({ kind: "silent", at: "accept" });
    const waiting = errorOf(connect(listener.port, { transportConnectTimeout: 1 }));
    await expect.poll(() => listener.connections).toBe(1);
    expect(await waiting).toMatchObject({ code: "NJS-510" });
    expect(listener.events).toEqual([]);
  });
});

describe("a listener that wants a certificate of the client", () => {
  test("gets it from a wallet with a password", async () => {
    const folder = await mkdtemp(join(tmpdir(), "wallet-"));
    try {
      await certificates.writeWallet(folder, "open sesame");
      await using listener = await startTls({ ...certificates.server, clientCa: certificates.ca });
      const wallet = { walletContent: undefined, walletLocation: folder };
      await connect(listener.port, { ...wallet, walletPassword: "open sesame" });
      const wrong = connect(listener.port, { ...wallet, walletPassword: "wrong" });
      expect(await errorOf(wrong)).toMatchObject({ code: "NJS-505" });
      expect(await errorOf(connect(listener.port, wallet))).toMatchObject({ code: "NJS-505" });
      await certificates.writeWallet(folder, undefined);
      await connect(listener.port, wallet);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test("refuses one of another authority", async () => {
    await using listener = await startTls({ ...certificates.server, clientCa: certificates.ca });
    const other = await createTestCertificates();
    const walletContent = [other.client.key, other.client.cert, certificates.ca].join("\n");
    const error = await errorOf(connect(listener.port, { walletContent }));
    expect(error).toMatchObject({ code: "NJS-500" });
    expect(listener.events.some(({ kind }) => kind === "login")).toBe(false);
  });

  test("is nothing for a wallet that has only the authority's certificate", async () => {
    await using listener = await startTls(certificates.server);
    const error = await errorOf(connect(listener.port, { walletContent: certificates.ca }));
    expect(error).toMatchObject({ code: "NJS-505" });
  });
});

describe("a web proxy", () => {
  test("leads to the listener, and notes it", async () => {
    await using listener = await startTls(certificates.server);
    await using proxy = await startHttpsProxy();
    await connect(listener.port, { httpsProxy: "127.0.0.1", httpsProxyPort: proxy.port });
    expect(proxy.targets).toEqual([`127.0.0.1:${listener.port}`]);
  });

  test("can refuse", async () => {
    await using listener = await startTls(certificates.server);
    await using proxy = await startHttpsProxy({ refuseWith: 407 });
    const through = { httpsProxy: "127.0.0.1", httpsProxyPort: proxy.port };
    const error = await errorOf(connect(listener.port, through));
    expect(error).toMatchObject({ code: "NJS-504" });
    expect(error.message).toContain("407");
    expect(listener.connections).toBe(0);
    proxy.refuseWith(undefined);
    await connect(listener.port, through);
    expect(proxy.targets).toHaveLength(2);
  });

  test("says when there is nothing behind it", async () => {
    const listener = await startTls(certificates.server);
    await listener[Symbol.asyncDispose]();
    await using proxy = await startHttpsProxy();
    const through = { httpsProxy: "127.0.0.1", httpsProxyPort: proxy.port };
    const error = await errorOf(connect(listener.port, through));
    expect(error.message).toContain("502");
  });
});
