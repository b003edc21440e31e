import { beforeEach, expect, test, vi } from "vitest";
import { UserFacingError } from "../../../../src/base/errors.ts";
import { Secret } from "../../../../src/base/secret.ts";
import { isLoopback } from "../../../../src/services/http/isLoopback.ts";
import { createProfileStore } from "../../../../src/services/profiles/createProfileStore.ts";
import { normalizeBaseUrl } from "../../../../src/services/profiles/normalizeBaseUrl.ts";
import type { ConnectionProfile } from "../../../../src/services/profiles/profile.ts";
import type { LoginPasswords } from "../../../../src/services/profiles/profileStore.ts";
import type { ConnectionReport } from "../../../../src/services/profiles/testConnection.ts";
import { createIndexedSecretStore } from "../../../../src/services/tokens/createIndexedSecretStore.ts";
import {
  askConnection,
  type ConnectionParts,
} from "../../../../src/vscode/connections/askConnection.ts";
import { askOrdsAddress } from "../../../../src/vscode/connections/askOrdsAddress.ts";
import type { PromptAnswers } from "../../../../src/vscode/prompts/prompt.ts";
import type { Walk } from "../../../../src/vscode/prompts/walkPrompts.ts";
import {
  FakeKeyValueStore,
  FakeSecretStore,
  oracleProfileWith,
  profileWith,
  sqlDeveloperProfileWith,
} from "../../../support/fakes.ts";
import { oracleLookups, sqlDeveloperOf, sqlDeveloperWith, type Outside } from "./formSupport.ts";

/** The answers of each walk, in turn; what is pressed in each message, in turn. */
const person = vi.hoisted(() => ({
  types: [] as PromptAnswers[],
  presses: [] as (string | undefined)[],
  walks: [] as Walk[],
  messages: [] as string[],
}));

vi.mock("vscode", () => {
  const message = async (text: string) => {
    person.messages.push(text);
    if (person.presses.length === 0) throw new Error(`Not expected: ${text}`);
    return person.presses.shift();
  };
  return {
    CancellationError: class extends Error {
      override name = "Canceled";
    },
    l10n: {
      t: (text: string, ...values: readonly string[]) =>
        text.replace(/\{(\d)\}/g, (_, position: string) => values[Number(position)] ?? ""),
    },
    window: { showErrorMessage: message, showWarningMessage: message },
  };
});
vi.mock("../../../../src/vscode/prompts/askPrompts.ts", () => ({
  askPrompts: async (walk: Walk) => {
    person.walks.push(walk);
    const answers = person.types.shift();
    if (!answers) throw new Error("The person did not expect to be asked");
    return { ...walk.drafts, ...answers };
  },
}));

beforeEach(() => {
  Object.assign(person, { types: [], presses: [], walks: [], messages: [] });
});

const report: ConnectionReport = { release: "25.2", schema: "HR", alias: "people", enabled: true };
const refused = new UserFacingError({
  code: "databaseLoginFailed",
  message: "The login failed.",
  why: "So it is.",
});

const oracleAnswers: PromptAnswers = {
  kind: "oracle",
  addressing: "basic",
  host: "db.example.com",
  port: "1521",
  service: "FREEPDB1",
  tls: "no",
  user: "hr",
  storage: "stored",
  password: new Secret("typed"),
  address: "",
  name: "N",
};

