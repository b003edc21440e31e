import { expect, test } from "vitest";
import { Secret } from "../../../../src/base/secret.ts";
import { clientId } from "../../../../src/domain/model/names.ts";
import type { BasicAddress } from "../../../../src/domain/database/databaseAddress.ts";
import { createProfileStore } from "../../../../src/services/profiles/createProfileStore.ts";
import {
  type ConnectionProfile,
  type OracleProfile,
  profileId,
} from "../../../../src/services/profiles/profile.ts";
import type {
  LoginPasswords,
  ProfileStore,
} from "../../../../src/services/profiles/profileStore.ts";
import { createIndexedSecretStore } from "../../../../src/services/tokens/createIndexedSecretStore.ts";
import { clientSecretKey, tokenKey } from "../../../../src/services/tokens/secretStore.ts";
import {
  FakeKeyValueStore,
  FakeSecretStorage,
  FakeSecretStore,
  inspectAll,
  oracleProfileWith,
  profileWith,
  sqlDeveloperProfileWith,
} from "../../../support/fakes.ts";

const typed: LoginPasswords = {
  password: new Secret("password-MARKED"),
  walletPassword: undefined,
};
const both: LoginPasswords = { ...typed, walletPassword: new Secret("wallet-MARKED") };
const nothing: LoginPasswords = { password: undefined, walletPassword: undefined };
const hr = profileWith();
const other = profileWith({ id: profileId("p2/with slash"), name: "Other" });
const address: BasicAddress = { kind: "basic", host: "db", port: 1521, service: "s", tls: false };
const database = oracleProfileWith({
  database: address,
  wallet: { folder: "/wallet", needsPassword: true },
});

test("connections are kept in the order in which they were added", async () => {
  const { profiles, reopened } = setUp();
  await profiles.save(hr, typed);
  await profiles.save(other, typed);
  await profiles.save({ ...hr, name: "Renamed" }, nothing);
  expect(profiles.list().map(({ name }) => name)).toEqual(["Renamed", "Other"]);
  expect(reopened().list()).toEqual(profiles.list());
  expect(profiles.get(hr.id)?.name).toBe("Renamed");
  expect(await kept(profiles, hr)).toEqual(["password-MARKED", undefined]);
});

test.each([hr, database, sqlDeveloperProfileWith({ otherSchema: { name: "PAY", alias: "pay" } })])(
  "a connection of kind $kind is read as it was saved",
  async (profile) => {
    const { profiles, reopened } = setUp();
    await profiles.save(profile, nothing);
    expect(reopened().list()).toEqual([profile]);
  },
);

test("no secret is stored beside the connections", async () => {
  const { profiles, secrets, storage } = setUp();
  await profiles.save(hr, typed);
  await profiles.save(database, both);
  await secrets.set(tokenKey(hr.id, clientId("c..")), new Secret("token-MARKED"));
  expect(inspectAll(storage)).not.toMatch(/MARKED/);
  expect(inspectAll(profiles.list())).not.toMatch(/MARKED/);
});

test.each([hr, database])(
  "a password of kind $kind that is asked for every time is not kept",
  async (profile) => {
    const { profiles, vault } = setUp();
    await profiles.save(profile, both);
    expect(vault.values.size).toBe(2);
    await profiles.save({ ...profile, password: "askEveryTime" }, both);
    expect(await profiles.passwords(profile.id)).toEqual(nothing);
    expect(vault.values.size).toBe(0);
  },
);

test("a password typed for one host is not kept for another", async () => {
  const { profiles } = setUp();
  await profiles.save(hr, typed);
  await profiles.save({ ...hr, baseUrl: "https://db.example.com:8443/ords" }, nothing);
  expect(await kept(profiles, hr)).toEqual(["password-MARKED", undefined]);
  await profiles.save({ ...hr, baseUrl: "https://evil.example.com/ords" }, nothing);
  expect(await kept(profiles, hr)).toEqual([undefined, undefined]);
});

