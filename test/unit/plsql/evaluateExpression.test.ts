import { expect, test } from "vitest";
import {
  assign,
  evaluate,
  openLocals,
  runArrayMethod,
} from "../../../src/plsql/evaluateExpression.ts";
import { forget, type Locals } from "../../../src/plsql/locals.ts";
import { parseBlock } from "../../../src/plsql/parseBlock.ts";
import { splitScript } from "../../../src/plsql/splitScript.ts";
import { textValue, type Value } from "../../../src/plsql/value.ts";

/** Runs the plain statements of a block as the practice server does, and gives its variables. */
function run(text: string, binds: Readonly<Record<string, Value>> = {}): Locals {
  const [statement] = splitScript(text);
  if (statement === undefined) {
    throw new Error("There is no block.");
  }
  const { block } = parseBlock(statement);
  const locals = openLocals(block.declarations, binds);
  for (const each of block.statements) {
    if (each.kind === "assign") {
      assign(each.target, evaluate(each.value, locals), locals);
    } else if (each.kind === "call") {
      expect(runArrayMethod(each.call, locals)).toBe(true);
    }
  }
  return locals;
}

const declared = `DECLARE
  l OWA.VC_ARR; m owa.vc_arr; s VARCHAR2(100); n NUMBER := 2; c CONSTANT VARCHAR2(9) := 'k' || n;
  cred ORDS_TYPES.T_CLIENT_CREDENTIALS;
BEGIN `;

function valueAfter(statements: string, expression: string): Value {
  const locals = run(`${declared}${statements} END;`, {
    known: textValue("v"),
    gone: { kind: "null" },
  });
  const [statement] = splitScript(`DECLARE l OWA.VC_ARR; BEGIN x := ${expression}; END;`);
  const [first] = statement === undefined ? [] : parseBlock(statement).block.statements;
  return first?.kind === "assign" ? evaluate(first.value, locals) : { kind: "unknown" };
}

const list = (...items: readonly string[]): Value => ({
  kind: "list",
  items: items.map(textValue),
});

const cases: readonly (readonly [string, string, Value])[] = [
  ["", "c", textValue("k2")],
  ["", "C || 'x' || NULL || 1.50 || 0.5", textValue("k2x1.5.5")],
  ["", "s", { kind: "null" }],
  ["s := 'a';", "S", textValue("a")],
  ["", "n + 1 - 5", { kind: "number", value: -2 }],
  ["", "n + 'a'", { kind: "unknown" }],
  ["", "chr(39) || CHR(10)", textValue("'\n")],
  ["", "chr(200)", { kind: "unknown" }],
  ["", "to_clob('a') || upper('b') || lower('C') || trim(' d ')", textValue("aBcd")],
  ["", "nvl(s, 'other')", textValue("other")],
  ["", "nvl('', 'other')", textValue("other")],
  ["", "sysdate", { kind: "unknown" }],
  ["", "'a' || sysdate", { kind: "unknown" }],
  ["", ":known", textValue("v")],
  ["", ":KNOWN || 'x'", textValue("vx")],
  ["", ":gone", { kind: "null" }],
  ["", ":other", { kind: "bind", name: "other" }],
  [":other := 'set';", ":OTHER", textValue("set")],
  ["", "ORDS.source_type_plsql", textValue("plsql/block")],
  ["", "ords_metadata.ords.SOURCE_TYPE_MEDIA", textValue("resource/lob")],
  ["", "ORDS_CONSTANTS.oauth_client_secret_skip", { kind: "null" }],
  ["", "l", list()],
  ["l(1) := 'a'; l(2) := 'b';", "l", list("a", "b")],
  ["l(5) := 'b'; l(-1) := 'a';", "l", list("a", "b")],
  ["l(1) := 'a'; l(1) := 'c';", "L", list("c")],
  ["l(1) := 'a'; l(2) := 'b'; l.DELETE(1);", "l", list("b")],
  ["l(1) := 'a'; l(2) := 'b'; l(3) := 'c'; l.DELETE(1, 2);", "l", list("c")],
  ["l(1) := 'a'; l.delete; l(7) := 'z';", "l", list("z")],
  ["l(l.COUNT + 1) := 'a'; l(l.count + 1) := 'b';", "l", list("a", "b")],
  ["l(3) := 'a'; l(9) := 'b';", "l.FIRST", { kind: "number", value: 3 }],
  ["l(3) := 'a'; l(9) := 'b';", "l.last", { kind: "number", value: 9 }],
  ["", "l.first", { kind: "null" }],
  ["l(3) := 'a';", "l(3)", textValue("a")],
  ["l(3) := 'a';", "l(4)", { kind: "unknown" }],
  ["l(1) := 'a'; m := l; l(1) := 'b';", "m", list("a")],
  ["l(sysdate) := 'a';", "l", { kind: "unknown" }],
  ["l(sysdate) := 'a'; l.delete; l(1) := 'b';", "l", list("b")],
  ["l := something;", "l", { kind: "unknown" }],
  ["cred.client_key.name := 'x';", "cred.CLIENT_KEY.Name", textValue("x")],
  ["cred.client_key.name := 'x';", "cred.client_key.client_id", { kind: "null" }],
  ["", "cred.client_key.nothing", { kind: "unknown" }],
  [
    "",
    "ords_types.oauth_client_secret()",
    { kind: "clientSecret", supplied: undefined, stored: false, slot: undefined },
  ],
  [
    "",
    "ords_types.oauth_client_secret(p_secret => :s, p_stored => TRUE)",
    { kind: "clientSecret", supplied: { kind: "bind", name: "s" }, stored: true, slot: undefined },
  ],
  [
    "",
    "ords_constants.oauth_client_secret_default",
    { kind: "clientSecret", supplied: undefined, stored: false, slot: undefined },
  ],
  [
    "",
    "ords_types.oauth_client_key(p_name => 'x')",
    { kind: "clientKey", name: "x", clientId: undefined },
  ],
];

