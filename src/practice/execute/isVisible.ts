import type { OrdsRelease } from "../../domain/model/catalog.ts";
import type { Procedure } from "../../plsql/procedures.ts";
import { isSince } from "../isSince.ts";

/** Who looks at the packages, and of which release they are. */
export interface Viewer {
  readonly release: OrdsRelease;
  /** Whether the user has the role ORDS_ADMINISTRATOR_ROLE. */
  readonly isAdministrator: boolean;
}

/**
 * Whether a user sees a procedure: the packages for other schemas need the role ORDS_ADMINISTRATOR_ROLE, which the
 * schema of the practice server does not have.
 */
export function isVisible(
  { package: owner, since }: Procedure,
  { release, isAdministrator }: Viewer,
): boolean {
  if (owner.endsWith("_ADMIN") && !isAdministrator) return false;
  return since === undefined || isSince(release, since);
}
