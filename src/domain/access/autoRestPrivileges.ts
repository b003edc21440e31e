import type { Catalog, Privilege } from "../model/catalog.ts";
import { roleName } from "../model/names.ts";
import {
  catalogPattern,
  objectPrivilege,
  schemaPrivilegeName,
  showsObjectPrivileges,
} from "../model/objectPrivilege.ts";

/**
 * The privileges by which ORDS protects AutoREST objects and the schema's metadata catalog, as far as the catalog that
 * was read does not tell them itself (assumptions `autoRestPrivilegeNames`, `autoRestSchemaPrivilege`). They are the
 * reason why an object that asks for authorization is not shown as public.
 */
export function autoRestPrivileges(catalog: Catalog): readonly ImpliedPrivilege[] {
  const { privileges, objects, schema } = catalog;
  const rows = new Map(privileges.map((one) => [one.name, one]));
  const areShown = showsObjectPrivileges(catalog);
  const made = [
    ...(schema.autoRestAuth
      ? [{ privilege: schemaPrivilege(schema.name), by: "autoRestSchemaPrivilege" } as const]
      : []),
    ...objects
      .filter((object) => object.enabled && object.requiresAuthorization)
      .map((object) => {
        const privilege = objectPrivilege(catalog, object);
        return { privilege, by: "autoRestPrivilegeNames" } as const;
      }),
  ];
  return made.flatMap(({ privilege, by }): readonly ImpliedPrivilege[] => {
    const row = rows.get(privilege.name);
    if (row && row.patterns.length > 0) return [];
    if (row) return [{ privilege, by, lost: row }];
    const isGone = areShown && by === "autoRestPrivilegeNames";
    return [{ privilege, by, lost: isGone ? privilege : undefined }];
  });
}

/** A privilege that has to be there although the catalog does not show it, or not what it is mapped to. */
export interface ImpliedPrivilege {
  readonly privilege: Privilege;
  readonly by: ImpliedBy;
  /**
   * Where the catalog shows that somebody has deleted the privilege or its patterns: that as far as it is left. Whether
   * the object asks for authorization all the same, no source tells.
   */
  readonly lost: Privilege | undefined;
}

/** The assumption that tells the names, roles and patterns of an implied privilege. */
export type ImpliedBy = "autoRestSchemaPrivilege" | "autoRestPrivilegeNames";

function schemaPrivilege(schema: string): Privilege {
  return {
    name: schemaPrivilegeName(schema),
    label: undefined,
    description: undefined,
    comments: undefined,
    roles: [
      roleName("oracle.dbtools.autorest.any.schema"),
      roleName(`oracle.dbtools.role.autorest.${schema}`),
    ],
    patterns: [catalogPattern],
    modules: [],
  };
}
