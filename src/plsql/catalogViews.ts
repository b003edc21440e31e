import { sql, type SqlText } from "./quote.ts";

/** One part of a `Catalog`: a metadata view of ORDS and what is wanted of it. */
export interface CatalogView {
  /** The name after `USER_ORDS_`; after `DBA_ORDS_` for somebody who looks at another schema. */
  readonly name: string;
  /** In upper case. */
  readonly columns: readonly string[];
  /** Columns by which the rows keep their order from one reading to the next. */
  readonly orderBy: readonly string[];
  /** Which rows of the DBA view belong to the schema of the bind `schema`. */
  readonly ofSchema: SqlText;
  /** True when an older release has no such view or column: then it is said quietly, or not at all. */
  readonly newer: boolean;
  /** Columns that an older release does not have, of which nothing is said. */
  readonly newerColumns?: readonly string[];
}

export type CatalogViewId = keyof typeof catalogViews;

const schemaId = sql`(select id from dba_ords_schemas where parsing_schema = :schema)`;
const bySchema = sql`schema_id = ${schemaId}`;
const byPrivilege = sql`privilege_id in (select id from dba_ords_privileges where schema_id = ${schemaId})`;

/**
 * Every view that a catalog needs; the names of views and columns are those that Oracle APEX selects by name and that
 * the install log of ORDS 23.2 lists. The views of an administrator are assumption `dbaViewsMirrorUserViews`. The
 * sources of handlers, which can be large, and the secrets of clients are not among them: see `catalogQueries.ts`.
 */
