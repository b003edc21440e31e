import { sql, type SqlText } from "./quote.ts";

/**
 * A metadata query: what to select for one part of a `Catalog`, the same in every release that has
 * the view.
 */
export interface CatalogQuery {
  readonly id: string;
  /** The view that is asked; what is missing when the query fails. */
  readonly view: string;
  /** In the order of the select list, in upper case as Oracle gives them. */
  readonly columns: readonly string[];
  readonly text: SqlText;
  /**
   * True when an older release has no such view or column: then there is nothing to tell the
   * person.
   */
  readonly optional: boolean;
}

export type CatalogQueryId = keyof typeof catalogQueries;

/**
 * Every query that a catalog needs; the names of views and columns are those that Oracle APEX
 * selects by name and that the install log of ORDS 23.2 lists. Rows come in an order that does not
 * change from one reading to the next. The sources of handlers, which can be large, and secrets of
 * clients are not among them: see the queries below.
 */
export const catalogQueries = {
  /** As the packages in the database say it; the server in front may be of another release. */
  version: {
    id: "version",
    view: "ORDS",
    columns: ["VERSION"],
    text: sql`select ords.installed_version as version from dual`,
    optional: false,
  },
  /**
   * Assumption `ordsSecurityNeedsRegisterClient`: the package alone is older than its documented
   * members.
   */
  ordsSecurity: {
    id: "ordsSecurity",
    view: "ALL_PROCEDURES",
    columns: ["FOUND"],
    text: sql`select count(*) as found from all_procedures where object_name = 'ORDS_SECURITY' and procedure_name = 'REGISTER_CLIENT'`,
    optional: false,
  },
  schema: {
    id: "schema",
    view: "USER_ORDS_SCHEMAS",
    columns: ["PARSING_SCHEMA", "TYPE", "PATTERN", "STATUS", "AUTO_REST_AUTH"],
    text: sql`select parsing_schema, type, pattern, status, auto_rest_auth from user_ords_schemas order by id`,
    optional: false,
  },
  modules: {
    id: "modules",
    view: "USER_ORDS_MODULES",
    columns: [
      "ID",
      "NAME",
      "URI_PREFIX",
      "STATUS",
      "ITEMS_PER_PAGE",
      "ORIGINS_ALLOWED",
      "COMMENTS",
    ],
    text: sql`select id, name, uri_prefix, status, items_per_page, origins_allowed, comments from user_ords_modules order by name, id`,
    optional: false,
  },
  templates: {
    id: "templates",
    view: "USER_ORDS_TEMPLATES",
    columns: ["ID", "MODULE_ID", "URI_TEMPLATE", "PRIORITY"],
    text: sql`select id, module_id, uri_template, priority from user_ords_templates order by uri_template, id`,
    optional: false,
  },
  handlers: {
    id: "handlers",
    view: "USER_ORDS_HANDLERS",
    columns: ["ID", "TEMPLATE_ID", "METHOD", "SOURCE_TYPE", "ITEMS_PER_PAGE", "COMMENTS"],
    text: sql`select id, template_id, method, source_type, items_per_page, comments from user_ords_handlers order by method, id`,
    optional: false,
  },
  parameters: {
    id: "parameters",
    view: "USER_ORDS_PARAMETERS",
    columns: [
      "HANDLER_ID",
      "NAME",
      "BIND_VARIABLE_NAME",
      "SOURCE_TYPE",
      "PARAM_TYPE",
      "ACCESS_METHOD",
    ],
    text: sql`select handler_id, name, bind_variable_name, source_type, param_type, access_method from user_ords_parameters order by name, id`,
    optional: false,
  },
  privileges: {
    id: "privileges",
    view: "USER_ORDS_PRIVILEGES",
    columns: ["ID", "NAME", "LABEL", "DESCRIPTION", "COMMENTS"],
    text: sql`select id, name, label, description, comments from user_ords_privileges order by name, id`,
    optional: false,
  },
  privilegeRoles: {
    id: "privilegeRoles",
    view: "USER_ORDS_PRIVILEGE_ROLES",
    columns: ["PRIVILEGE_ID", "ROLE_NAME"],
    text: sql`select privilege_id, role_name from user_ords_privilege_roles order by role_name, privilege_id`,
    optional: false,
  },
  privilegeModules: {
    id: "privilegeModules",
    view: "USER_ORDS_PRIVILEGE_MODULES",
    columns: ["PRIVILEGE_ID", "MODULE_NAME"],
    text: sql`select privilege_id, module_name from user_ords_privilege_modules order by module_name, privilege_id`,
    optional: false,
  },
  privilegeMappings: {
    id: "privilegeMappings",
    view: "USER_ORDS_PRIVILEGE_MAPPINGS",
    columns: ["PRIVILEGE_ID", "PATTERN"],
    text: sql`select privilege_id, pattern from user_ords_privilege_mappings order by pattern, privilege_id`,
    optional: false,
  },
  /** SCHEMA_ID is empty for roles of the product (assumption `builtInRolesHaveNoSchema`). */
  roles: {
    id: "roles",
    view: "USER_ORDS_ROLES",
    columns: ["NAME", "SCHEMA_ID"],
    text: sql`select name, schema_id from user_ords_roles order by name, id`,
    optional: false,
  },
  clients: {
    id: "clients",
    view: "USER_ORDS_CLIENTS",
    columns: [
      "ID",
      "NAME",
      "DESCRIPTION",
      "AUTH_FLOW",
      "CLIENT_ID",
      "REDIRECT_URI",
      "SUPPORT_EMAIL",
      "SUPPORT_URI",
    ],
    text: sql`select id, name, description, auth_flow, client_id, redirect_uri, support_email, support_uri from user_ords_clients order by name, id`,
    optional: false,
  },
  /** Assumption `durationColumns`. */
  clientDurations: {
    id: "clientDurations",
    view: "USER_ORDS_CLIENTS",
    columns: ["ID", "TOKEN_DURATION", "REFRESH_DURATION", "CODE_DURATION"],
    text: sql`select id, token_duration, refresh_duration, code_duration from user_ords_clients order by id`,
    optional: true,
  },
  /** The column is known only from the Oracle REST reference, whose clients mirror the view. */
  clientOrigins: {
    id: "clientOrigins",
    view: "USER_ORDS_CLIENTS",
    columns: ["ID", "ALLOWED_ORIGINS"],
    text: sql`select id, allowed_origins from user_ords_clients order by id`,
    optional: true,
  },
  clientPrivileges: {
    id: "clientPrivileges",
    view: "USER_ORDS_CLIENT_PRIVILEGES",
    columns: ["CLIENT_NAME", "NAME"],
    text: sql`select client_name, name from user_ords_client_privileges order by client_name, name`,
    optional: false,
  },
  clientRoles: {
    id: "clientRoles",
    view: "USER_ORDS_CLIENT_ROLES",
    columns: ["CLIENT_NAME", "ROLE_NAME"],
    text: sql`select client_name, role_name from user_ords_client_roles order by client_name, role_name`,
    optional: false,
  },
  objects: {
    id: "objects",
    view: "USER_ORDS_ENABLED_OBJECTS",
    columns: ["PARSING_OBJECT", "OBJECT_ALIAS", "TYPE", "STATUS", "AUTO_REST_AUTH"],
    text: sql`select parsing_object, object_alias, type, status, auto_rest_auth from user_ords_enabled_objects order by parsing_object, id`,
    optional: false,
  },
} as const satisfies Readonly<Record<string, CatalogQuery>>;

/** The source of one handler, by the binds `module`, `template` and `method`. */
export const handlerSourceQuery = {
  view: "USER_ORDS_HANDLERS",
  columns: ["SOURCE"],
  text: sql`select h.source from user_ords_handlers h join user_ords_templates t on t.id = h.template_id join user_ords_modules m on m.id = t.module_id where m.name = :module and t.uri_template = :template and h.method = :method`,
} as const;

/**
 * The secret of one client, by the bind `name`: readable for clients that OAUTH made, masked or
 * empty for those of ORDS_SECURITY (assumption `securedSecretsAreMasked`). The only query that
 * names this column; asked only when the person wants the secret of this client.
 */
export const clientSecretQuery = {
  view: "USER_ORDS_CLIENTS",
  columns: ["CLIENT_SECRET"],
  text: sql`select client_secret from user_ords_clients where name = :name`,
} as const;
