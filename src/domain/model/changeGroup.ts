import { assertNever } from "../../base/assertNever.ts";
import type { Change } from "./change.ts";

/** A change among those that are about the same part of a schema. */
export type ChangeGroup =
  | { readonly about: "schema"; readonly change: SchemaChange }
  | { readonly about: "modules"; readonly change: ModuleChange }
  | { readonly about: "privileges"; readonly change: PrivilegeChange }
  | { readonly about: "clients"; readonly change: ClientChange };

/** The schema itself, the objects that it publishes, and whose tokens it accepts. */
export type SchemaChange = ChangeOf<
  | "enableSchema"
  | "setUrlMapping"
  | "dropRestForSchema"
  | "enableObject"
  | "createJwtProfile"
  | "deleteJwtProfile"
>;

/** Modules with their templates, handlers and parameters. */
export type ModuleChange = ChangeOf<
  | "defineModule"
  | "defineTemplate"
  | "defineHandler"
  | "defineParameter"
  | "deleteModule"
  | "renameModule"
  | "publishModule"
  | "setModulePrivilege"
  | "setModuleOrigins"
>;

/** Roles, and privileges with what they protect. */
export type PrivilegeChange = ChangeOf<
  | "createRole"
  | "renameRole"
  | "deleteRole"
  | "createPrivilege"
  | "definePrivilege"
  | "renamePrivilege"
  | "deletePrivilege"
  | "createPrivilegeMapping"
  | "deletePrivilegeMapping"
>;

/** Clients with their roles, privileges and secrets. */
export type ClientChange =
  | ClientSecretChange
  | ChangeOf<
      | "registerClient"
      | "updateClient"
      | "updateClientPrivileges"
      | "updateClientTokenDuration"
      | "renameClient"
      | "deleteClient"
      | "grantClientRole"
      | "revokeClientRole"
    >;

export type ClientSecretChange = ChangeOf<
  "rotateClientSecret" | "registerClientSecret" | "revokeClientSecret"
>;

type ChangeOf<Kind extends Change["kind"]> = Extract<Change, { readonly kind: Kind }>;

/** Every change is in one group. */
export function groupOf(change: Change): ChangeGroup {
  switch (change.kind) {
    case "enableSchema":
    case "setUrlMapping":
    case "dropRestForSchema":
    case "enableObject":
    case "createJwtProfile":
    case "deleteJwtProfile":
      return { about: "schema", change };
    case "defineModule":
    case "defineTemplate":
    case "defineHandler":
    case "defineParameter":
    case "deleteModule":
    case "renameModule":
    case "publishModule":
    case "setModulePrivilege":
    case "setModuleOrigins":
      return { about: "modules", change };
    case "createRole":
    case "renameRole":
    case "deleteRole":
    case "createPrivilege":
    case "definePrivilege":
    case "renamePrivilege":
    case "deletePrivilege":
    case "createPrivilegeMapping":
    case "deletePrivilegeMapping":
      return { about: "privileges", change };
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
      return { about: "clients", change };
    default:
      return assertNever(change);
  }
}
