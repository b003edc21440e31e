import { assertNever } from "../../base/assertNever.ts";
import { applyClientChange } from "./applyClientChange.ts";
import { applyModuleChange } from "./applyModuleChange.ts";
import { applyPrivilegeChange } from "./applyPrivilegeChange.ts";
import { applySchemaChange } from "./applySchemaChange.ts";
import type { Catalog } from "./catalog.ts";
import type { Change } from "./change.ts";

/**
 * The catalog as it will be after a change has been committed. Total and pure: where ORDS would
 * refuse the change (a duplicate, a name that does not exist) the catalog stays as it is, so that a
 * script can be followed to its end. CREATE_PRIVILEGE and CREATE_ROLE of what exists are such
 * no-ops, and CREATE_JWT_PROFILE where there is a profile; in a database they raise ORA-00001
 * (assumptions `createRefusesDuplicates`, `jwtProfileIsSingle`). What the
 * product itself creates when a schema or object is enabled is not added.
 */
export function applyChange(catalog: Catalog, change: Change): Catalog {
  switch (change.kind) {
    case "enableSchema":
    case "setUrlMapping":
    case "dropRestForSchema":
    case "enableObject":
    case "createJwtProfile":
    case "deleteJwtProfile":
      return applySchemaChange(catalog, change);
    case "defineModule":
    case "defineTemplate":
    case "defineHandler":
    case "defineParameter":
    case "deleteModule":
    case "renameModule":
    case "publishModule":
    case "setModulePrivilege":
    case "setModuleOrigins":
      return applyModuleChange(catalog, change);
    case "createRole":
    case "renameRole":
    case "deleteRole":
    case "createPrivilege":
    case "definePrivilege":
    case "renamePrivilege":
    case "deletePrivilege":
    case "createPrivilegeMapping":
    case "deletePrivilegeMapping":
      return applyPrivilegeChange(catalog, change);
    case "registerClient":
    case "updateClient":
    case "updateClientPrivileges":
    case "updateClientTokenDuration":
    case "renameClient":
    case "deleteClient":
    case "grantClientRole":
    case "revokeClientRole":
    case "rotateClientSecret":
    case "registerClientSecret":
    case "revokeClientSecret":
      return applyClientChange(catalog, change);
    default:
      return assertNever(change);
  }
}

export function applyChanges(catalog: Catalog, changes: readonly Change[]): Catalog {
  return changes.reduce(applyChange, catalog);
}