function world(outside: Outside = {}, ...answers: readonly (ConnectionReport | Error)[]) {
  const storage = new FakeKeyValueStore();
  const secrets = createIndexedSecretStore({ secrets: new FakeSecretStore(), storage });
  const profiles = createProfileStore({ storage, secrets });
  const left = [...answers];
  const tested: [ConnectionProfile, LoginPasswords][] = [];
  const parts: ConnectionParts = {
    profiles,
    normalizeBaseUrl,
    isLoopback,
    oracle: oracleLookups(outside),
    sqlDeveloper: sqlDeveloperWith(outside.sqlDeveloper),
    testConnection: async (profile, passwords) => {
      tested.push([profile, passwords]);
      const answer = left.shift() ?? report;
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
  return { parts, profiles, tested };
}

const { id } = oracleProfileWith();

test("a connection to the database learns its alias by being tried", async () => {
  person.types = [oracleAnswers];
  const { parts, tested } = world();
  const asked = await askConnection(parts, id);
  expect(asked).toMatchObject({ works: true, profile: { kind: "oracle", alias: "people" } });
  expect(tested[0]?.[1].password?.reveal()).toBe("typed");
  expect(person.messages).toEqual([]);
});

test("one through ORDS keeps the alias that was typed", async () => {
  person.types = [
    {
      ...oracleAnswers,
      kind: "restSql",
      address: "https://db.example.com/ords",
      alias: "hr",
    },
  ];
  const asked = await askConnection(world().parts, id);
  expect(asked.profile).toMatchObject({ kind: "restSql", alias: "hr" });
});

const ownNotEnabled = new UserFacingError({
  code: "schemaNotEnabled",
  message: "The schema of this user is not REST-enabled.",
});

test.each([
  ["hr", "HR"],
  ['"Hr"', "Hr"],
])("an administrator without services looks at another schema: %s", async (typed, name) => {
  person.types = [oracleAnswers, { schema: typed }];
  person.presses = ["Look at another schema"];
  const asked = await askConnection(world({}, ownNotEnabled).parts, id);
  expect(asked).toMatchObject({ works: true, profile: { otherSchema: { name } } });
});

test("changing details after a failed test finds everything still typed, at the last step", async () => {
  person.types = [oracleAnswers, { password: new Secret("right") }];
  person.presses = ["Change details"];
  const { parts, tested } = world({}, refused);
  const asked = await askConnection(parts, id);
  expect(person.messages).toEqual(["The login failed. So it is."]);
  expect(person.walks.map(({ startAt }) => startAt)).toEqual(["first", "last"]);
  expect(person.walks[1]?.drafts).toEqual(oracleAnswers);
  expect(tested.map(([, { password }]) => password?.reveal())).toEqual(["typed", "right"]);
  expect(asked.works).toBe(true);
});

test("what does not work can be kept all the same, and closing the message gives up", async () => {
  person.types = [oracleAnswers, oracleAnswers];
  person.presses = ["Save anyway", undefined];
  const kept = await askConnection(world({}, refused).parts, id);
  expect(kept).toMatchObject({ works: false, profile: { alias: undefined } });
  await expect(askConnection(world({}, refused).parts, id)).rejects.toMatchObject({
    name: "Canceled",
  });
});

test("a stored password is tried again when none was typed; without any nothing is tried", async () => {
  const edited = oracleProfileWith();
  const { parts, profiles, tested } = world();
  person.types = [{ ...oracleAnswers, password: new Secret("") }];
  await askConnection(parts, id, edited);
  expect(tested).toEqual([]);
  await profiles.save(edited, { password: new Secret("stored"), walletPassword: undefined });
  person.types = [{ ...oracleAnswers, password: new Secret("") }];
  await askConnection(parts, id, edited);
  expect(tested[0]?.[1].password?.reveal()).toBe("stored");
});

test("an address of ORDS without encryption is confirmed before anything is tried", async () => {
  const plain = { ...oracleAnswers, address: "http://ords.example.com/ords" };
  person.types = [plain, plain];
  person.presses = [undefined, "Send without encryption"];
  const { parts, tested } = world();
  const asked = await askConnection(parts, id);
  expect(person.messages[0]).toBe(
    "Send secrets and tokens to ords.example.com without encryption?",
  );
  expect(person.walks).toHaveLength(2);
  expect(tested).toHaveLength(1);
  expect(asked.profile.allowPlainHttp).toBe(true);
});

test("this machine itself needs no confirmation", async () => {
  person.types = [{ ...oracleAnswers, address: "http://localhost:8080/ords" }];
  const asked = await askConnection(world().parts, id);
  expect(asked.profile).toMatchObject({ allowPlainHttp: false });
  expect(person.messages).toEqual([]);
});

test("through ORDS, the confirmation comes when the password was held back", async () => {
  const heldBack = new UserFacingError({ code: "plainHttpRefused", message: "Not sent." });
  person.types = [
    { ...oracleAnswers, kind: "restSql", address: "http://db.example.com/ords", alias: "hr" },
  ];
  person.presses = ["Send without encryption"];
  const asked = await askConnection(world({}, heldBack).parts, id);
  expect(person.messages).toEqual(["Send the password to db.example.com without encryption?"]);
  expect(asked.profile.allowPlainHttp).toBe(true);
});

test("a borrowed session is tried without a password", async () => {
  const sqlDeveloper = sqlDeveloperOf({ id: "c1", name: "HR there", connected: true });
  person.types = [{ kind: "sqlDeveloper", connection: "c1", address: "", name: "N" }];
  const { parts, tested } = world({ sqlDeveloper });
  const asked = await askConnection(parts, id);
  expect(asked.profile).toMatchObject({ kind: "sqlDeveloper", alias: "people" });
  expect(tested[0]?.[1]).toEqual({ password: undefined, walletPassword: undefined });
});

test("editing looks up what its steps offer, and starts Oracle SQL Developer only for its own", async () => {
  const read: string[] = [];
  const list = vi.fn(async () => []);
  const { parts } = world({ tnsFolder: "/tns", sqlDeveloper: { installed: true, list } });
  const oracle: ConnectionParts["oracle"] = {
    ...parts.oracle,
    readTnsNames: async (folder) => {
      read.push(folder);
      return { aliases: [], problems: [] };
    },
  };
  const asking = { ...parts, oracle };
  person.types = [oracleAnswers];
  await askConnection(asking, id);
  expect(read).toEqual([]);
  person.types = [{}];
  const edited = oracleProfileWith({
    database: { kind: "tnsAlias", alias: "x", folder: "/own" },
  });
  await askConnection(asking, id, edited);
  expect(read).toEqual(["/tns", "/own"]);
  expect(list).not.toHaveBeenCalled();
  person.types = [{}];
  await askConnection(asking, id, sqlDeveloperProfileWith());
  expect(list).toHaveBeenCalledOnce();
  person.types = [{ alias: "hr", address: "https://db.example.com/ords" }];
  await askConnection(asking, id, profileWith());
  expect(read).toHaveLength(2);
});

test("the address of ORDS alone is asked for in one step, and tried", async () => {
  const profile = oracleProfileWith({ baseUrl: undefined, alias: undefined });
  const { parts, tested } = world({}, refused);
  person.types = [
    { address: "https://wrong/ords" },
    { address: "https://ords.example.com/ords/hr/" },
  ];
  person.presses = ["Change details"];
  const passwords = { password: new Secret("known"), walletPassword: undefined };
  const asked = await askOrdsAddress(parts, profile, passwords);
  expect(person.walks[0]?.prompts({}).map((prompt) => prompt.id)).toEqual(["address"]);
  expect(person.walks[1]?.drafts).toEqual({ address: "https://wrong/ords" });
  expect(tested).toHaveLength(2);
  expect(asked.profile).toEqual({
    ...profile,
    baseUrl: "https://ords.example.com/ords",
    alias: "people",
  });
});
