import fc from "fast-check";
import { expect, test } from "vitest";
import { lex, nameOfToken, textOfToken } from "../../../src/plsql/lexer.ts";
import { anyText } from "../../support/changeArbitraries.ts";

const cases: readonly (readonly [string, readonly string[]])[] = [
  ["", []],
  ["ords.create_role", ["word ords", "symbol .", "word create_role"]],
  ["p_name=>'x'", ["word p_name", "symbol =>", "text 'x'"]],
  [
    "l_roles(1):='a'||b",
    [
      "word l_roles",
      "symbol (",
      "number 1",
      "symbol )",
      "symbol :=",
      "text 'a'",
      "symbol ||",
      "word b",
    ],
  ],
  ["'it''s' ''", ["text 'it''s'", "text ''"]],
  ["q'[a'b]' Q'!x!' nq'{y}' N'z'", ["text q'[a'b]'", "text Q'!x!'", "text nq'{y}'", "text N'z'"]],
  ["q'😀it's😀'", ["text q'😀it's😀'"]],
  ["q' x'", ["word q", "text ' x'"]],
  ["quote nq n q", ["word quote", "word nq", "word n", "word q"]],
  [
    "1..3 1.5e-3 .5 1e",
    ["number 1", "symbol ..", "number 3", "number 1.5e-3", "number .5", "number 1", "word e"],
  ],
  [":client_secret :1 : x", ["bind :client_secret", "bind :1", "symbol :", "word x"]],
  ["&a &&b. & c", ["substitution &a", "substitution &&b.", "stray &", "word c"]],
  ['"My ""Role" "a\n', ['quotedName "My "', 'quotedName "Role"', 'quotedName "a (open)']],
  ["-- a\nb", ["comment -- a", "word b"]],
  ["a /* b\n*/ c /* d", ["word a", "comment /* b\n*/", "word c", "comment /* d (open)"]],
  ["'open\n;", ["text 'open\n; (open)"]],
  [
    "<<a>> <= >= <> != **",
    [
      "symbol <<",
      "word a",
      "symbol >>",
      "symbol <=",
      "symbol >=",
      "symbol <>",
      "symbol !=",
      "symbol **",
    ],
  ],
  ["‘HR’ ‘/*' “a ‘b’", ["curlyText ‘HR’", "curlyText ‘/*'", "stray “", "word a", "curlyText ‘b’"]],
  ["’ x\n’ “x”", ["stray ’", "word x", "stray ’", "curlyText “x”"]],
  ["\u0325ORDS", ["stray \u0325", "word ORDS"]],
  ["\ufeffBEGIN", ["word BEGIN"]],
  ["größe 한국 v$x t#1_", ["word größe", "word 한국", "word v$x", "word t#1_"]],
  ["😀", ["stray 😀"]],
];

for (const [text, expected] of cases) {
  test(`tokens of ${JSON.stringify(text)}`, () => {
    expect(
      lex(text).map(
        ({ kind, start, end, closed }) =>
          `${kind} ${text.slice(start, end)}${closed ? "" : " (open)"}`,
      ),
    ).toEqual(expected);
  });
}

const texts: readonly (readonly [string, string])[] = [
  ["'it''s'", "it's"],
  ["''", ""],
  ["N'x'", "x"],
  ["q'[it's]'", "it's"],
  ["nq'<a>b>'", "a>b"],
  ["q'😀it's😀'", "it's"],
  ["'open", "open"],
  ["q'[open", "open"],
];

for (const [written, expected] of texts) {
  test(`the characters of ${written}`, () => {
    const [token] = lex(written);
    expect(token === undefined ? undefined : textOfToken(written, token)).toBe(expected);
  });
}

test("a quoted name is given without its quotes, a word as written", () => {
  const text = '"My Role" Abc';
  expect(lex(text).map((token) => nameOfToken(text, token))).toEqual(["My Role", "Abc"]);
});

test("tokens are never empty, never overlap, and leave out nothing but blanks", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      let last = 0;
      for (const { start, end } of lex(text)) {
        expect(text.slice(last, start).replaceAll(/[\t-\r \ufeff]/g, "")).toBe("");
        expect(end).toBeGreaterThan(start);
        last = end;
      }
      expect(text.slice(last).replaceAll(/[\t-\r \ufeff]/g, "")).toBe("");
    }),
    { numRuns: 500 },
  );
});
