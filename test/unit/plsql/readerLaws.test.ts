import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import type { Scanned } from "../../../src/plsql/lexer.ts";
import { parseBlock } from "../../../src/plsql/parseBlock.ts";
import { readScript } from "../../../src/plsql/readScript.ts";
import { changesOf } from "../../../src/plsql/scripts.ts";
import { anyText } from "../../support/changeArbitraries.ts";

const reading = vi.hoisted(() => ({ characters: 0 }));

vi.mock("../../../src/plsql/lexer.ts", async (importOriginal) => {
  const original = await importOriginal<typeof import("../../../src/plsql/lexer.ts")>();
  return {
    ...original,
    readToken: (text: string, offset: number) => {
      const token = original.readToken(text, offset);
      reading.characters += (token?.end ?? text.length) - offset + 1;
      return token;
    },
    scanToken: (text: string, start: number, into: Scanned) => {
      original.scanToken(text, start, into);
      reading.characters += into.end - start + 1;
    },
    skipBlanks: (text: string, offset: number) => {
      const end = original.skipBlanks(text, offset);
      reading.characters += end - offset;
      return end;
    },
  };
});

const folder = join(import.meta.dirname, "../../fixtures/scripts");
const scripts = readdirSync(folder)
  .filter((name) => name.endsWith(".sql"))
  .map((name) => readFileSync(join(folder, name), "utf8"));

/** A published script with pieces taken out, doubled, or replaced by anything. */
const mutated = fc
  .tuple(
    fc.constantFrom(...scripts),
    fc.array(fc.tuple(fc.nat(), fc.nat({ max: 40 }), fc.oneof(fc.constant(""), anyText)), {
      minLength: 1,
      maxLength: 6,
    }),
  )
  .map(([script, edits]) =>
    edits.reduce((text, [at, length, by]) => {
      const start = at % (text.length + 1);
      return text.slice(0, start) + by + text.slice(start + length);
    }, script),
  );

const words = fc
  .array(
    fc.constantFrom(
      ..."BEGIN END DECLARE IF THEN ELSE LOOP CASE WHEN FOR IS AS PROCEDURE CREATE FUNCTION EXCEPTION ; ( ) } , => := || ' q'[ ]' \n / /* */ -- ORDS.CREATE_ROLE l_roles .DELETE OWA.VC_ARR :b &x EXEC CALL SET COMMIT <<a>> 1 'x' x".split(
        " ",
      ),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(" "));

test("reading never throws, and every place lies in the text, in order", () => {
  fc.assert(
    fc.property(fc.oneof(mutated, words, anyText), (text) => {
      const script = readScript(text);
      const { problems } = changesOf(script);
      const ranges = [
        ...script.statements.map(({ range }) => range),
        ...script.calls.map(({ range }) => range),
        ...[...script.problems, ...problems].map(({ range }) => range),
      ];
      for (const { start, end } of ranges) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(end).toBeLessThanOrEqual(text.length);
      }
      let last = 0;
      for (const { range, kind, text: sent, textStart } of script.statements) {
        expect(range.start).toBeGreaterThanOrEqual(last);
        last = range.end;
        if (kind !== "plsql") {
          expect(sent).toBe(text.slice(range.start, range.end));
          expect(textStart).toBe(range.start);
        }
      }
      for (const statement of script.statements) {
        parseBlock(statement);
      }
    }),
    { numRuns: 1500 },
  );
});

