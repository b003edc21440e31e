import fc from "fast-check";
import { expect, test } from "vitest";
import { parseExplanationIntent } from "../../../../src/features/accessExplanation/accessExplanationProtocol.ts";
import { parseExplanationTarget } from "../../../../src/features/accessExplanation/parseExplanationTarget.ts";
import { emptyQuestion } from "../../../../src/features/accessExplanation/questionDraft.ts";

const draft = {
  ...emptyQuestion,
  view: "callers",
  caller: { kind: "jwt", client: "", roles: ["a"], scopes: ["b"] },
  parameters: [{ name: "id", value: "7" }],
} as const;

test.each([
  { kind: "ready" },
  { kind: "edit", draft },
  { kind: "runRemedy" },
  { kind: "reveal", key: "role/HR" },
  { kind: "showScript", key: "allow: x" },
  { kind: "copyAnswer" },
  { kind: "tryIt" },
])("$kind is understood as it was sent", (intent) => {
  expect(parseExplanationIntent(structuredClone(intent))).toEqual(intent);
});

test.each([
  undefined,
  "ready",
  {},
  { kind: "runScript", key: "x" },
  { kind: "reveal" },
  { kind: "reveal", key: 7 },
  { kind: "edit" },
  { kind: "edit", draft: { ...draft, view: "everything" } },
  { kind: "edit", draft: { ...draft, method: "TRACE" } },
  { kind: "edit", draft: { ...draft, caller: { ...draft.caller, roles: [7] } } },
  { kind: "edit", draft: { ...draft, caller: { ...draft.caller, kind: "root" } } },
  { kind: "edit", draft: { ...draft, parameters: [{ name: "id" }] } },
  {
    kind: "edit",
    draft: { ...draft, parameters: Array.from({ length: 501 }, () => ({ name: "", value: "" })) },
  },
])("%j is not understood", (message) => {
  expect(parseExplanationIntent(message)).toBeUndefined();
});

test("nothing that arrives makes reading fail", () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      parseExplanationIntent(value);
      parseExplanationIntent({ kind: "edit", draft: value });
      parseExplanationTarget(value, "call");
      parseExplanationTarget({ profile: "p", path: "/", caller: value }, "call");
    }),
  );
});

test.each([
  { kind: "anonymous" },
  { kind: "client", name: "payroll" },
  { kind: "user", roles: ["HR"] },
  { kind: "endUser", client: "portal", roles: [] },
  { kind: "jwt", scopes: ["hr.read"], roles: [] },
])("a command is told who calls: $kind", (caller) => {
  const argument = { profile: "p1", caller, method: "GET", path: "/x" };
  expect(parseExplanationTarget(argument, "call")).toEqual({ ...argument, view: "call" });
});

test("what a command is told wrongly is left out", () => {
  expect(parseExplanationTarget({ profile: "p1" }, "call")).toBeUndefined();
  expect(parseExplanationTarget({ path: "/x" }, "call")).toBeUndefined();
  // A line of the sidebar is another kind of argument.
  const node = { kind: "entity", id: "p1/clients", profile: "p1", ref: { kind: "client" } };
  expect(parseExplanationTarget(node, "call")).toBeUndefined();
  const odd = { profile: "p1", path: "/x", method: "TRACE", caller: { kind: "user" } };
  expect(parseExplanationTarget(odd, "call")).toEqual({
    profile: "p1",
    view: "call",
    path: "/x",
    method: undefined,
    caller: undefined,
  });
});