test.each<[string, Partial<OracleProfile>]>([
  ["name", { name: "Renamed" }],
  ["alias, as it is learned when it is opened", { alias: "other" }],
  ["address of ORDS", { baseUrl: undefined }],
  ["schema", { otherSchema: { name: "PAY", alias: undefined } }],
])("both passwords outlast another %s", async (_, change) => {
  const { profiles } = setUp();
  await profiles.save(database, both);
  await profiles.save({ ...database, ...change }, nothing);
  expect(await kept(profiles, database)).toEqual(["password-MARKED", "wallet-MARKED"]);
});

test.each<[string, ConnectionProfile]>([
  ["host", { ...database, database: { ...address, host: "evil.example.com" } }],
  ["port", { ...database, database: { ...address, port: 1522 } }],
  ["service", { ...database, database: { ...address, service: "OTHER" } }],
  ["protocol", { ...database, database: { ...address, tls: true } }],
  ["text", { ...database, database: { kind: "connectString", text: "db.example.com/FREEPDB1" } }],
  ["alias", { ...database, database: { kind: "tnsAlias", alias: "HR", folder: undefined } }],
  ["proxy", { ...database, httpsProxy: { host: "proxy", port: 80 } }],
  ["way", profileWith({ id: database.id })],
])("neither password is kept for another %s", async (_, changed) => {
  const { profiles, vault } = setUp();
  await profiles.save(database, both);
  await profiles.save(changed, nothing);
  expect(await profiles.passwords(database.id)).toEqual(nothing);
  expect(vault.values.size).toBe(0);
});

test("a borrowed session keeps no password, not even one that is handed in", async () => {
  const { profiles, vault } = setUp();
  const borrowed = sqlDeveloperProfileWith({ id: database.id });
  await profiles.save(database, both);
  await profiles.save(borrowed, both);
  expect(await profiles.passwords(borrowed.id)).toEqual(nothing);
  expect(vault.values.size).toBe(0);
});

test("removing a connection removes its passwords, client secrets and tokens, and no others", async () => {
  const { profiles, secrets, vault, storage } = setUp();
  for (const { id } of [hr, other]) {
    await profiles.save(id === hr.id ? hr : other, both);
    await secrets.set(clientSecretKey(id, clientId("a..")), new Secret("s"));
    await secrets.set(tokenKey(id, clientId("a..")), new Secret("t"));
    await secrets.set(tokenKey(id, clientId("ä/b")), new Secret("t"));
  }
  await secrets.delete(tokenKey(hr.id, clientId("a..")));
  expect(vault.values.size).toBe(9);
  await profiles.remove(hr.id);
  expect(profiles.list()).toEqual([other]);
  expect(vault.values.size).toBe(5);
  await profiles.remove(other.id);
  expect(vault.values.size).toBe(0);
  expect([...storage.values.keys()]).toEqual(["ordsSecurity.connections"]);
});

test("what others keep of a connection goes with it, and no other's", async () => {
  const { storage, secrets } = setUp();
  const keysOf = (id: string) => [`kept/${id}`];
  const profiles = createProfileStore({ storage, secrets, keysOf });
  await profiles.save(hr, typed);
  await storage.set(`kept/${hr.id}`, 1);
  await storage.set(`kept/${other.id}`, 1);
  await profiles.remove(hr.id);
  expect([...storage.values.keys()]).toContain(`kept/${other.id}`);
  expect(storage.get(`kept/${hr.id}`)).toBeUndefined();
});

test("every change is told", async () => {
  const { profiles } = setUp();
  let told = 0;
  profiles.onDidChange(() => (told += 1));
  await profiles.save(hr, typed);
  await profiles.remove(hr.id);
  expect(told).toBe(2);
});

test("what cannot be read is left alone, and nothing of it is shown", async () => {
  const { profiles, storage } = setUp();
  const future = { id: "f", kind: "cloud", name: "From a later version" };
  await storage.set("ordsSecurity.connections", [future, 7, null, { ...hr, baseUrl: "nonsense" }]);
  expect(profiles.list()).toEqual([]);
  await profiles.save(other, nothing);
  expect(profiles.list()).toEqual([other]);
  expect(storage.get("ordsSecurity.connections")).toContainEqual(future);
  await storage.set("ordsSecurity.connections", "broken");
  expect(profiles.list()).toEqual([]);
});

