import type { Catalog, EnabledObject, Privilege } from "../model/catalog.ts";
import { privilegeName, roleName, uriPattern } from "../model/names.ts";
import type { UriPattern } from "../model/names.ts";

/**
 * The privileges by which ORDS protects AutoREST objects and the schema's metadata catalog, as far as the catalog that
 * was read does not tell them itself (assumptions `autoRestPrivilegeNames`, `autoRestSchemaPrivilege`). They are the
 * reason why an object that asks for authorization is not shown as public.
 */
export function autoRestPrivileges(catalog: Catalog): readonly ImpliedPrivilege[] {
  const { name, autoRestAuth } = catalog.schema;
  const mapped = new Set(
    catalog.privileges.filter((one) => one.patterns.length > 0).map((one) => one.name),
  );
  const implied = [
    ...(autoRestAuth
      ? [{ privilege: schemaPrivilege(name), by: "autoRestSchemaPrivilege" } as const]
      : []),
    ...catalog.objects
      .filter((object) => object.enabled && object.requiresAuthorization)
      .map((object) => {
        return { privilege: objectPrivilege(name, object), by: "autoRestPrivilegeNames" } as const;
      }),
  ];
  return implied.filter(({ privilege }) => !mapped.has(privilege.name));
}

/** A privilege that has to be there although the catalog does not show it. */
export interface ImpliedPrivilege {
  readonly privilege: Privilege;
  readonly by: ImpliedBy;
}

/** The assumption that tells the names, roles and patterns of an implied privilege. */
export type ImpliedBy = "autoRestSchemaPrivilege" | "autoRestPrivilegeNames";

function schemaPrivilege(schema: string): Privilege {
  return privilege(
    schema,
    ["/metadata-catalog/*"],
    ["oracle.dbtools.autorest.any.schema", `oracle.dbtools.role.autorest.${schema}`],
  );
}

function objectPrivilege(schema: string, object: EnabledObject): Privilege {
  return privilege(
    `${schema}.${object.name}`,
    [`/${object.alias}/*`, `/metadata-catalog/${object.alias}/*`],
    [
      "oracle.dbtools.autorest.any.schema",
      `oracle.dbtools.role.autorest.any.${schema}`,
      `oracle.dbtools.role.autorest.${schema}.${object.name}`,
    ],
  );
}

function privilege(
  subject: string,
  patterns: readonly string[],
  roles: readonly string[],
): Privilege {
  return {
    name: privilegeName(`oracle.dbtools.autorest.privilege.${subject}`),
    label: undefined,
    description: undefined,
    comments: undefined,
    roles: roles.map(roleName),
    patterns: patterns.map((text): UriPattern => uriPattern(text)),
    modules: [],
  };
}
