import { builtInRoles } from "../model/builtIns.ts";
import type { RoleName } from "../model/names.ts";
import type { AccessIndex } from "./accessIndex.ts";

/**
 * Whether a role can be granted: it stands in the schema, or it is one of the product, which need not stand in the
 * schema's own view (assumption `builtInRolesHaveNoSchema`).
 */
export function isKnownRole(index: AccessIndex, role: RoleName): boolean {
  if (role.startsWith("oracle.dbtools.") || builtInRoles.has(role)) return true;
  return index.catalog.roles.some((one) => one.name === role);
}