test("what is not clearly a permission is none", async () => {
  const { profiles, storage } = setUp();
  await storage.set("ordsSecurity.connections", [
    { ...hr, allowPlainHttp: "yes", practice: 1, password: "?" },
  ]);
  expect(profiles.list()).toEqual([
    { ...hr, allowPlainHttp: false, practice: false, password: "askEveryTime" },
  ]);
});

async function kept(profiles: ProfileStore, { id }: ConnectionProfile) {
  const { password, walletPassword } = await profiles.passwords(id);
  return [password?.reveal(), walletPassword?.reveal()];
}

function setUp() {
  const storage = new FakeKeyValueStore();
  const vault = new FakeSecretStorage();
  const secrets = createIndexedSecretStore({ secrets: new FakeSecretStore(vault), storage });
  const reopened = () => createProfileStore({ storage, secrets });
  return { storage, vault, secrets, profiles: reopened(), reopened };
}

const certificates = {
  caFile: "/ca.pem",
  fingerprint: undefined,
  clientCertificate: { kind: "pfx", file: "/me.p12" },
  check: "full",
} as const;

test("certificates are stored beside the connection, their passphrase in the secret storage", async () => {
  const { profiles, storage } = setUp();
  await profiles.save(hr, nothing);
  await profiles.saveTls(hr.id, certificates, new Secret("phrase-MARKED"));
  expect(profiles.get(hr.id)?.tls).toEqual(certificates);
  expect((await profiles.keyPassphrase(hr.id))?.reveal()).toBe("phrase-MARKED");
  expect(inspectAll([...storage.values])).not.toMatch(/MARKED/);
  // Nothing typed: the passphrase stays with its certificate, and goes with it.
  await profiles.saveTls(hr.id, { ...certificates, caFile: undefined }, undefined);
  expect(await profiles.keyPassphrase(hr.id)).toBeDefined();
  const other = { kind: "pfx", file: "/other.p12" } as const;
  await profiles.saveTls(hr.id, { ...certificates, clientCertificate: other }, undefined);
  expect(await profiles.keyPassphrase(hr.id)).toBeUndefined();
});

test("without a client certificate there is no passphrase", async () => {
  const { profiles } = setUp();
  await profiles.save(hr, nothing);
  await profiles.saveTls(hr.id, certificates, new Secret("x"));
  await profiles.saveTls(hr.id, undefined, undefined);
  expect(profiles.get(hr.id)?.tls).toBeUndefined();
  expect(await profiles.keyPassphrase(hr.id)).toBeUndefined();
});

test("the choice not to check a certificate does not go to another server", async () => {
  const { profiles } = setUp();
  const unchecked = { ...certificates, check: "none" } as const;
  await profiles.save(hr, nothing);
  await profiles.saveTls(hr.id, unchecked, undefined);
  await profiles.save(profileWith({ name: "Renamed", tls: unchecked }), nothing);
  expect(profiles.get(hr.id)?.tls).toEqual(unchecked);
  await profiles.save(profileWith({ baseUrl: "https://other/ords", tls: unchecked }), nothing);
  expect(profiles.get(hr.id)?.tls).toEqual(certificates);
});

test("nor does a certificate that was accepted", async () => {
  const { profiles } = setUp();
  const accepted = { ...certificates, fingerprint: "AB:CD" };
  await profiles.save(hr, nothing);
  await profiles.saveTls(hr.id, accepted, undefined);
  await profiles.save({ ...hr, tls: accepted, name: "Renamed" }, nothing);
  expect(profiles.get(hr.id)?.tls).toEqual(accepted);
  await profiles.save({ ...hr, tls: accepted, baseUrl: "https://other/ords" }, nothing);
  expect(profiles.get(hr.id)?.tls?.fingerprint).toBeUndefined();
});

test("how clients authenticate stays when a connection is edited, until it is set anew", async () => {
  const { profiles } = setUp();
  await profiles.save(hr, nothing);
  expect(profiles.get(hr.id)).not.toHaveProperty("clientAuthentication");
  await profiles.saveClientAuthentication(hr.id, "body");
  await profiles.save({ ...hr, name: "Renamed" }, nothing);
  expect(profiles.get(hr.id)?.clientAuthentication).toBe("body");
  await profiles.saveClientAuthentication(hr.id, undefined);
  expect(profiles.get(hr.id)?.clientAuthentication).toBeUndefined();
});
