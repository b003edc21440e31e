import fc from "fast-check";
import { expect, test } from "vitest";
import { evaluate } from "../../../src/plsql/evaluateExpression.ts";
import { createLocals } from "../../../src/plsql/locals.ts";
import { parseBlock } from "../../../src/plsql/parseBlock.ts";
import {
  bindName,
  booleanLiteral,
  identifier,
  literal,
  numberLiteral,
  sourceLiteral,
  sql,
} from "../../../src/plsql/quote.ts";
import { splitScript } from "../../../src/plsql/splitScript.ts";
import { anyText } from "../../support/changeArbitraries.ts";

const cases: readonly (readonly [string, string])[] = [
  ["", "''"],
  ["HR Reader", "'HR Reader'"],
  ["it's", "'it''s'"],
  ["'", "''''"],
  ["R&D", "'R' || CHR(38) || 'D'"],
  ["&", "CHR(38)"],
  ["a\nb", "'a' || CHR(10) || 'b'"],
  ["a\r\nb", "'a' || CHR(13) || CHR(10) || 'b'"],
  ["a\0b", "'a' || CHR(0) || 'b'"],
  ["a\tb", "'a\tb'"],
  ["a;--/*", "'a;--/*'"],
  ["Prüfer 한국 😀", "'Prüfer 한국 😀'"],
];

for (const [text, expected] of cases) {
  test(`writes ${JSON.stringify(text)} as ${JSON.stringify(expected)}`, () => {
    expect(literal(text)).toBe(expected);
  });
}

/** What a literal is worth when a script that holds it is read. */
function valueOf(expression: string): unknown {
  const [statement, ...more] = splitScript(`BEGIN p(x => ${expression}); END;\n/\n`);
  expect(more).toEqual([]);
  if (statement === undefined) {
    return undefined;
  }
  const { block, problems } = parseBlock(statement);
  expect(problems).toEqual([]);
  const [call] = block.statements;
  const argument = call?.kind === "call" ? call.call.args[0] : undefined;
  return argument === undefined ? undefined : evaluate(argument.value, createLocals([]));
}

test("any text is read back as it was", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(valueOf(literal(text))).toEqual({ kind: "text", value: text });
    }),
    { numRuns: 500 },
  );
});

test("the source of a handler is read back as it was, also when it is longer than a VARCHAR2", () => {
  const long = fc
    .tuple(anyText, fc.integer({ min: 1, max: 2000 }))
    .map(([text, times]) => `${text}\n`.repeat(times).slice(0, 100_000));
  fc.assert(
    fc.property(fc.oneof(anyText, long), (text) => {
      expect(valueOf(sourceLiteral(text))).toEqual({ kind: "text", value: text });
    }),
    { numRuns: 200 },
  );
});

test("a long source is a CLOB from its first part on", () => {
  expect(sourceLiteral("x".repeat(40_000))).toMatch(/^TO_CLOB\('x{2000}'\) \|\|/);
});

test("SQL*Plus finds nothing in a literal: no variable, no line break, no line it would refuse", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const lines = literal(text).split("\n");
      expect(lines.every((line) => line.length <= 2499)).toBe(true);
      expect(lines.join("")).not.toMatch(/[&\r\0]/);
      // A line only ends between the parts of a concatenation.
      expect(lines.slice(0, -1).every((line) => /(?:'|\)) \|\|$/.test(line))).toBe(true);
    }),
  );
});

test("a source keeps its line breaks where no line is a command of SQL*Plus", () => {
  expect(sourceLiteral("begin\n  null;\nend;")).toBe("'begin\n  null;\nend;'");
  for (const command of ["/", " . ", "@x", "#x"]) {
    const lines = sourceLiteral(`a\n${command}\nb`).split("\n");
    expect(lines.some((line) => line.trimStart().startsWith(command.trim()))).toBe(false);
  }
});

test("names in double quotes", () => {
  expect(identifier("HR Reader")).toBe('"HR Reader"');
  expect(() => identifier('a"b')).toThrow(RangeError);
  expect(() => identifier("")).toThrow(RangeError);
});

test("numbers, truth values, binds and our own SQL", () => {
  expect(numberLiteral(-2.5)).toBe("-2.5");
  expect(() => numberLiteral(Number.NaN)).toThrow(RangeError);
  expect(booleanLiteral(true)).toBe("TRUE");
  expect(booleanLiteral(false)).toBe("FALSE");
  expect(bindName("client_secret")).toBe(":client_secret");
  expect(() => bindName("x; drop")).toThrow(RangeError);
  expect(sql`select ${literal("x")} from dual`).toBe("select 'x' from dual");
});
