import { beforeEach, expect, test, vi } from "vitest";
import { Secret } from "../../../../src/base/secret.ts";
import type { Session, SessionState } from "../../../../src/features/sessions/sessions.ts";
import { isLoopback } from "../../../../src/services/http/isLoopback.ts";
import { createProfileStore } from "../../../../src/services/profiles/createProfileStore.ts";
import { normalizeBaseUrl } from "../../../../src/services/profiles/normalizeBaseUrl.ts";
import type { ConnectionProfile } from "../../../../src/services/profiles/profile.ts";
import type { LoginPasswords } from "../../../../src/services/profiles/profileStore.ts";
import { createIndexedSecretStore } from "../../../../src/services/tokens/createIndexedSecretStore.ts";
import type { App } from "../../../../src/vscode/app.ts";
import { connectionCommands } from "../../../../src/vscode/commands/connectionCommands.ts";
import { createPasswords } from "../../../../src/vscode/prompts/createPasswords.ts";
import type { PromptAnswers } from "../../../../src/vscode/prompts/prompt.ts";
import { emptyCatalog } from "../../features/sampleCatalog.ts";
import {
  FakeKeyValueStore,
  FakeSecretStore,
  oracleProfileWith,
  profileWith,
  sqlDeveloperProfileWith,
} from "../../../support/fakes.ts";

const person = vi.hoisted(() => ({ types: [] as PromptAnswers[], told: [] as string[] }));

vi.mock("vscode", () => ({
  CancellationError: class extends Error {
    override name = "Canceled";
  },
  ProgressLocation: {},
  l10n: {
    t: (text: string, ...values: readonly string[]) =>
      text.replace(/\{(\d)\}/g, (_, position: string) => values[Number(position)] ?? ""),
  },
  window: { showInformationMessage: async (text: string) => void person.told.push(text) },
}));
vi.mock("../../../../src/vscode/prompts/askPrompts.ts", () => ({
  askPrompts: async () => {
    const answers = person.types.shift();
    if (!answers) throw new Error("The person did not expect to be asked");
    return answers;
  },
}));

beforeEach(() => {
  person.types = [];
  person.told = [];
});

const none: LoginPasswords = { password: undefined, walletPassword: undefined };
const open: SessionState = {
  kind: "open",
  catalog: emptyCatalog,
  refreshing: false,
  uncommitted: 0,
};

async function world(profile: ConnectionProfile, state: SessionState = { kind: "closed" }) {
  const storage = new FakeKeyValueStore();
  const secrets = createIndexedSecretStore({ secrets: new FakeSecretStore(), storage });
  const profiles = createProfileStore({ storage, secrets });
  await profiles.save(profile, none);
  const passwords = createPasswords(profiles);
  const tested: (readonly [ConnectionProfile, LoginPasswords])[] = [];
  const deeds: string[] = [];
  const session = (): Session => ({ profile: profiles.get(profile.id) ?? profile, state });
  const app = {
    profiles,
    passwords,
    normalizeBaseUrl,
    isLoopback,
    sessions: {
      list: () => [session()],
      get: () => session(),
      close: async () => void deeds.push("close"),
      open: async () => {
        deeds.push("open");
        return emptyCatalog;
      },
      setActive: () => undefined,
    },
    testConnection: async (one: ConnectionProfile, with_: LoginPasswords) => {
      tested.push([one, with_]);
      return { release: "25.2", schema: "HR", alias: "people", enabled: true };
    },
  };
  const commands = connectionCommands(app as unknown as App);
  return { commands, profiles, passwords, tested, deeds };
}

test("the address of ORDS is set without closing the session or asking for a password", async () => {
  const profile = oracleProfileWith({
    baseUrl: undefined,
    alias: undefined,
    password: "askEveryTime",
  });
  const { commands, profiles, passwords, tested, deeds } = await world(profile, open);
  passwords.remember(profile, { ...none, password: new Secret("typed") });
  person.types = [{ address: "https://ords.example.com/ords/hr" }];
  await commands["ordsSecurity.setOrdsAddress"](profile.id);
  expect(profiles.get(profile.id)).toEqual({
    ...profile,
    baseUrl: "https://ords.example.com/ords",
    alias: "people",
  });
  expect(tested.map(([, { password }]) => password?.reveal())).toEqual(["typed"]);
  expect(deeds).toEqual([]);
});

test("of a closed one whose password is not stored nothing is tried, and nothing else asked", async () => {
  const profile = oracleProfileWith({ password: "askEveryTime" });
  const { commands, profiles, tested } = await world(profile);
  person.types = [{ address: "" }];
  await commands["ordsSecurity.setOrdsAddress"](profile.id);
  expect(profiles.get(profile.id)?.baseUrl).toBeUndefined();
  expect(tested).toEqual([]);
});

test("a connection through ORDS has its address already", async () => {
  const { commands } = await world(profileWith());
  await expect(commands["ordsSecurity.setOrdsAddress"]("p1")).rejects.toMatchObject({
    code: "inputNotValid",
    remedy: { action: "editConnection", argument: "p1" },
  });
});

test("a borrowed session is tested without a password, and has none to enter", async () => {
  const { commands, tested } = await world(sqlDeveloperProfileWith());
  await commands["ordsSecurity.testConnection"]("s1");
  expect(tested.map(([, passwords]) => passwords)).toEqual([none]);
  expect(person.told).toEqual(["HR borrowed works: ORDS 25.2, schema HR."]);
  await expect(commands["ordsSecurity.enterPassword"]("s1")).rejects.toMatchObject({
    code: "inputNotValid",
  });
});

test("the passwords of a database are entered anew, and tried by connecting", async () => {
  const profile = oracleProfileWith({ wallet: { folder: "/w", needsPassword: true } });
  const { commands, profiles, deeds } = await world(profile, { kind: "closed" });
  person.types = [{ password: new Secret("login"), walletPassword: new Secret("key") }];
  await commands["ordsSecurity.enterPassword"](profile.id);
  const { password, walletPassword } = await profiles.passwords(profile.id);
  expect([password?.reveal(), walletPassword?.reveal()]).toEqual(["login", "key"]);
  expect(deeds).toEqual(["close", "open"]);
});
