import { expect, test } from "vitest";
import {
  describeAddress,
  parseDatabaseAddress,
} from "../../../../src/domain/database/databaseAddress.ts";

const basic = {
  kind: "basic",
  host: "db.example.com",
  port: 1521,
  service: "FREEPDB1",
  tls: false,
} as const;

test("an address is told in one short line", () => {
  expect(describeAddress(basic)).toBe("db.example.com:1521/FREEPDB1");
  expect(describeAddress({ ...basic, host: "::1" })).toBe("[::1]:1521/FREEPDB1");
  expect(describeAddress({ kind: "tnsAlias", alias: "ORCL", folder: "/net" })).toBe(
    "ORCL in tnsnames.ora",
  );
  expect(describeAddress({ kind: "connectString", text: "a1,b1:1522/svc" })).toBe("a1,b1:1522/svc");
  const descriptor =
    "(DESCRIPTION = (ADDRESS_LIST=(ADDRESS=(PROTOCOL=TCPS)(HOST = db1 )(PORT=2484)))(CONNECT_DATA=(SERVICE_NAME=sales)))";
  expect(describeAddress({ kind: "connectString", text: descriptor })).toBe("db1:2484/sales (TLS)");
  expect(describeAddress({ ...basic, tls: true })).toBe("db.example.com:1521/FREEPDB1 (TLS)");
  const long = `h1/${"x".repeat(500)}`;
  expect(describeAddress({ kind: "connectString", text: long })).toHaveLength(80);
  expect(describeAddress({ kind: "connectString", text: "(DESCRIPTION=())" })).toBe("a descriptor");
});

test("a description never shows a password that got into a stored address", () => {
  for (const text of [
    "scott/MARKED@host:1521/svc",
    "scott/MAR@KED/MARKED@host/svc",
    "host:1521/svc?wallet_password=MARKED",
    "(DESCRIPTION=(X=(PASSWORD = MARKED)))",
  ]) {
    expect(describeAddress({ kind: "connectString", text })).not.toContain("MARKED");
    expect(describeAddress({ kind: "connectString", text })).not.toContain("KED/");
  }
});

test("stored addresses come back as they were", () => {
  const alias = { kind: "tnsAlias", alias: "ORCL", folder: undefined } as const;
  const text = { kind: "connectString", text: "h1/svc?x=y" } as const;
  for (const address of [basic, alias, text]) {
    expect(parseDatabaseAddress(structuredClone(address))).toEqual(address);
    expect(parseDatabaseAddress(JSON.parse(JSON.stringify(address)))).toEqual(address);
  }
});

test("what is no address is refused", () => {
  for (const value of [
    undefined,
    null,
    "db/svc",
    {},
    { kind: "ldap" },
    { ...basic, port: "1521" },
    { ...basic, port: 0 },
    { ...basic, port: 1.5 },
    { ...basic, host: "" },
    { ...basic, service: undefined },
    { kind: "connectString", text: "" },
    { kind: "tnsAlias", alias: 5 },
  ]) {
    expect(parseDatabaseAddress(value)).toBeUndefined();
  }
});

test("TLS is on only when that is clearly said", () => {
  expect(parseDatabaseAddress({ ...basic, tls: "yes" })).toEqual(basic);
});
