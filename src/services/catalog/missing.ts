import { UserFacingError } from "../../base/errors.ts";

/** Whether an error of Oracle says that what was asked for does not exist, or not for this user. */
export function isMissing(code: string): boolean {
  return codes.has(code);
}

/**
 * Table or view does not exist, invalid identifier, a synonym to nothing, an object that does not exist, an identifier
 * that must be declared, and the code in which a query wraps the last.
 */
const codes: ReadonlySet<string> = new Set([
  "ORA-00942",
  "ORA-00904",
  "ORA-00980",
  "ORA-04043",
  "PLS-00201",
  "ORA-06553",
]);

/** Neither the package nor the views of ORDS are there. */
export function ordsNotInstalled(): UserFacingError {
  return new UserFacingError({
    code: "ordsNotInstalled",
    message: "This database shows nothing of ORDS to this user.",
    why: "Neither the package ORDS nor the view USER_ORDS_SCHEMAS can be seen. ORDS may not be installed in this (pluggable) database, or its synonyms are missing.",
  });
}
