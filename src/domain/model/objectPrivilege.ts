import type { Catalog, EnabledObject, Privilege } from "./catalog.ts";
import {
  privilegeName,
  roleName,
  uriPattern,
  type PrivilegeName,
  type UriPattern,
} from "./names.ts";

type Named = Pick<EnabledObject, "name" | "alias">;

/** The privilege that ORDS makes for an AutoREST object with authorization (assumption `autoRestPrivilegeNames`). */
export function objectPrivilege({ schema }: Pick<Catalog, "schema">, object: Named): Privilege {
  return {
    name: objectPrivilegeName(schema.name, object.name),
    label: undefined,
    description: undefined,
    comments: undefined,
    roles: [
      "oracle.dbtools.autorest.any.schema",
      `oracle.dbtools.role.autorest.any.${schema.name}`,
      `oracle.dbtools.role.autorest.${schema.name}.${object.name}`,
    ].map(roleName),
    patterns: objectPatterns(object.alias),
    modules: [],
  };
}

export function objectPrivilegeName(schema: string, object: string): PrivilegeName {
  return privilegeName(`${schemaPrivilegeName(schema)}.${object}`);
}

/** That of the schema's metadata catalog (assumption `autoRestSchemaPrivilege`). */
export function schemaPrivilegeName(schema: string): PrivilegeName {
  return privilegeName(`oracle.dbtools.autorest.privilege.${schema}`);
}

/** What the privilege of the metadata catalog is mapped to, where the catalog asks for authorization. */
export const catalogPattern = uriPattern("/metadata-catalog/*");

export function objectPatterns(alias: string): readonly UriPattern[] {
  return [uriPattern(`/${alias}/*`), uriPattern(`/metadata-catalog/${alias}/*`)];
}

/** Whether the catalog shows the privilege of any of its objects, so that one which is not shown is not there. */
export function showsObjectPrivileges({ schema, objects, privileges }: Catalog): boolean {
  const own = new Set(objects.map(({ name }) => objectPrivilegeName(schema.name, name)));
  return privileges.some(({ name }) => own.has(name));
}
