import * as fc from "fast-check";
import { expect, test } from "vitest";
import { splitScript } from "../../../../src/plsql/splitScript.ts";
import { createLineFinder } from "../../../../src/services/sql/createLineFinder.ts";

test.each<[string, readonly (readonly [number, number])[]]>([
  ["select 1 from dual;", [[1, 1]]],
  [
    "-- first\n\nselect 1\n  from dual;\ncommit;",
    [
      [3, 4],
      [5, 5],
    ],
  ],
  [
    "begin\n  null;\nend;\n/\ncommit;\n",
    [
      [1, 3],
      [5, 5],
    ],
  ],
  [
    "commit; commit;\r\ncommit;",
    [
      [1, 1],
      [1, 1],
      [2, 2],
    ],
  ],
  [
    "commit;\ncommit;\ncommit;",
    [
      [1, 1],
      [2, 2],
      [3, 3],
    ],
  ],
  [
    "exec p\nselect ';\n' from dual;",
    [
      [1, 1],
      [2, 3],
    ],
  ],
])("%j", (script, lines) => {
  const find = createLineFinder(script);
  const found = splitScript(script)
    .map(find)
    .map(({ start, end }) => [start, end]);
  expect(found).toEqual(lines);
});

test("in whatever script, the lines are those in which the statement stands", () => {
  const part = fc.constantFrom(
    "commit;",
    "\n",
    "begin\nnull;\nend;\n/\n",
    "select 1 ",
    "'\n'",
    " ",
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
      const script = parts.join("");
      const find = createLineFinder(script);
      for (const statement of splitScript(script)) {
        const { start, end } = find(statement);
        const before = script.slice(0, statement.range.start).split("\n");
        const upTo = script.slice(0, statement.range.end).split("\n");
        expect([start, end]).toEqual([before.length, upTo.length]);
      }
    }),
  );
});
