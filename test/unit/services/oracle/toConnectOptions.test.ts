import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { checkBasicAddress } from "../../../../src/services/oracle/checkBasicAddress.ts";
import { toConnectOptions } from "../../../../src/services/oracle/toConnectOptions.ts";
import { driverParsers, failureOf } from "./oracleDriverParsers.ts";

const basic = { kind: "basic", host: "127.0.0.1", port: 1, service: "svc", tls: false } as const;
const nothing = { wallet: undefined, httpsProxy: undefined, tnsFolder: undefined };
const descriptor = (host: string, service: string) =>
  `(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=${host})(PORT=1))(CONNECT_DATA=(SERVICE_NAME=${service})))`;

test("a simple address is written as a descriptor, for one letter, too", () => {
  expect(toConnectOptions({ ...nothing, address: { ...basic, service: "X" } })).toEqual({
    connectString: descriptor("127.0.0.1", "X"),
    transportConnectTimeout: 10,
    expireTime: 3,
  });
  const { connectString } = toConnectOptions({ ...nothing, address: { ...basic, tls: true } });
  expect(connectString).toContain("(PROTOCOL=TCPS)");
});

test("a folder of tnsnames.ora is given for aliases only, the alias's own first", () => {
  const alias = { kind: "tnsAlias", alias: "ORCL", folder: "/own" } as const;
  expect(toConnectOptions({ ...nothing, address: alias, tnsFolder: "/set" })).toMatchObject({
    connectString: "ORCL",
    configDir: "/own",
  });
  const without = { ...alias, folder: undefined };
  expect(toConnectOptions({ ...nothing, address: without, tnsFolder: "/set" }).configDir).toBe(
    "/set",
  );
  expect(toConnectOptions({ ...nothing, address: without })).not.toHaveProperty("configDir");
  expect(toConnectOptions({ ...nothing, address: basic, tnsFolder: "/set" })).not.toHaveProperty(
    "configDir",
  );
});

test("the driver takes wallet and proxy beside every kind of address", async () => {
  const tls = { ...basic, tls: true };
  const text = { kind: "connectString", text: "tcps://127.0.0.1:1/svc" } as const;
  for (const address of [tls, text]) {
    const wallet = { folder: "/nowhere/Wallet (1) #2" };
    const missing = await failureOf({ ...toConnectOptions({ ...nothing, address, wallet }) });
    expect(missing).toMatchObject({ message: expect.stringContaining("/nowhere/Wallet (1) #2") });
    const httpsProxy = { host: "127.0.0.1", port: 2 };
    const refused = await failureOf({ ...toConnectOptions({ ...nothing, address, httpsProxy }) });
    expect(refused).toMatchObject({ code: "NJS-504" });
  }
});

test("what could say something else in a descriptor is refused", () => {
  for (const wrong of [
    { host: "db)(PORT=2" },
    { host: "" },
    { host: "[::1]" },
    { host: "dbü" },
    { port: 0 },
    { port: 70_000 },
    { service: 'a")(SERVER=pooled' },
    { service: "a)(X=Y" },
    { service: "a b" },
    { service: "a#b" },
    { service: "a\\" },
    { service: "" },
  ]) {
    const address = { ...basic, ...wrong };
    expect(checkBasicAddress(address)).toMatch(/\.$/);
    expect(() => toConnectOptions({ ...nothing, address })).toThrow("not usable");
  }
});

test("what is accepted reaches the driver unchanged", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 6 }), fc.string({ maxLength: 6 }), (host, service) => {
      const address = { ...basic, host, service };
      if (checkBasicAddress(address) !== undefined) return;
      const { connectString } = toConnectOptions({ ...nothing, address });
      const pair = driverParsers.createNVPair(driverParsers.createNVPair(connectString).toString());
      const valueOf = (...names: string[]) =>
        driverParsers.findValue(pair, ["DESCRIPTION", ...names]);
      expect(valueOf("CONNECT_DATA", "SERVICE_NAME")).toBe(service);
      expect(valueOf("ADDRESS", "HOST")).toBe(host);
      expect(pair.toString()).toBe(connectString);
    }),
    { numRuns: 2000 },
  );
});

test("quotes would be no protection: the driver drops them", async () => {
  const sent = new Promise<string>((resolve) => {
    const server = createServer((socket) => {
      socket.once("data", (bytes) => {
        resolve(bytes.toString("latin1"));
        socket.destroy();
        server.close();
      });
    }).listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      const quoted = descriptor("127.0.0.1", '"a)(SERVER=pooled"').replace(
        "PORT=1",
        `PORT=${port}`,
      );
      void failureOf({ connectString: quoted });
    });
  });
  expect(await sent).toContain("(SERVICE_NAME=a)(SERVER=pooled)");
});
