import { expect, test, vi } from "vitest";
import { Secret } from "../../../../src/base/secret.ts";
import { normalizeBaseUrl } from "../../../../src/services/profiles/normalizeBaseUrl.ts";
import { type ConnectionProfile, profileId } from "../../../../src/services/profiles/profile.ts";
import {
  type ConnectionForm,
  connectionPrompts,
  toConnection,
} from "../../../../src/vscode/connections/connectionForm.ts";
import type { Prompt, PromptAnswers } from "../../../../src/vscode/prompts/prompt.ts";

vi.mock("vscode", () => ({
  l10n: {
    t: (text: string, ...values: readonly string[]) =>
      text.replace(/\{(\d)\}/g, (_, position: string) => values[Number(position)] ?? ""),
  },
}));

const fresh: ConnectionForm = {
  normalize: normalizeBaseUrl,
  edited: undefined,
  takenNames: ["hr on db.example.com"],
};

const profile: ConnectionProfile = {
  id: profileId("p1"),
  name: "Test",
  kind: "restSql",
  baseUrl: "https://db.example.com/ords",
  alias: "hr",
  user: "HR",
  password: "stored",
  allowPlainHttp: false,
  practice: false,
};

test("what is pasted fills in what follows from it", () => {
  const answers = { address: "https://db.example.com/ords/hr/_/sql" };
  expect(initial("alias", answers)).toBe("hr");
  expect(initial("user", { ...answers, alias: "hr" })).toBe("HR");
  expect(initial("name", { ...answers, alias: "hr" })).toBe("hr on db.example.com");
});

test.each([
  ["address", "", "error"],
  ["address", "not an address", "error"],
  ["address", "db.example.com", undefined],
  ["alias", " ", "error"],
  ["alias", "ords/hr", "error"],
  ["alias", "hr", undefined],
  ["user", "", "error"],
  ["password", "", "error"],
  ["password", "x", undefined],
  ["name", "", "error"],
  ["name", "hr on db.example.com", "warning"],
])("%s %j: %s", (id, text, severity) => {
  expect(complaint(fresh, id, text)?.severity).toBe(severity);
});

test("the answers become a connection, with the address as it is stored", () => {
  const asked = toConnection(
    fresh,
    {
      address: " https://db.example.com/ords/hr/ ",
      alias: "hr",
      user: "HR",
      storage: "askEveryTime",
      password: new Secret("x"),
      name: " Test ",
    },
    profile.id,
  );
  expect(asked.profile).toEqual({ ...profile, password: "askEveryTime" });
  expect(asked.password?.reveal()).toBe("x");
});

test("editing begins with what is stored", () => {
  const form = { ...fresh, edited: profile };
  expect(initial("address", {}, form)).toBe("https://db.example.com/ords");
  expect(initial("name", {}, form)).toBe("Test");
});

test.each([
  ["on the same host", "https://db.example.com:443/ords", "stored", undefined],
  ["on another host", "https://other.example.com/ords", "stored", "error"],
  ["when it is not to be stored any more", "https://db.example.com/ords", "askEveryTime", "error"],
])("an empty password keeps the stored one %s", (_, address, storage, severity) => {
  const form = { ...fresh, edited: profile };
  expect(complaint(form, "password", "", { address, storage })?.severity).toBe(severity);
});

test("an empty password is none", () => {
  const form = { ...fresh, edited: profile };
  const asked = toConnection(form, { password: new Secret("") }, profile.id);
  expect(asked.password).toBeUndefined();
});

function initial(id: string, answers: PromptAnswers, form = fresh): string | undefined {
  const prompt = find(form, id, answers);
  return prompt.kind === "text" ? prompt.initial : undefined;
}

function complaint(form: ConnectionForm, id: string, text: string, answers: PromptAnswers = {}) {
  const prompt = find(form, id, answers);
  if (!("check" in prompt)) throw new Error(`${id} is not typed`);
  return prompt.check(text);
}

function find(form: ConnectionForm, id: string, answers: PromptAnswers): Prompt {
  const prompt = connectionPrompts(form, answers).find((one) => one.id === id);
  if (!prompt) throw new Error(`The form does not ask for ${id}`);
  return prompt;
}
