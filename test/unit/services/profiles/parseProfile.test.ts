import * as fc from "fast-check";
import { expect, test } from "vitest";
import { parseProfile } from "../../../../src/services/profiles/parseProfile.ts";
import { oracleProfileWith, profileWith, sqlDeveloperProfileWith } from "../../../support/fakes.ts";

const oracle = oracleProfileWith({
  wallet: { folder: "/wallet", needsPassword: true },
  httpsProxy: { host: "proxy", port: 8080 },
  otherSchema: { name: "PAY", alias: "pay" },
});
const certificates = {
  caFile: "/ca.pem",
  fingerprint: "AB:CD",
  clientCertificate: { kind: "pem", certFile: "/me.pem", keyFile: "/me.key" },
  check: "full",
} as const;
const pfx = { kind: "pfx", file: "/me.p12" } as const;
const borrowed = sqlDeveloperProfileWith({ baseUrl: "https://db.example.com/ords" });
const rest = profileWith();

test.each([
  rest,
  oracle,
  borrowed,
  { ...rest, tls: certificates },
  {
    ...oracle,
    tls: {
      caFile: undefined,
      fingerprint: undefined,
      clientCertificate: pfx,
      check: "none" as const,
    },
  },
])("what was written as $kind is read again", (profile) => {
  expect(parseProfile(profile)).toEqual(profile);
  expect(parseProfile(JSON.parse(JSON.stringify(profile)))).toEqual(profile);
});

test("a connection that an earlier version stored is read", () => {
  const { otherSchema: _, tls: _tls, ...stored } = rest;
  expect(parseProfile(stored)).toEqual(rest);
});

test.each<[string, unknown]>([
  ["nothing", null],
  ["a text", "oracle"],
  ["a list", [oracle]],
  ["no id", { ...oracle, id: "" }],
  ["an id that is no text", { ...oracle, id: 7 }],
  ["no name", { ...oracle, name: undefined }],
  ["a kind of a later version", { ...oracle, kind: "cloud" }],
  ["a kind that every object knows", { ...oracle, kind: "constructor" }],
  ["a database without an address", { ...oracle, database: undefined }],
  ["a database of an unknown form", { ...oracle, database: { kind: "ldap", host: "h" } }],
  ["a port that is none", { ...oracle, database: { ...oracle.database, port: 70_000 } }],
  ["a port as text", { ...oracle, database: { ...oracle.database, port: "1521" } }],
  ["a database without a user", { ...oracle, user: undefined }],
  ["no session to borrow", { ...borrowed, connectionId: "" }],
  ["a session that is no text", { ...borrowed, connectionId: { toString: "x" } }],
  ["REST-Enabled SQL at no address", { ...rest, baseUrl: undefined }],
  ["REST-Enabled SQL without an alias", { ...rest, alias: undefined }],
])("%s is no connection", (_, value) => {
  expect(parseProfile(value)).toBeUndefined();
});

test.each<[string, object, object]>([
  ["permissions", { allowPlainHttp: 1 }, { allowPlainHttp: false }],
  ["a way to keep the password", { password: "plain" }, { password: "askEveryTime" }],
  ["an address of ORDS", { baseUrl: "somewhere" }, { baseUrl: undefined }],
  ["an alias", { alias: ["hr"] }, { alias: undefined }],
  ["a wallet", { wallet: { folder: "" } }, { wallet: undefined }],
  [
    "whether a wallet needs a password",
    { wallet: { folder: "/w", needsPassword: 0 } },
    { wallet: { folder: "/w", needsPassword: true } },
  ],
  ["a proxy", { httpsProxy: { host: "p", port: "80" } }, { httpsProxy: undefined }],
  ["certificates", { tls: { caFile: "", check: "off" } }, { tls: undefined }],
  // What somebody accepted once must not become a certificate that anybody vouches for.
  [
    "a fingerprint",
    { tls: { ...certificates, fingerprint: 7 } },
    { tls: { ...certificates, fingerprint: "not understood" } },
  ],
  [
    "a key without its certificate",
    { tls: { ...certificates, clientCertificate: { kind: "pem", keyFile: "/me.key" } } },
    { tls: { ...certificates, clientCertificate: undefined } },
  ],
  ["another schema", { otherSchema: { name: "" } }, { otherSchema: undefined }],
  [
    "another schema's alias",
    { otherSchema: { name: "PAY", alias: 7 } },
    { otherSchema: { name: "PAY", alias: undefined } },
  ],
])("%s of no use: the connection is read without it", (_, stored, read) => {
  expect(parseProfile({ ...oracle, ...stored })).toEqual({ ...oracle, ...read });
});

test("nothing that is not asked for is taken over", () => {
  const more = { secret: "MARKED", databasePassword: "MARKED" };
  const wallet = { folder: "/wallet", needsPassword: true, password: "MARKED" };
  const database = { ...oracle.database, password: "MARKED" };
  const tls = { ...certificates, passphrase: "MARKED" };
  const read = parseProfile({ ...oracle, ...more, wallet, database, tls });
  expect(read).toEqual({ ...oracle, tls: certificates });
});

test("whatever is stored, reading it does not fail", () => {
  const member = fc.oneof(fc.jsonValue(), fc.constantFrom("oracle", "sqlDeveloper", "restSql"));
  const names = ["id", "name", "kind", "user", "database", "wallet", "httpsProxy", "otherSchema"];
  const profiles = fc.dictionary(fc.constantFrom(...names, "connectionId", "baseUrl"), member);
  fc.assert(
    fc.property(profiles, (changes) => {
      const read = parseProfile({ ...oracle, ...changes });
      expect(read === undefined || read.id === (changes["id"] ?? oracle.id)).toBe(true);
    }),
  );
});

test("how clients authenticate is read where it is a way that there is", () => {
  const read = (clientAuthentication: unknown) =>
    parseProfile({ ...profileWith(), clientAuthentication })?.clientAuthentication;
  expect(["raw", "encoded", "body"].map(read)).toEqual(["raw", "encoded", "body"]);
  expect(["Basic", 1, null, undefined].map(read)).toEqual(Array(4).fill(undefined));
});
