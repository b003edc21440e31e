import type { Privilege } from "../model/catalog.ts";
import type { RoleName } from "../model/names.ts";

/** One role for each privilege is enough, and one role may do for several. */
export function rolesToGrant(privileges: readonly Privilege[]): readonly RoleName[] {
  const roles = new Set<RoleName>();
  for (const privilege of privileges) {
    const [first] = privilege.roles;
    if (first !== undefined && !privilege.roles.some((role) => roles.has(role))) roles.add(first);
  }
  return [...roles];
}
