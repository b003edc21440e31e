import type { Privilege } from "../model/catalog.ts";
import type { RoleName } from "../model/names.ts";
import type { AccessIndex } from "./accessIndex.ts";
import { isKnownRole } from "./knownRoles.ts";
import { productReachOf } from "./productReach.ts";

/**
 * The roles of the privilege that a caller may be given to satisfy it, the narrowest first: those that exist, or else
 * those that would have to be created. A role of the product that opens far more, such as SQL Developer, is offered only
 * where the privilege names no other.
 */
export function rolesToOffer(index: AccessIndex, privilege: Privilege): readonly RoleName[] {
  const reach = (role: RoleName) => productReachOf(index.catalog, role)?.danger;
  const own = privilege.roles.filter((role) => reach(role) !== "great");
  const known = own.filter((role) => isKnownRole(index, role));
  const roles = known.length > 0 ? known : own.length > 0 ? own : privilege.roles;
  const isWide = (role: RoleName): boolean => reach(role) !== undefined;
  return [...roles.filter((role) => !isWide(role)), ...roles.filter(isWide)];
}
