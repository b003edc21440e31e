import { assertNever } from "../../base/assertNever.ts";
import { applyClientChange } from "./applyClientChange.ts";
import { applyModuleChange } from "./applyModuleChange.ts";
import { applyPrivilegeChange } from "./applyPrivilegeChange.ts";
import { applySchemaChange } from "./applySchemaChange.ts";
import type { Catalog } from "./catalog.ts";
import type { Change } from "./change.ts";
import { groupOf } from "./changeGroup.ts";

/**
 * The catalog as it will be after a change has been committed. Total and pure: where ORDS would
 * refuse the change (a duplicate, a name that does not exist) the catalog stays as it is, so that a
 * script can be followed to its end. CREATE_PRIVILEGE and CREATE_ROLE of what exists are such
 * no-ops, and CREATE_JWT_PROFILE where there is a profile; in a database they raise ORA-00001
 * (assumptions `createRefusesDuplicates`, `jwtProfileIsSingle`). What the
 * product itself creates when a schema or object is enabled is not added, but for the privilege of
 * an object where the catalog shows others.
 */
export function applyChange(catalog: Catalog, change: Change): Catalog {
  const group = groupOf(change);
  switch (group.about) {
    case "schema":
      return applySchemaChange(catalog, group.change);
    case "modules":
      return applyModuleChange(catalog, group.change);
    case "privileges":
      return applyPrivilegeChange(catalog, group.change);
    case "clients":
      return applyClientChange(catalog, group.change);
    default:
      return assertNever(group);
  }
}

export function applyChanges(catalog: Catalog, changes: readonly Change[]): Catalog {
  return changes.reduce(applyChange, catalog);
}
