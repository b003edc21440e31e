import { beforeEach, expect, test, vi } from "vitest";
import { Secret } from "../../../../src/base/secret.ts";
import { createProfileStore } from "../../../../src/services/profiles/createProfileStore.ts";
import { createIndexedSecretStore } from "../../../../src/services/tokens/createIndexedSecretStore.ts";
import { createPasswords } from "../../../../src/vscode/prompts/createPasswords.ts";
import { FakeKeyValueStore, FakeSecretStore, profileWith } from "../../../support/fakes.ts";

const person = vi.hoisted(() => ({ types: [] as string[] }));

vi.mock("vscode", () => ({ l10n: { t: (text: string) => text } }));
vi.mock("../../../../src/vscode/prompts/askPrompts.ts", () => ({
  askPrompts: async () => {
    const text = person.types.shift();
    if (text === undefined) throw new Error("The person did not expect to be asked");
    return { password: new Secret(text) };
  },
}));

beforeEach(() => {
  person.types = [];
});

const stored = profileWith({ password: "stored" });
const asked = profileWith({ password: "askEveryTime" });

test("a stored password is not asked for", async () => {
  const { passwords, profiles } = open();
  await profiles.save(stored, new Secret("kept"));
  expect((await passwords.passwordOf(stored)).reveal()).toBe("kept");
});

test("a stored one that is gone is asked for once, and stored", async () => {
  const { passwords, profiles } = open();
  await profiles.save(stored, undefined);
  person.types = ["again"];
  await passwords.passwordOf(stored);
  expect((await profiles.password(stored.id))?.reveal()).toBe("again");
  expect((await passwords.passwordOf(stored)).reveal()).toBe("again");
});

test("one that is asked for every time is never stored, and counts until it is forgotten", async () => {
  const { passwords, profiles } = open();
  await profiles.save(asked, undefined);
  person.types = ["first", "second"];
  await passwords.passwordOf(asked);
  expect((await passwords.passwordOf(asked)).reveal()).toBe("first");
  expect(await profiles.password(asked.id)).toBeUndefined();
  passwords.forget(asked.id);
  expect((await passwords.passwordOf(asked)).reveal()).toBe("second");
});

test("one that was typed in the form is not asked for again", async () => {
  const { passwords, profiles } = open();
  await profiles.save(asked, new Secret("typed"));
  passwords.remember(asked, new Secret("typed"));
  expect((await passwords.passwordOf(asked)).reveal()).toBe("typed");
  expect(await profiles.password(asked.id)).toBeUndefined();
});

function open() {
  const storage = new FakeKeyValueStore();
  const secrets = createIndexedSecretStore({ secrets: new FakeSecretStore(), storage });
  const profiles = createProfileStore({ storage, secrets });
  return { profiles, passwords: createPasswords(profiles) };
}
