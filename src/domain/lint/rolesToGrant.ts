import type { AccessIndex } from "../access/accessIndex.ts";
import { productReachOf } from "../access/productReach.ts";
import { rolesToOffer } from "../access/rolesToOffer.ts";
import type { Privilege } from "../model/catalog.ts";
import type { RoleName } from "../model/names.ts";

/**
 * One role for each privilege is enough, and one role may do for several. A role of the product that opens more is none
 * that a button gives to a client: it would be the next finding.
 */
export function rolesToGrant(
  index: AccessIndex,
  privileges: readonly Privilege[],
): readonly RoleName[] {
  const roles = new Set<RoleName>();
  for (const privilege of privileges) {
    const [first] = rolesToOffer(index, privilege).filter(
      (role) => productReachOf(index.catalog, role) === undefined,
    );
    if (first !== undefined && !privilege.roles.some((role) => roles.has(role))) roles.add(first);
  }
  return [...roles];
}