export const catalogViews = {
  schema: {
    name: "SCHEMAS",
    columns: ["PARSING_SCHEMA", "PATTERN", "STATUS", "AUTO_REST_AUTH"],
    orderBy: ["ID"],
    ofSchema: sql`parsing_schema = :schema`,
    newer: false,
  },
  modules: {
    name: "MODULES",
    columns: ["ID", "NAME", "URI_PREFIX", "STATUS", "ITEMS_PER_PAGE", "COMMENTS"],
    orderBy: ["NAME", "ID"],
    ofSchema: bySchema,
    newer: false,
  },
  moduleOrigins: {
    name: "MODULES",
    columns: ["ID", "ORIGINS_ALLOWED"],
    orderBy: ["ID"],
    ofSchema: bySchema,
    newer: false,
  },
  templates: {
    name: "TEMPLATES",
    columns: ["ID", "MODULE_ID", "URI_TEMPLATE", "PRIORITY"],
    orderBy: ["URI_TEMPLATE", "ID"],
    ofSchema: bySchema,
    newer: false,
  },
  handlers: {
    name: "HANDLERS",
    columns: ["ID", "TEMPLATE_ID", "METHOD", "SOURCE_TYPE", "ITEMS_PER_PAGE", "COMMENTS"],
    orderBy: ["METHOD", "ID"],
    ofSchema: bySchema,
    newer: false,
  },
  parameters: {
    name: "PARAMETERS",
    columns: [
      "HANDLER_ID",
      "NAME",
      "BIND_VARIABLE_NAME",
      "SOURCE_TYPE",
      "PARAM_TYPE",
      "ACCESS_METHOD",
    ],
    orderBy: ["NAME", "ID"],
    ofSchema: bySchema,
    newer: false,
  },
  privileges: {
    name: "PRIVILEGES",
    columns: ["ID", "NAME", "LABEL", "DESCRIPTION", "COMMENTS"],
    orderBy: ["NAME", "ID"],
    ofSchema: bySchema,
    newer: false,
  },
  privilegeRoles: {
    name: "PRIVILEGE_ROLES",
    columns: ["PRIVILEGE_ID", "ROLE_NAME"],
    orderBy: ["ROLE_NAME", "PRIVILEGE_ID"],
    ofSchema: byPrivilege,
    newer: false,
  },
  privilegeModules: {
    name: "PRIVILEGE_MODULES",
    columns: ["PRIVILEGE_ID", "MODULE_NAME"],
    orderBy: ["MODULE_NAME", "PRIVILEGE_ID"],
    ofSchema: byPrivilege,
    newer: false,
  },
  privilegeMappings: {
    name: "PRIVILEGE_MAPPINGS",
    columns: ["PRIVILEGE_ID", "PATTERN"],
    orderBy: ["PATTERN", "PRIVILEGE_ID"],
    ofSchema: byPrivilege,
    newer: false,
  },
  /** SCHEMA_ID is empty for roles of the product (assumption `builtInRolesHaveNoSchema`). */
  roles: {
    name: "ROLES",
    columns: ["NAME", "SCHEMA_ID"],
    orderBy: ["NAME", "ID"],
    ofSchema: sql`(schema_id is null or ${bySchema})`,
    newer: false,
  },
  clients: {
    name: "CLIENTS",
    columns: ["ID", "NAME", "DESCRIPTION", "AUTH_FLOW", "CLIENT_ID", "REDIRECT_URI"],
    orderBy: ["NAME", "ID"],
    ofSchema: bySchema,
    newer: false,
  },
  /**
   * A part of its own, so that the rows of all parts stay narrow: what is wide for one is empty in all others. When the
   * secrets were issued is known from 25.1 (assumption `secondSlotColumns`).
   */
  clientSupport: {
    name: "CLIENTS",
    columns: [
      "ID",
      "SUPPORT_EMAIL",
      "SUPPORT_URI",
      "CLIENT_SECRET_ISSUED_ON",
      "CLIENT_SECRET_2_ISSUED_ON",
    ],
    orderBy: ["ID"],
    ofSchema: bySchema,
    newer: false,
    newerColumns: ["CLIENT_SECRET_ISSUED_ON", "CLIENT_SECRET_2_ISSUED_ON"],
  },
  /**
   * Assumption `durationColumns`; the origins are known only from the Oracle REST reference, whose clients mirror the
   * view.
   */
  clientDetails: {
    name: "CLIENTS",
    columns: ["ID", "TOKEN_DURATION", "REFRESH_DURATION", "CODE_DURATION", "ALLOWED_ORIGINS"],
    orderBy: ["ID"],
    ofSchema: bySchema,
    newer: true,
  },
  clientPrivileges: {
    name: "CLIENT_PRIVILEGES",
    columns: ["CLIENT_NAME", "NAME"],
    orderBy: ["CLIENT_NAME", "NAME"],
    ofSchema: sql`priv_id in (select id from dba_ords_privileges where ${bySchema})`,
    newer: false,
  },
  clientRoles: {
    name: "CLIENT_ROLES",
    columns: ["CLIENT_NAME", "ROLE_NAME"],
    orderBy: ["CLIENT_NAME", "ROLE_NAME"],
    ofSchema: sql`client_id in (select id from dba_ords_clients where ${bySchema})`,
    newer: false,
  },
  objects: {
    name: "ENABLED_OBJECTS",
    columns: ["PARSING_OBJECT", "OBJECT_ALIAS", "TYPE", "STATUS", "AUTO_REST_AUTH"],
    orderBy: ["PARSING_OBJECT", "ID"],
    ofSchema: bySchema,
    newer: false,
  },
  /** One row at most (assumptions `jwtProfileColumns`, `jwtProfileIsSingle`). */
  jwtProfile: {
    name: "JWT_PROFILE",
    columns: ["ISSUER", "AUDIENCE", "JWK_URL", "DESCRIPTION", "ALLOWED_SKEW", "ALLOWED_AGE"],
    orderBy: ["ISSUER"],
    ofSchema: bySchema,
    newer: true,
  },
  /** A part of its own, because it is newer still and the rows are full. */
  jwtRoleClaim: {
    name: "JWT_PROFILE",
    columns: ["ROLE_CLAIM_NAME"],
    orderBy: ["ISSUER"],
    ofSchema: bySchema,
    newer: true,
  },
} as const satisfies Readonly<Record<string, CatalogView>>;

export const catalogViewIds = Object.keys(catalogViews) as readonly CatalogViewId[];
