import { assertNever } from "../../base/assertNever.ts";
import { applyClientChange } from "./applyClientChange.ts";
import { applyModuleChange } from "./applyModuleChange.ts";
import { applyPrivilegeChange } from "./applyPrivilegeChange.ts";
import type { Catalog, EnabledObject } from "./catalog.ts";
import type { Change, EnableObject, EnableSchema } from "./change.ts";

/**
 * The catalog as it will be after a change has been committed. Total and pure: where ORDS would
 * refuse the change (a duplicate, a name that does not exist) the catalog stays as it is, so that a
 * script can be followed to its end. CREATE_PRIVILEGE and CREATE_ROLE of what exists are such
 * no-ops; in a database they raise ORA-00001 (assumption `createRefusesDuplicates`). What the
 * product itself creates when a schema or object is enabled is not added.
 */
export function applyChange(catalog: Catalog, change: Change): Catalog {
  switch (change.kind) {
    case "enableSchema":
      return enableSchema(catalog, change);
    case "enableObject":
      return { ...catalog, objects: enableObject(catalog.objects, change) };
    case "defineModule":
    case "defineTemplate":
    case "defineHandler":
    case "defineParameter":
    case "deleteModule":
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
    case "updateClientPrivileges":
    case "updateClientTokenDuration":
    case "renameClient":
    case "deleteClient":
    case "grantClientRole":
    case "revokeClientRole":
      return applyClientChange(catalog, change);
    case "rotateClientSecret":
    case "revokeClientSecret":
      // Secrets are no part of a catalog.
      return catalog;
    default:
      return assertNever(change);
  }
}

export function applyChanges(catalog: Catalog, changes: readonly Change[]): Catalog {
  return changes.reduce(applyChange, catalog);
}

function enableSchema(catalog: Catalog, change: EnableSchema): Catalog {
  const { schema } = catalog;
  if (change.schema !== undefined && change.schema.toUpperCase() !== schema.name.toUpperCase()) {
    return catalog;
  }
  return {
    ...catalog,
    schema: {
      name: schema.name,
      alias: change.alias ?? schema.name.toLowerCase(),
      enabled: change.enabled,
      autoRestAuth: change.autoRestAuth ?? schema.autoRestAuth,
    },
  };
}

function enableObject(
  objects: readonly EnabledObject[],
  change: EnableObject,
): readonly EnabledObject[] {
  const object: EnabledObject = {
    name: change.object,
    alias: change.alias ?? change.object.toLowerCase(),
    type: change.objectType,
    enabled: change.enabled,
    requiresAuthorization: change.requiresAuthorization,
  };
  return objects.some((each) => each.name === object.name)
    ? objects.map((each) => (each.name === object.name ? object : each))
    : [...objects, object];
}
