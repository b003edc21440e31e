import { isUserFacingError } from "../../base/errors.ts";
import type { StatementError } from "./sqlRunner.ts";

/** What Oracle said, when the error is a query's "sqlFailed"; undefined for every other error. */
export function statementErrorOf(error: unknown): StatementError | undefined {
  if (!isUserFacingError(error) || error.code !== "sqlFailed") return undefined;
  const { cause } = error;
  return typeof cause === "object" && cause !== null && "code" in cause && "message" in cause
    ? (cause as StatementError)
    : undefined;
}
