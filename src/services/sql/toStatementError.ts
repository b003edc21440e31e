import type { SqlFailure } from "./parseSqlAnswer.ts";
import type { StatementError } from "./sqlRunner.ts";

/** Lines of a script that a statement stands in, from 1. */
export interface StatementLines {
  readonly start: number;
  readonly end: number;
}

/** What the server says of a failure as an error whose line is one of the script. */
export function toStatementError(failure: SqlFailure, lines: StatementLines): StatementError {
  const place = placeOf(failure, lines);
  return {
    code: codeOf(failure),
    message: failure.details === "" ? messageWithoutDetails(failure) : failure.details,
    line: place.line,
    column: place.column,
  };
}

/** The code that says most: ORA-06550 only wraps the error of the compiler that stands after it. */
function codeOf({ details, number }: SqlFailure): string | undefined {
  const [first, second] = details.match(/\b[A-Z][A-Z0-9]{1,4}-\d{4,5}\b/g) ?? [];
  if (first === "ORA-06550" && second !== undefined) return second;
  if (first !== undefined) return first;
  return number === undefined ? undefined : `ORA-${String(number).padStart(5, "0")}`;
}

/**
 * The database counts lines from the beginning of the block; it says them in ORA-06550 (compiling) and ORA-06512
 * (running; the last one without a unit's name is the block itself). The server's own `errorLine` counts from the
 * beginning of the statement, or of the script when it lies beyond the statement: assumption restSqlErrorLines.
 */
function placeOf(failure: SqlFailure, { start, end }: StatementLines): Place {
  const compiling = /ORA-06550: [^\d\n]*(\d+)[^\d\n]+(\d+)/.exec(failure.details);
  if (compiling) return inStatement(Number(compiling[1]), Number(compiling[2]), start);
  const running = [...failure.details.matchAll(/ORA-06512: [^\d"\n]*(\d+)\s*$/gm)].at(-1);
  if (running) return inStatement(Number(running[1]), undefined, start);
  if (failure.line === undefined) return { line: undefined, column: undefined };
  const beyond = failure.line > end - start + 1;
  return beyond
    ? { line: failure.line, column: failure.column }
    : inStatement(failure.line, failure.column, start);
}

interface Place {
  readonly line: number | undefined;
  readonly column: number | undefined;
}

function inStatement(line: number, column: number | undefined, start: number): Place {
  return { line: start + line - 1, column };
}

function messageWithoutDetails({ number }: SqlFailure): string {
  return number === undefined
    ? "The statement failed, and the server does not say why."
    : `The statement failed with error ${number}.`;
}
