import fc from "fast-check";
import { expect, test } from "vitest";
import { parseIntent } from "../../../../src/features/accessMatrix/accessMatrixProtocol.ts";
import { parseMatrixMemento } from "../../../../src/features/accessMatrix/matrixMemento.ts";
import { wholeMatrix } from "../../../../src/features/accessMatrix/matrixQuery.ts";

const query = {
  ...wholeMatrix,
  text: "hr",
  method: "GET",
  verdict: "denied",
  callers: ["anonymous", "client x"],
  sortBy: "anonymous",
} as const;

const understood = [
  { kind: "ready" },
  { kind: "show", query: wholeMatrix },
  { kind: "show", query },
  { kind: "explain", method: "GET", path: "/hr/", caller: "anonymous" },
  { kind: "showCallers", method: "PUT", path: "/hr/" },
  { kind: "chooseCallers" },
  { kind: "addCaller" },
  { kind: "removeCallers" },
  { kind: "compare" },
  { kind: "stopComparing" },
  { kind: "export", format: "csv" },
  { kind: "export", format: "markdown" },
  { kind: "runRemedy" },
];

test.each(understood)("$kind is understood as it was sent", (intent) => {
  expect(parseIntent(structuredClone(intent))).toEqual(intent);
});

test.each([
  undefined,
  7,
  "ready",
  {},
  { kind: "show" },
  { kind: "show", query: { ...query, method: "TRACE" } },
  { kind: "show", query: { ...query, verdict: "perhaps" } },
  { kind: "show", query: { ...query, callers: "all" } },
  { kind: "show", query: { ...query, callers: [7] } },
  { kind: "show", query: { ...query, grouped: "yes" } },
  { kind: "show", query: { ...query, text: "x".repeat(20_001) } },
  { kind: "show", query: { ...query, sortBy: {} } },
  { kind: "explain", method: "TRACE", path: "/", caller: "anonymous" },
  { kind: "explain", method: "GET", path: 7, caller: "anonymous" },
  { kind: "export", format: "exe" },
])("%j is no intent", (value) => {
  expect(parseIntent(value)).toBeUndefined();
});

test("what was kept of a matrix is understood, and what is not is left out", () => {
  const memento = {
    profile: "p1",
    query,
    own: [
      { kind: "user", roles: ["HR"] },
      { kind: "endUser", client: "portal", roles: [] },
      { kind: "jwt", scopes: ["a"], roles: [] },
    ],
    comparison: { kind: "snapshot", uri: "file:///a.json", name: "a.json" },
  };
  expect(parseMatrixMemento(memento)).toEqual(memento);
  expect(
    parseMatrixMemento({
      profile: "p1",
      query: { text: 7 },
      own: [{ kind: "root" }, { kind: "user" }, { kind: "client", name: "x" }],
      comparison: { kind: "connection" },
      token: "hush",
    }),
  ).toEqual({
    profile: "p1",
    query: wholeMatrix,
    own: [{ kind: "client", name: "x" }],
    comparison: undefined,
  });
  expect(parseMatrixMemento({ profile: "" })).toBeUndefined();
});

test("whatever the page sends or remembers, reading it does not throw", () => {
  fc.assert(
    fc.property(fc.anything({ withNullPrototype: true, withSparseArray: true }), (value) => {
      parseIntent(value);
      parseIntent({ kind: "show", query: value });
      parseIntent({ kind: "show", query: { ...query, callers: value } });
      parseMatrixMemento(value);
      parseMatrixMemento({ profile: "p", query: value, own: [value], comparison: value });
    }),
  );
});
