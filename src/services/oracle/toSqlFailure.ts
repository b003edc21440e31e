import type { SqlFailure } from "../sql/parseSqlAnswer.ts";
import type { DriverError } from "./oracleDriver.ts";

/** What the database says of a failed statement, in the form that all runners share. */
export function toSqlFailure(error: unknown, statement: string): SqlFailure {
  const { message, errorNum, offset, code } = asDriverError(error);
  const ofServer = code?.startsWith("ORA-") === true;
  // 0 is also what the driver gives where the server names no place.
  const place =
    ofServer && offset !== undefined && offset > 0 ? placeAt(statement, offset) : noPlace;
  return {
    number: errorNum !== undefined && errorNum > 0 ? errorNum : undefined,
    line: place.line,
    column: place.column,
    // The driver adds a link to a page of the documentation.
    details: message.replace(/\n?Help: https:\S+\s*$/, "").trim(),
  };
}

export function asDriverError(error: unknown): DriverError {
  return error instanceof Error ? error : new Error(String(error));
}

interface Place {
  readonly line: number | undefined;
  readonly column: number | undefined;
}

const noPlace: Place = { line: undefined, column: undefined };

function placeAt(statement: string, offset: number): Place {
  const before = statement.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
