/**
 * The metadata views of ORDS by their names behind `USER_ORDS_`, with their columns in upper case
 * (the install log of ORDS 23.2, and the columns that Oracle APEX selects by name). Newer releases
 * may add columns; undefined where no source tells them all.
 */
export const ordsViews: ReadonlyMap<string, readonly string[] | undefined> = new Map([
  columns("SCHEMAS", "id parsing_schema type pattern status auto_rest_auth ops_allowed pre_hook"),
  columns(
    "MODULES",
    "id name uri_prefix items_per_page status comments pre_hook schema_id origins_allowed",
    "audited",
  ),
  columns(
    "TEMPLATES",
    "id module_id uri_template priority etag_type etag_query comments schema_id",
    "audited",
  ),
  columns(
    "HANDLERS",
    "id template_id source_type method mimes_allowed items_per_page source comments schema_id",
    "audited",
  ),
  columns(
    "PARAMETERS",
    "id handler_id name bind_variable_name source_type access_method param_type comments schema_id",
    "audited",
  ),
  columns("PRIVILEGES", "id label name comments description schema_id", "audited"),
  columns("PRIVILEGE_ROLES", "privilege_id privilege_name role_id role_name schema_id"),
  columns("PRIVILEGE_MODULES", "privilege_id privilege_name module_id module_name schema_id"),
  columns("PRIVILEGE_MAPPINGS", "privilege_id name pattern schema_id", "audited"),
  columns("ROLES", "id name schema_id", "audited"),
  columns(
    "CLIENTS",
    "id name description auth_flow response_type client_id client_secret redirect_uri support_email support_uri about_url logo_content_type logo_image schema_id token_duration refresh_duration code_duration allowed_origins client_secret_issued_on client_secret_2 client_secret_2_issued_on",
    "audited",
  ),
  columns("CLIENT_PRIVILEGES", "name priv_id client_name client_id"),
  columns("CLIENT_ROLES", "client_id client_name role_id role_name"),
  columns(
    "ENABLED_OBJECTS",
    "id schema_id parsing_schema parsing_object object_alias type status auto_rest_auth ops_allowed type_path pre_hook",
  ),
  ["APPROVALS", undefined],
  ["PENDING_APPROVALS", undefined],
  ["OBJECTS", undefined],
  ["OBJ_MEMBERS", undefined],
  ["PROPERTIES", undefined],
  ["SERVICES", undefined],
  ["JWT_PROFILE", undefined],
  ["PREDISPATCH_TASKS", undefined],
]);

/** What only an administrator has, by the names behind `DBA_ORDS_`, beside those above. */
export const dbaOrdsViews: ReadonlySet<string> = new Set([
  "URL_MAPPINGS",
  "PROP_FACTS",
  "PROP_DB_VALUES",
  "PROP_SCHEMA_VALUES",
]);

/** Columns that people look for by another name, by view: what they are called. */
export const misnamedColumns: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
  [
    "CLIENTS",
    new Map([
      ["GRANT_TYPE", "AUTH_FLOW"],
      ["CLIENT_NAME", "NAME"],
      ["SECRET", "CLIENT_SECRET"],
      ["ORIGINS_ALLOWED", "ALLOWED_ORIGINS"],
    ]),
  ],
  [
    "CLIENT_ROLES",
    new Map([
      ["ROLE", "ROLE_NAME"],
      ["NAME", "CLIENT_NAME"],
    ]),
  ],
  [
    "CLIENT_PRIVILEGES",
    new Map([
      ["PRIVILEGE_NAME", "NAME"],
      ["PRIVILEGE_ID", "PRIV_ID"],
      ["PRIVILEGE", "NAME"],
    ]),
  ],
  ["PRIVILEGES", new Map([["PRIVILEGE_NAME", "NAME"]])],
  [
    "PRIVILEGE_ROLES",
    new Map([
      ["ROLE", "ROLE_NAME"],
      ["NAME", "PRIVILEGE_NAME"],
    ]),
  ],
  [
    "PRIVILEGE_MODULES",
    new Map([
      ["MODULE", "MODULE_NAME"],
      ["NAME", "PRIVILEGE_NAME"],
    ]),
  ],
  [
    "PRIVILEGE_MAPPINGS",
    new Map([
      ["PRIVILEGE_NAME", "NAME"],
      ["URI_PATTERN", "PATTERN"],
      ["URI_TEMPLATE", "PATTERN"],
    ]),
  ],
  [
    "ROLES",
    new Map([
      ["ROLE_NAME", "NAME"],
      ["ROLE", "NAME"],
    ]),
  ],
  [
    "MODULES",
    new Map([
      ["MODULE_NAME", "NAME"],
      ["BASE_PATH", "URI_PREFIX"],
      ["PATTERN", "URI_PREFIX"],
    ]),
  ],
  ["TEMPLATES", new Map([["PATTERN", "URI_TEMPLATE"]])],
  ["HANDLERS", new Map([["HTTP_METHOD", "METHOD"]])],
  [
    "SCHEMAS",
    new Map([
      ["SCHEMA", "PARSING_SCHEMA"],
      ["SCHEMA_NAME", "PARSING_SCHEMA"],
      ["URL_MAPPING_PATTERN", "PATTERN"],
      ["ALIAS", "PATTERN"],
    ]),
  ],
  [
    "ENABLED_OBJECTS",
    new Map([
      ["OBJECT_NAME", "PARSING_OBJECT"],
      ["OBJECT_TYPE", "TYPE"],
    ]),
  ],
]);

function columns(view: string, names: string, audit?: "audited"): [string, readonly string[]] {
  const all = audit === undefined ? names : `${names} created_by created_on updated_by updated_on`;
  return [view, all.toUpperCase().split(" ")];
}
