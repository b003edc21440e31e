import { lettersOf } from "../access/similarName.ts";
import type { Catalog } from "../model/catalog.ts";
import { isBuiltInRole } from "../model/builtIns.ts";
import type { RoleName } from "../model/names.ts";
import { groupInto } from "./groupInto.ts";

const known = new WeakMap<Catalog, ReadonlyMap<RoleName, readonly RoleName[]>>();

/**
 * Of each role that a person would take for another one, all that look like it, itself among them; in the order of
 * their letters. Roles count that exist, that a privilege asks for and that a client has. Those of the product are not
 * held against each other.
 */
export function similarRolesOf(catalog: Catalog): ReadonlyMap<RoleName, readonly RoleName[]> {
  let found = known.get(catalog);
  if (found === undefined) {
    found = findSimilar(catalog);
    known.set(catalog, found);
  }
  return found;
}

function findSimilar({
  roles,
  privileges,
  clients,
}: Catalog): ReadonlyMap<RoleName, readonly RoleName[]> {
  const names = new Set([
    ...roles.map(({ name }) => name),
    ...privileges.flatMap((one) => one.roles),
    ...clients.flatMap((one) => one.roles),
  ]);
  const groups = groupInto([...names].toSorted(), (name) => [lettersOf(name), name]);
  return new Map(
    [...groups.values()].flatMap((group) =>
      group.length > 1 && group.some((name) => !isBuiltInRole(name))
        ? group.map((name) => [name, group] as const)
        : [],
    ),
  );
}
