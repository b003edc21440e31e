import { beforeEach, expect, test, vi } from "vitest";
import { Secret } from "../../../../src/base/secret.ts";
import { createProfileStore } from "../../../../src/services/profiles/createProfileStore.ts";
import type { LoginPasswords } from "../../../../src/services/profiles/profileStore.ts";
import { createIndexedSecretStore } from "../../../../src/services/tokens/createIndexedSecretStore.ts";
import { createPasswords } from "../../../../src/vscode/prompts/createPasswords.ts";
import type { Walk } from "../../../../src/vscode/prompts/walkPrompts.ts";
import {
  FakeKeyValueStore,
  FakeSecretStore,
  oracleProfileWith,
  profileWith,
  sqlDeveloperProfileWith,
} from "../../../support/fakes.ts";

/** What is typed in each walk, step by step; and what was asked for. */
const person = vi.hoisted(() => ({ types: [] as string[][], asked: [] as string[][] }));

vi.mock("vscode", () => ({ l10n: { t: (text: string) => text } }));
vi.mock("../../../../src/vscode/prompts/askPrompts.ts", () => ({
  askPrompts: async ({ prompts }: Walk) => {
    const typed = person.types.shift();
    const ids = prompts({}).map(({ id }) => id);
    if (typed?.length !== ids.length) throw new Error("The person did not expect to be asked");
    person.asked.push(ids);
    return Object.fromEntries(ids.map((id, at) => [id, new Secret(typed[at] ?? "")]));
  },
}));

beforeEach(() => {
  person.types = [];
  person.asked = [];
});

const none: LoginPasswords = { password: undefined, walletPassword: undefined };
const stored = profileWith({ password: "stored" });
const asked = profileWith({ password: "askEveryTime" });
const wallet = { folder: "/w", needsPassword: true };
const withWallet = oracleProfileWith({ wallet });
const withWalletAsked = oracleProfileWith({ wallet, password: "askEveryTime" });

test("a stored password is not asked for", async () => {
  const { passwords, profiles } = open();
  await profiles.save(stored, of("kept"));
  expect(shown(await passwords.passwordsOf(stored))).toEqual(["kept"]);
});

test("a stored one that is gone is asked for once, and stored", async () => {
  const { passwords, profiles } = open();
  await profiles.save(stored, none);
  person.types = [["again"]];
  await passwords.passwordsOf(stored);
  expect(shown(await profiles.passwords(stored.id))).toEqual(["again"]);
  expect(shown(await passwords.passwordsOf(stored))).toEqual(["again"]);
});

test("one that is asked for every time is never stored, and counts until it is forgotten", async () => {
  const { passwords, profiles } = open();
  await profiles.save(asked, none);
  person.types = [["first"], ["second"]];
  await passwords.passwordsOf(asked);
  expect(shown(await passwords.passwordsOf(asked))).toEqual(["first"]);
  expect(await profiles.passwords(asked.id)).toEqual(none);
  passwords.forget(asked.id);
  expect(shown(await passwords.passwordsOf(asked))).toEqual(["second"]);
});

test("one that was typed in the form is not asked for again", async () => {
  const { passwords, profiles } = open();
  await profiles.save(asked, of("typed"));
  passwords.remember(asked, of("typed"));
  expect(shown(await passwords.passwordsOf(asked))).toEqual(["typed"]);
  expect(await profiles.passwords(asked.id)).toEqual(none);
});

test("a wallet has a password of its own, when its key is encrypted", async () => {
  const { passwords, profiles } = open();
  await profiles.save(withWallet, none);
  person.types = [["login", "key"]];
  expect(shown(await passwords.passwordsOf(withWallet))).toEqual(["login", "key"]);
  expect(shown(await profiles.passwords(withWallet.id))).toEqual(["login", "key"]);
  const open2 = oracleProfileWith({ wallet: { folder: "/w", needsPassword: false } });
  await profiles.save(open2, of("login"));
  await passwords.passwordsOf(open2);
  expect(person.asked).toEqual([["password", "walletPassword"]]);
});

test("only what is missing is asked for", async () => {
  const { passwords, profiles } = open();
  await profiles.save(withWallet, of("kept"));
  person.types = [["key"]];
  expect(shown(await passwords.passwordsOf(withWallet))).toEqual(["kept", "key"]);
  expect(person.asked).toEqual([["walletPassword"]]);
  expect(shown(await profiles.passwords(withWallet.id))).toEqual(["kept", "key"]);
});

test("both are forgotten where they are asked for every time", async () => {
  const { passwords, profiles } = open();
  await profiles.save(withWalletAsked, none);
  passwords.remember(withWalletAsked, of("login", "key"));
  expect(shown(await passwords.passwordsOf(withWalletAsked))).toEqual(["login", "key"]);
  passwords.forget(withWalletAsked.id);
  person.types = [["l2", "k2"]];
  expect(shown(await passwords.passwordsOf(withWalletAsked))).toEqual(["l2", "k2"]);
  expect(await profiles.passwords(withWalletAsked.id)).toEqual(none);
});

test("asked for although there are some, the one of the wallet may stay", async () => {
  const { passwords, profiles } = open();
  await profiles.save(withWallet, of("wrong", "key"));
  person.types = [["right", ""]];
  await passwords.ask(withWallet);
  expect(shown(await passwords.passwordsOf(withWallet))).toEqual(["right", "key"]);
  await profiles.save(withWalletAsked, none);
  passwords.remember(withWalletAsked, of("wrong", "key"));
  person.types = [["right", ""]];
  await passwords.ask(withWalletAsked);
  expect(shown(await passwords.passwordsOf(withWalletAsked))).toEqual(["right", "key"]);
});

test("a borrowed session has none to remember", () => {
  const { passwords } = open();
  expect(() => passwords.remember(sqlDeveloperProfileWith(), none)).not.toThrow();
});

function of(password: string, walletPassword?: string): LoginPasswords {
  return {
    password: new Secret(password),
    walletPassword: walletPassword === undefined ? undefined : new Secret(walletPassword),
  };
}

function shown({ password, walletPassword }: LoginPasswords): readonly string[] {
  return [password, walletPassword].flatMap((one) => one?.reveal() ?? []);
}

function open() {
  const storage = new FakeKeyValueStore();
  const secrets = createIndexedSecretStore({ secrets: new FakeSecretStore(), storage });
  const profiles = createProfileStore({ storage, secrets });
  return { profiles, passwords: createPasswords(profiles) };
}
