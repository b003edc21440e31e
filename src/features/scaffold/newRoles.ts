import { isBuiltInRole } from "../../domain/model/builtIns.ts";
import type { Catalog } from "../../domain/model/catalog.ts";
import type { Change } from "../../domain/model/change.ts";
import { roleName, type RoleName } from "../../domain/model/names.ts";

/** The changes that create those of the named roles that neither the schema nor the product has. */
export function createMissingRoles(
  catalog: Catalog,
  roles: readonly RoleName[],
): readonly Change[] {
  const present = new Set(catalog.roles.map(({ name }) => name));
  return [...new Set(roles)]
    .filter((name) => !present.has(name) && !isBuiltInRole(name))
    .map((name) => ({ kind: "createRole", name }));
}

export function toRoleNames(texts: readonly string[]): readonly RoleName[] {
  return [...new Set(texts)].map(roleName);
}