for (const [statements, expression, expected] of cases) {
  test(`${expression} is right after: ${statements}`, () => {
    expect(valueAfter(statements, expression)).toEqual(expected);
  });
}

test("a function's result can be assigned as a record and read by its fields", () => {
  const locals = run(`${declared} NULL; END;`);
  const record: Value = {
    kind: "record",
    fields: { client_secret: { kind: "record", fields: { secret: textValue("s3") } } },
  };
  const range = { start: 0, end: 0 };
  assign({ kind: "reference", path: ["cred"], index: undefined, range }, record, locals);
  expect(
    evaluate(
      { kind: "reference", path: ["CRED", "client_secret", "SECRET"], index: undefined, range },
      locals,
    ),
  ).toEqual(textValue("s3"));
});

test("assigning to what is not declared, or to an element of what is no array, is said", () => {
  const locals = run(`${declared} NULL; END;`);
  const range = { start: 0, end: 0 };
  const one = { kind: "number", value: 1, range } as const;
  expect(
    assign({ kind: "reference", path: ["zz"], index: undefined, range }, textValue(""), locals),
  ).toBe("zz is not declared.");
  expect(assign({ kind: "reference", path: ["s"], index: one, range }, textValue(""), locals)).toBe(
    "s is not an OWA.VC_ARR.",
  );
});

test("a block sees the variables around it, and its own first", () => {
  const outer = run(`${declared} s := 'outer'; END;`);
  const inner = openLocals([], {}, outer);
  const range = { start: 0, end: 0 };
  const s = { kind: "reference", path: ["s"], index: undefined, range } as const;
  expect(evaluate(s, inner)).toEqual(textValue("outer"));
  assign(s, textValue("changed"), inner);
  expect(evaluate(s, outer)).toEqual(textValue("changed"));
});

test("what is forgotten is unknown, but a constant stays", () => {
  const locals = run(`${declared} l(1) := 'a'; s := 'x'; END;`);
  for (const name of ["L", "S", "C"]) {
    forget(locals, name);
  }
  const range = { start: 0, end: 0 };
  const value = (name: string) =>
    evaluate({ kind: "reference", path: [name], index: undefined, range }, locals);
  expect([value("l"), value("s"), value("c")]).toEqual([
    { kind: "unknown" },
    { kind: "unknown" },
    textValue("k2"),
  ]);
});
