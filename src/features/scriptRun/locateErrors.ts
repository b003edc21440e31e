import type { StatementError, StatementResult } from "../../services/sql/sqlRunner.ts";

/** Where in the script something went wrong; lines and columns from 1. */
export interface LocatedError {
  readonly line: number;
  readonly column: number;
  /** For an error without a place of its own, the last line of its statement; otherwise the line itself. */
  readonly endLine: number;
  readonly code: string | undefined;
  readonly message: string;
}

/** Every error with a place, so that an editor can mark it; the statement stands in where the server names no line. */
export function locateErrors(results: readonly StatementResult[]): readonly LocatedError[] {
  return results.flatMap(({ error, lines }) => {
    if (!error) return [];
    const { code, message } = error;
    const place =
      error.line === undefined
        ? { line: lines.start, column: 1, endLine: lines.end }
        : { line: error.line, column: error.column ?? 1, endLine: error.line };
    return [{ ...place, code, message }];
  });
}

export function firstError(results: readonly StatementResult[]): StatementError | undefined {
  return results.find(({ error }) => error !== undefined)?.error;
}
