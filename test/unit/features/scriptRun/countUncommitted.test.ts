import { expect, test } from "vitest";
import { countUncommitted } from "../../../../src/features/scriptRun/countUncommitted.ts";
import type { StatementResult } from "../../../../src/services/sql/sqlRunner.ts";

const role = "ORDS.CREATE_ROLE('x');";

test.each<[string, number, readonly Partial<StatementResult>[]]>([
  ["nothing ran", 3, []],
  ["one call", 4, [{ text: `BEGIN ${role} END;` }]],
  ["three calls in a block", 6, [{ text: `BEGIN\n  ${role}\n  ${role}\n  ${role}\nEND;` }]],
  ["calls in two blocks", 5, [{ text: `BEGIN ${role} END;` }, { text: `BEGIN ${role} END;` }]],
  ["a block that calls nothing of ORDS", 3, [{ text: "BEGIN NULL; END;" }]],
  ["a query", 3, [{ text: "select 1 from dual" }]],
  ["rows that DML changed", 10, [{ text: "update t set a = 1", rowsAffected: 7 }]],
  ["DML that changed no row", 3, [{ text: "delete from t", rowsAffected: 0 }]],
  ["a COMMIT", 0, [{ text: "COMMIT" }]],
  ["a ROLLBACK", 0, [{ text: "rollback" }]],
  ["a call behind a COMMIT", 1, [{ text: "commit" }, { text: `BEGIN ${role} END;` }]],
  ["a COMMIT behind a call", 0, [{ text: `BEGIN ${role} END;` }, { text: "commit" }]],
  ["a COMMIT at the end of a block", 0, [{ text: `BEGIN ${role} COMMIT; END;` }]],
  ["a COMMIT in a block", 1, [{ text: `BEGIN ${role} commit ; ${role} END;` }]],
  ["a COMMIT WORK in a block", 0, [{ text: `BEGIN ${role} COMMIT WORK; END;` }]],
  ["a ROLLBACK to a savepoint", 4, [{ text: `BEGIN ${role} ROLLBACK TO x; END;` }]],
  ["a ROLLBACK in a block", 0, [{ text: `BEGIN ${role} ROLLBACK; END;` }]],
  ["a COMMIT in a comment", 4, [{ text: `BEGIN ${role} -- COMMIT;\nEND;` }]],
  ["a COMMIT in a text", 4, [{ text: "BEGIN ORDS.CREATE_ROLE('COMMIT;'); END;" }]],
  // DDL commits before it runs.
  ["DDL", 0, [{ text: "create table t (a number)" }]],
  ["a grant", 0, [{ text: "grant select on t to x" }]],
  ["a package that is compiled", 0, [{ text: `CREATE PROCEDURE p IS BEGIN ${role} END;` }]],
])("%s: 3 that waited become %i", (_, count, statements) => {
  expect(countUncommitted(3, statements.map(result))).toBe(count);
});

test("statements that fail count for nothing", () => {
  const error = { code: "ORA-00001", message: "No.", line: 1, column: 1 };
  const failed = [
    { text: `BEGIN ${role} END;`, error },
    { text: "insert into t values (1)", rowsAffected: 1, error },
    { text: "commit", error },
  ];
  expect(countUncommitted(3, failed.map(result))).toBe(3);
});

function result(facts: Partial<StatementResult>): StatementResult {
  return {
    text: "",
    lines: { start: 1, end: 1 },
    output: [],
    rows: undefined,
    rowsAffected: undefined,
    error: undefined,
    ...facts,
  };
}
