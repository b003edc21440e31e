import type { Privilege } from "../model/catalog.ts";
import type { RoleName } from "../model/names.ts";
import type { AccessIndex } from "./accessIndex.ts";
import { isKnownRole } from "./knownRoles.ts";

/**
 * The roles of the privilege that a caller may be given to satisfy it, the narrowest first: of those that exist, the
 * ones that let in to all schemas only where there is no other. Where none exists, all that the privilege names.
 */
export function rolesToOffer(index: AccessIndex, privilege: Privilege): readonly RoleName[] {
  const known = privilege.roles.filter((role) => isKnownRole(index, role));
  const own = known.filter((role) => !role.startsWith("oracle.dbtools.autorest.any"));
  const roles = own.length > 0 ? own : known.length > 0 ? known : privilege.roles;
  const isWide = (role: RoleName): boolean => role.startsWith("oracle.dbtools.role.autorest.any.");
  return [...roles.filter((role) => !isWide(role)), ...roles.filter(isWide)];
}
