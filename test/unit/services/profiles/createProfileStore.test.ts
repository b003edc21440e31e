import { expect, test } from "vitest";
import { Secret } from "../../../../src/base/secret.ts";
import { clientId } from "../../../../src/domain/model/names.ts";
import { createProfileStore } from "../../../../src/services/profiles/createProfileStore.ts";
import { profileId } from "../../../../src/services/profiles/profile.ts";
import { createIndexedSecretStore } from "../../../../src/services/tokens/createIndexedSecretStore.ts";
import { clientSecretKey, tokenKey } from "../../../../src/services/tokens/secretStore.ts";
import {
  FakeKeyValueStore,
  FakeSecretStorage,
  FakeSecretStore,
  inspectAll,
  profileWith,
} from "../../../support/fakes.ts";

const password = new Secret("password-MARKED");
const hr = profileWith();
const other = profileWith({ id: profileId("p2/with slash"), name: "Other" });

test("connections are kept in the order in which they were added", async () => {
  const { profiles, reopened } = setUp();
  await profiles.save(hr, password);
  await profiles.save(other, password);
  await profiles.save({ ...hr, name: "Renamed" }, undefined);
  expect(profiles.list().map(({ name }) => name)).toEqual(["Renamed", "Other"]);
  expect(reopened().list()).toEqual(profiles.list());
  expect(profiles.get(hr.id)?.name).toBe("Renamed");
  expect((await profiles.password(hr.id))?.reveal()).toBe("password-MARKED");
});

test("no secret is stored beside the connections", async () => {
  const { profiles, secrets, storage } = setUp();
  await profiles.save(hr, password);
  await secrets.set(tokenKey(hr.id, clientId("c..")), new Secret("token-MARKED"));
  expect(inspectAll(storage)).not.toMatch(/MARKED/);
  expect(inspectAll(profiles.list())).not.toMatch(/MARKED/);
});

test("a password that is asked for every time is not kept", async () => {
  const { profiles, vault } = setUp();
  await profiles.save(hr, password);
  await profiles.save({ ...hr, password: "askEveryTime" }, password);
  expect(await profiles.password(hr.id)).toBeUndefined();
  expect(vault.values.size).toBe(0);
});

test("a password typed for one host is not kept for another", async () => {
  const { profiles } = setUp();
  await profiles.save(hr, password);
  await profiles.save({ ...hr, baseUrl: "https://db.example.com:8443/ords" }, undefined);
  expect(await profiles.password(hr.id)).toBeDefined();
  await profiles.save({ ...hr, baseUrl: "https://evil.example.com/ords" }, undefined);
  expect(await profiles.password(hr.id)).toBeUndefined();
});

test("removing a connection removes its password, client secrets and tokens, and no others", async () => {
  const { profiles, secrets, vault, storage } = setUp();
  for (const { id } of [hr, other]) {
    await profiles.save(id === hr.id ? hr : other, password);
    await secrets.set(clientSecretKey(id, clientId("a..")), new Secret("s"));
    await secrets.set(tokenKey(id, clientId("a..")), new Secret("t"));
    await secrets.set(tokenKey(id, clientId("ä/b")), new Secret("t"));
  }
  await secrets.delete(tokenKey(hr.id, clientId("a..")));
  expect(vault.values.size).toBe(7);
  await profiles.remove(hr.id);
  expect(profiles.list()).toEqual([other]);
  expect(vault.values.size).toBe(4);
  await profiles.remove(other.id);
  expect(vault.values.size).toBe(0);
  expect([...storage.values.keys()]).toEqual(["ordsSecurity.connections"]);
});

test("every change is told", async () => {
  const { profiles } = setUp();
  let told = 0;
  profiles.onDidChange(() => (told += 1));
  await profiles.save(hr, password);
  await profiles.remove(hr.id);
  expect(told).toBe(2);
});

test("what cannot be read is left alone, and nothing of it is shown", async () => {
  const { profiles, storage } = setUp();
  const future = { id: "f", kind: "cloud", name: "From a later version" };
  await storage.set("ordsSecurity.connections", [future, 7, null, { ...hr, baseUrl: "nonsense" }]);
  expect(profiles.list()).toEqual([]);
  await profiles.save(other, undefined);
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

function setUp() {
  const storage = new FakeKeyValueStore();
  const vault = new FakeSecretStorage();
  const secrets = createIndexedSecretStore({ secrets: new FakeSecretStore(vault), storage });
  const reopened = () => createProfileStore({ storage, secrets });
  return { storage, vault, secrets, profiles: reopened(), reopened };
}
