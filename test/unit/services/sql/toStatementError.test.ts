import { expect, test } from "vitest";
import { toStatementError } from "../../../../src/services/sql/toStatementError.ts";
import type { SqlFailure } from "../../../../src/services/sql/parseSqlAnswer.ts";

const lines = { start: 10, end: 14 };

interface Case {
  readonly what: string;
  readonly failure: Partial<SqlFailure>;
  readonly code: string | undefined;
  readonly line: number | undefined;
  readonly column?: number;
}

const cases: readonly Case[] = [
  {
    what: "a compilation error counts from the block",
    failure: {
      number: 6550,
      line: 99,
      details: "ORA-06550: line 3, column 5:\nPLS-00306: wrong number or types of arguments",
    },
    code: "PLS-00306",
    line: 12,
    column: 5,
  },
  {
    what: "so it does in another language",
    failure: { details: "ORA-06550: Zeile 2, Spalte 7:\nPL/SQL: ORA-00942: Tabelle fehlt" },
    code: "ORA-00942",
    line: 11,
    column: 7,
  },
  {
    what: "a run-time error counts to the last line outside of packages",
    failure: {
      details:
        'ORA-00001: unique constraint\nORA-06512: at "ORDS_METADATA.ORDS", line 900\nORA-06512: at line 4',
    },
    code: "ORA-00001",
    line: 13,
  },
  {
    what: "an error inside a package only says nothing of the script",
    failure: { details: 'ORA-20001: x\nORA-06512: at "ORDS_METADATA.ORDS", line 900' },
    code: "ORA-20001",
    line: undefined,
  },
  {
    what: "errorLine counts from the statement",
    failure: { number: 942, line: 2, column: 15, details: "ORA-00942: no table" },
    code: "ORA-00942",
    line: 11,
    column: 15,
  },
  {
    what: "errorLine beyond the statement is one of the script",
    failure: { number: 942, line: 12, column: 1, details: "ORA-00942: no table" },
    code: "ORA-00942",
    line: 12,
    column: 1,
  },
  {
    what: "a number without words is written as Oracle writes it",
    failure: { number: 904 },
    code: "ORA-00904",
    line: undefined,
  },
  { what: "nothing is known", failure: {}, code: undefined, line: undefined },
];

test.each(cases)("$what", ({ failure, code, line, column }) => {
  const whole = { number: undefined, line: undefined, column: undefined, details: "", ...failure };
  const error = toStatementError(whole, lines);
  expect(error).toMatchObject({ code, line, column });
  expect(error.message).not.toBe("");
});