const growing: Readonly<Record<string, (size: number) => string>> = {
  "an export": (size) => repeat("BEGIN\n  ORDS.CREATE_ROLE(p_role_name => 'a');\nEND;\n/\n", size),
  "one block": (size) => `BEGIN\n${repeat("ORDS.CREATE_ROLE('a' || chr(10));\n", size)}END;\n`,
  "open texts": (size) => repeat("x q'[\n", size),
  "open comments": (size) => repeat("x /*\n", size),
  "quotes at line starts": (size) => repeat("'\n", size),
  "open quoted names": (size) => repeat('"a\n', size),
  "open parentheses": (size) => `BEGIN ORDS.CREATE_ROLE${repeat("(", size)}`,
  "open blocks": (size) => repeat("BEGIN ", size),
  "open ifs": (size) => `BEGIN ${repeat("IF a THEN ", size)}`,
  slashes: (size) => repeat("/ ", size),
  "blank slashes": (size) => `${" ".repeat(size)}/ x`,
  dashes: (size) => repeat("EXEC x -\n", size),
  creates: (size) => repeat("CREATE OR REPLACE ", size),
  "set words": (size) => repeat("SET \n", size),
  labels: (size) => repeat("<<", size),
  concatenations: (size) => `BEGIN x := 'a'${repeat(" || 'a'", size)}; END;`,
  "curly quotes": (size) => `BEGIN ${repeat("‘“", size)}`,
  "stray characters": (size) => repeat("\u00a0 ", size),
  fences: (size) => repeat("BEGIN\n```\n", size),
  sums: (size) => `BEGIN x := 1${repeat(" + 1", size)}; END;`,
};

function repeat(piece: string, size: number): string {
  return piece.repeat(Math.ceil(size / piece.length));
}

for (const [name, grow] of Object.entries(growing)) {
  test(`looks at each character a bounded number of times: ${name}`, () => {
    for (const size of [2_000, 40_000]) {
      const text = grow(size);
      reading.characters = 0;
      readScript(text);
      expect(reading.characters).toBeGreaterThan(0);
      expect(reading.characters / text.length).toBeLessThan(8);
    }
  });
}

/** What a script can make of little text: lists and texts that grow, names that are set again and again. */
const swelling: Readonly<Record<string, (times: number) => string>> = {
  "a list that grows between the calls": (times) =>
    inBlock(times, (i) => `l(${i}) := 'a'; ORDS.DEFINE_PRIVILEGE('p', l);`),
  "a long list that is passed again and again": (times) =>
    inBlock(times, (i) => `l(${i}) := 'a';`, "ORDS.DEFINE_PRIVILEGE('p', l);"),
  "a list that is asked for its last index": (times) =>
    inBlock(times, () => "l(l.LAST + 1) := 'a';"),
  "a text that is joined with itself": (times) =>
    inBlock(times, () => "x := x || x || 'a'; ORDS.CREATE_ROLE(x);"),
  "a text that is changed whole each time": (times) =>
    inBlock(times, () => "x := upper(x || 'a');"),
  "a record with ever more fields": (times) => inBlock(times, (i) => `x.a${i} := 1;`),
  "procedures that change everything": (times) =>
    `DECLARE ${lines(times, (i) => `v${i} NUMBER;`)} PROCEDURE p IS BEGIN ${lines(times, (i) => `v${i} := 1;`)} END; BEGIN ${lines(times, () => "p;")} END;`,
  "constants beside procedures": (times) =>
    `DECLARE ${lines(times, (i) => `c${i} CONSTANT NUMBER := 1; PROCEDURE p${i} IS BEGIN NULL; END;`)} BEGIN NULL; END;`,
};

function inBlock(times: number, line: (i: number) => string, then = ""): string {
  return `DECLARE l OWA.VC_ARR; x VARCHAR2(9) := 'a'; BEGIN ${lines(times, line)} ${lines(times, () => then)} END;`;
}

function lines(times: number, line: (i: number) => string): string {
  return Array.from({ length: times }, (_, i) => line(i)).join("\n");
}

for (const [name, swell] of Object.entries(swelling)) {
  test(`gives no more than the text allows: ${name}`, () => {
    const text = swell(3000);
    const { calls } = readScript(text);
    const given = calls
      .flatMap(({ call }) => Object.values(call.args))
      .reduce((sum, value) => {
        return sum + (value.kind === "list" ? value.items.length : 1);
      }, 0);
    expect(given).toBeLessThan(50_000 + 3 * text.length);
  });
}

test("a list of reasonable size is known however often it is passed", () => {
  const text = `DECLARE l OWA.VC_ARR; BEGIN ${lines(50, (i) => `l(${i}) := 'a';`)} ${lines(300, (i) => `ORDS.DEFINE_PRIVILEGE('p${i}', l);`)} END;`;
  const { calls } = readScript(text);
  expect(calls.map(({ call }) => call.args["p_roles"]?.kind)).toEqual(calls.map(() => "list"));
  expect(calls).toHaveLength(300);
});
