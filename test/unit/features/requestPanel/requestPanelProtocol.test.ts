import fc from "fast-check";
import { expect, test } from "vitest";
import { emptyDraft } from "../../../../src/features/requestPanel/draft.ts";
import { parseIntent } from "../../../../src/features/requestPanel/requestPanelProtocol.ts";

const draft = {
  ...emptyDraft,
  method: "PUT",
  parameters: [{ name: "id", value: "7" }],
  caller: { kind: "client", clientId: "abc.." },
} as const;

const understood = [
  { kind: "ready" },
  { kind: "edit", draft },
  { kind: "send", draft },
  { kind: "handOver", draft },
  { kind: "saveRequest", draft },
  { kind: "showHistory" },
  { kind: "followLink", rel: "next" },
  { kind: "readColumns", draft },
  { kind: "useEtag", draft },
  { kind: "fillBody", draft, source: "columns" },
  { kind: "saveBody" },
  { kind: "cancel" },
  { kind: "pasteToken", token: "abc" },
  { kind: "forgetToken" },
  { kind: "runFix" },
  { kind: "explain" },
  { kind: "runRemedy", of: "caller" },
  { kind: "copyBody" },
  { kind: "openBody" },
  { kind: "compareAnswers" },
  { kind: "showTokenRequest" },
];

test.each(understood)("$kind is understood as it was sent", (intent) => {
  expect(parseIntent(structuredClone(intent))).toEqual(intent);
});

test.each([
  undefined,
  null,
  7,
  "ready",
  [],
  {},
  { kind: "runEverything" },
  { kind: "send" },
  { kind: "send", draft: { ...draft, method: "TRACE" } },
  { kind: "send", draft: { ...draft, address: 7 } },
  { kind: "send", draft: { ...draft, headers: [{ name: "a" }] } },
  { kind: "send", draft: { ...draft, query: "limit=5" } },
  {
    kind: "send",
    draft: { ...draft, parameters: Array.from({ length: 501 }, () => ({ name: "", value: "" })) },
  },
  { kind: "send", draft: { ...draft, caller: { kind: "client" } } },
  { kind: "send", draft: { ...draft, caller: { kind: "root" } } },
  { kind: "pasteToken", token: { toString: "x" } },
  { kind: "runRemedy", of: "everything" },
  { kind: "followLink", rel: "self" },
  { kind: "fillBody", draft, source: "thinAir" },
])("%j is no intent", (value) => {
  expect(parseIntent(value)).toBeUndefined();
});

test("members that do not belong to an intent are left behind", () => {
  const crowded = { kind: "edit", draft: { ...draft, token: "abc" }, token: "abc" };
  expect(parseIntent(crowded)).toEqual({ kind: "edit", draft });
});

test("whatever the page sends, reading it does not throw", () => {
  fc.assert(
    fc.property(fc.anything({ withNullPrototype: true, withSparseArray: true }), (value) => {
      parseIntent(value);
      parseIntent({ kind: "send", draft: value });
      parseIntent({ kind: "edit", draft: { ...draft, headers: [value], caller: value } });
    }),
  );
});
