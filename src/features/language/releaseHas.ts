import type { OrdsRelease } from "../../domain/model/catalog.ts";
import type { Procedure } from "../../plsql/procedures.ts";

/** Whether a release has a procedure. For ORDS_SECURITY the database itself has been asked. */
export function releaseHas(
  release: OrdsRelease,
  procedure: Pick<Procedure, "package" | "since">,
): boolean {
  if (procedure.package.startsWith("ORDS_SECURITY")) return release.hasOrdsSecurity;
  if (procedure.since === undefined) return true;
  const [major = 0, minor = 0] = procedure.since.split(".").map(Number);
  return release.major > major || (release.major === major && release.minor >= minor);
}
