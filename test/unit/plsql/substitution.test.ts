import { expect, test } from "vitest";
import {
  afterDirective,
  noSubstitution,
  plainSubstitution,
  sameSubstitution,
  substitute,
  type Substitution,
} from "../../../src/plsql/substitution.ts";

function after(...lines: readonly string[]): Substitution {
  return lines.reduce(afterDirective, plainSubstitution);
}

const cases: readonly (readonly [readonly string[], string, string | undefined])[] = [
  [[], "plain", "plain"],
  [[], "A & B", "A & B"],
  [[], "&a", undefined],
  [[], "&&1.", undefined],
  [[], "<p>\n&nbsp;</p>", "<p>\n&nbsp;</p>"],
  [["DEFINE a = hr"], "&a", "hr"],
  [["define A = 'hr'"], "/&a./&&A..x", "/hr/hr.x"],
  [['DEF a="two words"'], "&a", "two words"],
  [["DEFINE a = it's"], "&a", undefined],
  [["DEFINE a"], "&a", undefined],
  [["DEFINE a = x", "UNDEFINE b a"], "&a", undefined],
  [["DEFINE a = x", "DEFINE a = y"], "&a", "y"],
  [["ACCEPT a CHAR PROMPT 'a? '"], "<p>\n&a</p>", undefined],
  [["COLUMN c NEW_VALUE a"], "\n&a", undefined],
  [["COL c NEW_V a NOPRINT"], "\n&a", undefined],
  [["SET DEFINE OFF"], "&a", "&a"],
  [["SET SCAN OFF"], "&a", "&a"],
  [["SET ECHO ON DEFINE OFF FEEDBACK OFF"], "&a", "&a"],
  [["SET SQLPROMPT define"], "&a", undefined],
  [["SET DEFINE OFF", "SET DEF ON"], "&a", undefined],
  [["SET DEFINE '^'", "DEFINE a = x"], "^a &a", "x &a"],
  [["SET DEFINE ^", "SET DEFINE ON", "DEFINE a = x"], "^a &a", "^a x"],
  [["PROMPT SET DEFINE OFF"], "&a", undefined],
];

for (const [lines, text, expected] of cases) {
  test(`after ${lines.join("; ") || "nothing"}, ${JSON.stringify(text)} is ${expected ?? "not known"}`, () => {
    expect(substitute(text, after(...lines))).toBe(expected);
  });
}

test("a database alone replaces nothing, whatever the script says", () => {
  expect(substitute("&a", afterDirective(noSubstitution, "SET DEFINE ON"))).toBe("&a");
});

test("two states are the same when they replace the same", () => {
  expect(sameSubstitution(after("DEFINE a = x"), after("def A = 'x'"))).toBe(true);
  expect(sameSubstitution(after("DEFINE a = x"), after("DEFINE a = y"))).toBe(false);
  expect(sameSubstitution(after("ACCEPT a"), after("ACCEPT b"))).toBe(false);
  expect(sameSubstitution(after("SET DEFINE OFF"), plainSubstitution)).toBe(false);
});

test("a script that defines without end costs no more than its length", () => {
  const lines = Array.from({ length: 1000 }, (_, i) => `DEFINE v${i} = ${i}`);
  const { values } = after(...lines);
  expect(values.size).toBe(100);
});
