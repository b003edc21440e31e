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
