import { expect, test, vi } from "vitest";
import { sqlDeveloperProfileWith } from "../../../support/fakes.ts";
import { fill, find, formWith, sqlDeveloperOf } from "./formSupport.ts";

vi.mock("vscode", () => ({
  l10n: {
    t: (text: string, ...values: readonly string[]) =>
      text.replace(/\{(\d)\}/g, (_, position: string) => values[Number(position)] ?? ""),
  },
}));

const sqlDeveloper = sqlDeveloperOf(
  { id: "c1", name: "HR there", connected: true },
  { id: "c2", name: "Sales there", connected: false },
);

test("its connections are offered, with the warning that the session is the person's own", async () => {
  const form = formWith({ sqlDeveloper });
  const step = find(form, "connection", { kind: "sqlDeveloper" });
  expect(step.prompt).toMatch(/your own session there: for reading only/i);
  const options = step.kind === "pickOne" ? step.options : [];
  expect(options.map(({ label, description }) => [label, description])).toEqual([
    ["HR there", "connected"],
    ["Sales there", "not connected"],
  ]);
  const { asked, profile, passwords } = await fill(form, {
    kind: "sqlDeveloper",
    connection: "c2",
    address: "db.example.com/ords/sales",
  });
  expect(asked).toEqual(["kind", "connection", "address", "name"]);
  expect(profile).toEqual(
    sqlDeveloperProfileWith({
      id: profile.id,
      name: "Sales there",
      connectionId: "c2",
      baseUrl: "https://db.example.com/ords",
    }),
  );
  expect(passwords).toEqual({ password: undefined, walletPassword: undefined });
});

test("editing begins with the connection that is stored, and another one has to learn its alias", async () => {
  const edited = sqlDeveloperProfileWith({
    alias: "hr",
    connectionId: "c2",
    otherSchema: { name: "APP", alias: "app" },
  });
  const form = formWith({ sqlDeveloper }, { edited });
  const same = await fill(form, {}, edited.id);
  expect(same.asked).toEqual(["connection", "address", "name"]);
  expect(same.profile).toEqual(edited);
  const { profile } = await fill(form, { connection: "c1" }, edited.id);
  expect(profile).toMatchObject({ connectionId: "c1", alias: undefined, otherSchema: undefined });
});
