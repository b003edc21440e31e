import type { OrdsRelease } from "../../domain/model/catalog.ts";
import type { Procedure } from "../../plsql/procedures.ts";

/**
 * Whether a schema sees a procedure on a release: the packages for other schemas need the role
 * ORDS_ADMINISTRATOR_ROLE, which the schema of the practice server does not have.
 */
export function isVisible(procedure: Procedure, release: OrdsRelease): boolean {
  if (procedure.package.endsWith("_ADMIN")) return false;
  if (procedure.since === undefined) return true;
  const [major = 0, minor = 0] = procedure.since.split(".").map(Number);
  return release.major > major || (release.major === major && release.minor >= minor);
}
