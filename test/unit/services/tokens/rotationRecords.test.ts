import { expect, test } from "vitest";
import { Secret } from "../../../../src/base/secret.ts";
import { clientId } from "../../../../src/domain/model/names.ts";
import { profileId } from "../../../../src/services/profiles/profile.ts";
import { createIndexedSecretStore } from "../../../../src/services/tokens/createIndexedSecretStore.ts";
import { createRotationRecords } from "../../../../src/services/tokens/rotationRecords.ts";
import { rotationKey } from "../../../../src/services/tokens/secretStore.ts";
import { FakeKeyValueStore, FakeSecretStore, inspectAll } from "../../../support/fakes.ts";

const client = { profile: profileId("p/1"), clientId: clientId("abc..") };

test("a record comes back as it was, with and without an old secret", async () => {
  const records = createRotationRecords(new FakeSecretStore());
  expect(await records.get(client)).toBeUndefined();
  await records.set(client, { proven: true, previous: new Secret("as it MARKED was") });
  const record = await records.get(client);
  expect(record?.proven).toBe(true);
  expect(record?.previous?.reveal()).toBe("as it MARKED was");
  expect(inspectAll(record)).not.toContain("MARKED");
  await records.set(client, { proven: false, previous: undefined });
  expect(await records.get(client)).toEqual({ proven: false, previous: undefined });
  await records.delete(client);
  expect(await records.get(client)).toBeUndefined();
});

test("what is no record is none", async () => {
  const secrets = new FakeSecretStore();
  const records = createRotationRecords(secrets);
  const key = rotationKey(client.profile, client.clientId);
  for (const text of ["", "no json", "null", "1"]) {
    await secrets.set(key, new Secret(text));
    expect(await records.get(client)).toBeUndefined();
  }
});

test("a record is gone with its connection", async () => {
  const store = createIndexedSecretStore({
    secrets: new FakeSecretStore(),
    storage: new FakeKeyValueStore(),
  });
  const records = createRotationRecords(store);
  await records.set(client, { proven: true, previous: undefined });
  await store.deleteAll(client.profile);
  expect(await records.get(client)).toBeUndefined();
});
