import { expect, test } from "vitest";
import { describeRun } from "../../../../src/features/scriptRun/describeRun.ts";
import { firstError, locateErrors } from "../../../../src/features/scriptRun/locateErrors.ts";
import type { StatementResult } from "../../../../src/services/sql/sqlRunner.ts";

const base: StatementResult = {
  text: "BEGIN\n  NULL;\nEND;",
  lines: { start: 1, end: 3 },
  output: ["PL/SQL procedure successfully completed."],
  rows: undefined,
  rowsAffected: undefined,
  error: undefined,
};

const failure: StatementResult = {
  ...base,
  text: "select x from y",
  lines: { start: 5, end: 5 },
  output: [],
  error: { code: "ORA-00942", message: "ORA-00942: no such table", line: 5, column: 15 },
};

const query: StatementResult = {
  ...base,
  text: "select id, name from roles",
  lines: { start: 6, end: 6 },
  output: [],
  rows: {
    columns: ["ID", "NAME"],
    rows: [
      [1, "HR Reader"],
      [20, null],
    ],
  },
};

test("a run is told statement by statement", () => {
  expect(describeRun([base, failure, query])).toBe(
    `Lines 1-3: BEGIN …
PL/SQL procedure successfully completed.

Line 5: select x from y
ERROR (line 5): ORA-00942: no such table

Line 6: select id, name from roles
ID  NAME
--  ---------
1   HR Reader
20

1 of 3 statements failed.
`,
  );
});

test("a run without errors says so", () => {
  expect(describeRun([base])).toContain("1 statement, no errors.");
  expect(describeRun([])).toBe("The script has no statement to run.\n");
});

test("rows affected are told when the server says nothing else", () => {
  const update = { ...base, text: "update t set a = 1", output: [], rowsAffected: 1 };
  expect(describeRun([update])).toContain("1 row affected.");
  expect(describeRun([{ ...update, output: ["1 row updated."] }])).not.toContain("affected");
});

test("long cells and many rows are cut, with the number that is left", () => {
  const rows = Array.from({ length: 205 }, () => ["x".repeat(100)]);
  const text = describeRun([{ ...query, rows: { columns: ["A"], rows } }]);
  expect(text).toContain("… and 5 more rows");
  expect(Math.max(...text.split("\n").map((line) => line.length))).toBe(80);
});

test("errors have a place; where the server names none, the statement is it", () => {
  const nowhere = {
    ...base,
    error: { code: undefined, message: "Broken", line: undefined, column: undefined },
  };
  expect(locateErrors([base, failure, nowhere])).toEqual([
    { line: 5, column: 15, endLine: 5, code: "ORA-00942", message: "ORA-00942: no such table" },
    { line: 1, column: 1, endLine: 3, code: undefined, message: "Broken" },
  ]);
  expect(firstError([base, failure, nowhere])).toBe(failure.error);
  expect(firstError([base])).toBeUndefined();
});
