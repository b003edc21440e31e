import { expect, test, vi } from "vitest";
import { UserFacingError } from "../../../../src/base/errors.ts";
import { Secret } from "../../../../src/base/secret.ts";
import {
  connectionPrompts,
  toConnection,
} from "../../../../src/vscode/connections/connectionForm.ts";
import { profileWith } from "../../../support/fakes.ts";
import { complaintOf, fill, find, formWith, initialOf, type Outside } from "./formSupport.ts";

vi.mock("vscode", () => ({
  l10n: {
    t: (text: string, ...values: readonly string[]) =>
      text.replace(/\{(\d)\}/g, (_, position: string) => values[Number(position)] ?? ""),
  },
}));

const fresh = formWith();
const profile = profileWith({ name: "Test" });
const throughOrds = { kind: "restSql" };

test("the first step asks how, and does not yet say how many there will be", () => {
  const [first, ...others] = connectionPrompts(fresh, {});
  expect(first?.id).toBe("kind");
  expect(others).toEqual([]);
});

test.each<[string, Outside["sqlDeveloper"], readonly string[]]>([
  ["is not installed", {}, ["restSql", "oracle"]],
  ["was not started", { installed: true }, ["restSql", "oracle", "sqlDeveloper"]],
  ["has no connections", { installed: true, known: () => [] }, ["restSql", "oracle"]],
  [
    "has some",
    { installed: true, known: () => [{ id: "c", name: "C", connected: false }] },
    ["restSql", "oracle", "sqlDeveloper"],
  ],
])("what is offered when Oracle SQL Developer %s", (_, sqlDeveloper = {}, offered) => {
  const step = find(formWith({ sqlDeveloper }), "kind", {});
  const options = step.kind === "pickOne" ? step.options : [];
  expect(options.map(({ value }) => value)).toEqual(offered);
  expect(options.every(({ detail }) => detail !== undefined)).toBe(true);
});

test("that extension is started by choosing it, and what keeps it is said at the step", async () => {
  const list = vi.fn(async () => []);
  const lookUp = async (sqlDeveloper: Outside["sqlDeveloper"] = {}, kind = "sqlDeveloper") => {
    const step = find(formWith({ sqlDeveloper: { installed: true, ...sqlDeveloper } }), "kind", {});
    return step.kind === "pickOne" ? await step.lookUp?.(kind) : undefined;
  };
  expect(await lookUp({ list }, "oracle")).toBeUndefined();
  expect(list).not.toHaveBeenCalled();
  expect(await lookUp({ list })).toMatch(/no connections/);
  const failing = async () => {
    throw new UserFacingError({ code: "notConnected", message: "It failed.", why: "So it is." });
  };
  expect(await lookUp({ list: failing })).toBe("It failed. So it is.");
});

test("what is pasted fills in what follows from it", () => {
  const answers = { ...throughOrds, address: "https://db.example.com/ords/hr/_/sql" };
  expect(initialOf(fresh, "alias", answers)).toBe("hr");
  expect(initialOf(fresh, "user", { ...answers, alias: "hr" })).toBe("HR");
  expect(initialOf(fresh, "name", { ...answers, alias: "hr" })).toBe("hr on db.example.com");
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
  expect(complaintOf(fresh, id, text, throughOrds)?.severity).toBe(severity);
});

test("the answers become a connection, with the address as it is stored", async () => {
  const {
    asked,
    profile: made,
    passwords,
  } = await fill(fresh, {
    ...throughOrds,
    address: " https://db.example.com/ords/hr/ ",
    storage: "askEveryTime",
    password: "x",
    name: " Test ",
  });
  expect(made).toEqual({ ...profile, password: "askEveryTime" });
  expect(passwords.password?.reveal()).toBe("x");
  expect(asked).toEqual(["kind", "address", "alias", "user", "storage", "password", "name"]);
});

test("editing begins with what is stored, and does not ask for the kind", async () => {
  const otherSchema = { name: "APP", alias: "app" };
  const form = formWith({}, { edited: { ...profile, otherSchema } });
  const { asked, profile: kept, passwords } = await fill(form, {});
  expect(asked[0]).toBe("address");
  expect(kept).toEqual({ ...profile, otherSchema });
  expect(passwords.password).toBeUndefined();
});

test("the schema that is looked at does not come along to another host", async () => {
  const otherSchema = { name: "APP", alias: "app" };
  const form = formWith({}, { edited: { ...profile, otherSchema } });
  const { profile: moved } = await fill(form, {
    address: "https://other.example.com/ords",
    password: "x",
  });
  expect(moved.otherSchema).toBeUndefined();
});

test.each([
  ["on the same host", "https://db.example.com:443/ords", "stored", undefined],
  ["on another host", "https://other.example.com/ords", "stored", "error"],
  ["when it is not to be stored any more", "https://db.example.com/ords", "askEveryTime", "error"],
])("an empty password keeps the stored one %s", (_, address, storage, severity) => {
  const form = formWith({}, { edited: profile });
  expect(complaintOf(form, "password", "", { address, storage })?.severity).toBe(severity);
});

test("an empty password is none", () => {
  const form = formWith({}, { edited: profile });
  const asked = toConnection(form, { password: new Secret("") }, profile.id);
  expect(asked.passwords.password).toBeUndefined();
});
