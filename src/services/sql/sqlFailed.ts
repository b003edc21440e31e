import { UserFacingError } from "../../base/errors.ts";
import type { SqlFailure } from "./parseSqlAnswer.ts";
import { toStatementError } from "./toStatementError.ts";

/** A query that the database refuses; `statementErrorOf` gives back what it said. */
export function sqlFailed(failure: SqlFailure): UserFacingError {
  const error = toStatementError(failure, { start: 1, end: 1 });
  return new UserFacingError({
    code: "sqlFailed",
    message: `The query failed${error.code === undefined ? "" : ` with ${error.code}`}.`,
    why: error.message,
    // An error, so that a log can print it.
    cause: Object.assign(new Error(error.message), error),
  });
}
