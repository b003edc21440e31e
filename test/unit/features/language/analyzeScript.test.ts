import fc from "fast-check";
import { expect, test, vi } from "vitest";
import {
  analyzeScript,
  type ScriptAnalysis,
} from "../../../../src/features/language/analyzeScript.ts";
import type { ParseOptions } from "../../../../src/plsql/parseBlock.ts";
import { readScript } from "../../../../src/plsql/readScript.ts";
import type { ScriptStatement } from "../../../../src/plsql/script.ts";
import { changesOf } from "../../../../src/plsql/scripts.ts";
import { largeExport } from "../../../bench/largeExport.ts";

const reading = vi.hoisted(() => ({ parsed: [] as string[] }));

vi.mock("../../../../src/plsql/parseBlock.ts", async (importOriginal) => {
  const original = await importOriginal<typeof import("../../../../src/plsql/parseBlock.ts")>();
  return {
    ...original,
    parseBlock: (statement: ScriptStatement, options?: ParseOptions) => {
      reading.parsed.push(statement.text);
      return original.parseBlock(statement, options);
    },
  };
});

/** The same, put together from its parts. */
function readAnew(text: string): ScriptAnalysis {
  const script = readScript(text);
  const { changes, problems } = changesOf(script);
  return { text, script, changes, changeProblems: problems };
}

const script = `SET DEFINE OFF
BEGIN ORDS.CREATE_ROLE('first'); END;
/
BEGIN ORDS.CREATE_ROLE('second'); END;
/
-- between
EXEC ORDS.CREATE_ROLE('third')
CALL ORDS.CREATE_ROLE('fourth');
BEGIN ORDS.CREATE_ROLE('fifth'); END;
/
BEGIN ORDS.CREATE_ROLE('&sixth'); END;
/
`;

function replaced(from: string, to: string): string {
  expect(script).toContain(from);
  return script.replace(from, to);
}

/** After a first reading of `script`, what is parsed when it becomes `text`. */
function parsedFor(text: string): readonly string[] {
  const before = analyzeScript(script);
  reading.parsed = [];
  const after = analyzeScript(text, before);
  const parsed = [...reading.parsed];
  expect(after).toEqual(readAnew(text));
  return parsed;
}

test("the same text is not read again", () => {
  const before = analyzeScript(script);
  expect(analyzeScript(script, before)).toBe(before);
});

test("only what is around a change is read again", () => {
  // And the two in front of it, which may have looked at what follows them.
  expect(parsedFor(replaced("'fifth'", "'changed'"))).toEqual([
    "BEGIN ORDS.CREATE_ROLE('third'); END;",
    "BEGIN ORDS.CREATE_ROLE('fourth'); END;",
    "BEGIN ORDS.CREATE_ROLE('changed'); END;",
  ]);
  expect(parsedFor(replaced("-- between", "-- in between"))).not.toContain(
    "BEGIN ORDS.CREATE_ROLE('fourth'); END;",
  );
});

test("places behind a change move with it", () => {
  const text = replaced("'second'", "'a longer name'");
  const after = analyzeScript(text, analyzeScript(script));
  const texts = after.script.calls.map(({ range }) => text.slice(range.start, range.end));
  expect(texts).toEqual(
    ["first", "a longer name", "third", "fourth", "fifth", "&sixth"].map(
      (name) => `ORDS.CREATE_ROLE('${name}')`,
    ),
  );
});

test("a quote that opens everything behind it, and closes it again, is noticed", () => {
  const open = replaced("('second')", "('second)");
  const before = analyzeScript(open, analyzeScript(script));
  expect(before).toEqual(readAnew(open));
  expect(analyzeScript(script, before)).toEqual(readAnew(script));
});

test("a terminator that goes joins what it parted", () => {
  for (const text of [
    replaced("END;\n/\n", ""),
    script.replaceAll("/\n", ""),
    script.replaceAll(";", ""),
    replaced("BEGIN ORDS.CREATE_ROLE('fifth')", "ORDS.CREATE_ROLE('fifth')"),
  ]) {
    expect(analyzeScript(text, analyzeScript(script))).toEqual(readAnew(text));
    expect(analyzeScript(script, analyzeScript(text))).toEqual(readAnew(script));
  }
});

test("what SQL*Plus is told in one line counts in all lines below", () => {
  const on = replaced("SET DEFINE OFF", "SET DEFINE ON");
  const off = analyzeScript(script);
  const after = analyzeScript(on, off);
  const lastRole = ({ script: { calls } }: ScriptAnalysis) =>
    calls.at(-1)?.call.args["p_role_name"];
  expect(lastRole(off)).toEqual({ kind: "text", value: "&sixth" });
  expect(lastRole(after)).toEqual({ kind: "unknown" });
  const defined = on.replace("-- between", "DEFINE sixth = 6th");
  expect(lastRole(analyzeScript(defined, after))).toEqual({ kind: "text", value: "6th" });
  expect(analyzeScript(defined, after)).toEqual(readAnew(defined));
});

test("the calls of unchanged statements are the same objects as before", () => {
  const before = analyzeScript(script);
  const after = analyzeScript(replaced("'fourth'", "'changed'"), before);
  const callAt = ({ script: { calls } }: ScriptAnalysis, i: number) => calls[i]?.call;
  expect(callAt(after, 0)).toBe(callAt(before, 0));
  expect(callAt(after, 3)).not.toBe(callAt(before, 3));
  expect(callAt(after, 5)).toBe(callAt(before, 5));
});

test("after any edits the analysis is that of a fresh reading", () => {
  const text = `${script}\n${largeExport(3000, "blockPerModule")}`;
  const pieces = fc.constantFrom(
    ..."' ; / \n \n/\n BEGIN END; -- /* */ ( ) q'[ ]' SET DEFINE &x , x => EXEC CALL ``` <copy> \u2019 \u00a0".split(
      " ",
    ),
    "\n",
    " ",
    "",
  );
  const edit = fc.tuple(fc.nat(), fc.nat({ max: 30 }), pieces);
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 12 }), (edits) => {
      let current = text;
      let analysis = analyzeScript(current);
      for (const [at, length, by] of edits) {
        const start = at % (current.length + 1);
        current = current.slice(0, start) + by + current.slice(start + length);
        analysis = analyzeScript(current, analysis);
        expect(analysis).toEqual(readAnew(current));
      }
    }),
    { numRuns: 60 },
  );
});
