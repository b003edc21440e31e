import type { PrivilegeName, RoleName } from "./names.ts";

/**
 * Whether the product made a role, not a person: the roles that belong to no schema, and those that
 * enabling a schema or an object creates in it (assumptions `builtInRolesHaveNoSchema`,
 * `autoRestPrivilegeNames`). A schema of one's own may hold a role with such a name; that is as
 * good as built in.
 */
export function isBuiltInRole(name: RoleName): boolean {
  return builtInRoles.has(name) || name.startsWith("oracle.");
}

/**
 * Whether the product made a privilege: those of AutoREST and SODA, which enabling a schema or an
 * object creates.
 */
export function isBuiltInPrivilege(name: PrivilegeName): boolean {
  return name.startsWith("oracle.");
}

/**
 * Roles that exist in every installation. `SQL Developer` comes with database credentials; the
 * others are named in exports, the Oracle REST reference and SODA for REST, the last five only from
 * memory.
 */
export const builtInRoles: ReadonlySet<string> = new Set([
  "SQL Developer",
  "SQL Administrator",
  "SODA Developer",
  "OAuth2 Client Developer",
  "RESTful Services",
  "Schema Administrator",
  "Listener Administrator",
  "System Administrator",
  "Oracle APEX Developer",
  "Oracle APEX Administrator",
]);
