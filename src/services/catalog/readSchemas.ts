import { UserFacingError } from "../../base/errors.ts";
import { schemasQuery } from "../../plsql/catalogQueries.ts";
import type { SqlRunner } from "../sql/sqlRunner.ts";
import { statementErrorOf } from "../sql/statementErrorOf.ts";
import { isMissing } from "./missing.ts";

/**
 * The names of all REST-enabled schemas, for somebody who administers ORDS (assumption `dbaViewsMirrorUserViews`).
 * Throws `UserFacingError` "roleMissing" for everybody else, and what the runner throws.
 */
export async function readSchemas(
  runner: SqlRunner,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  try {
    const { rows } = await runner.query(schemasQuery, signal ? { signal } : {});
    return rows.flatMap(([name]) => (typeof name === "string" ? [name] : []));
  } catch (error) {
    const code = statementErrorOf(error)?.code;
    if (code === undefined || !isMissing(code)) throw error;
    throw new UserFacingError({
      code: "roleMissing",
      message: "This user cannot look at other schemas.",
      why: "The view DBA_ORDS_SCHEMAS is not visible. It needs the role ORDS_ADMINISTRATOR_ROLE, or a connection of the other schema's own user.",
    });
  }
}
