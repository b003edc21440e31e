import type { OrdsPackage } from "./procedureCall.ts";

/** A procedure or function of the ORDS packages: one row for each overload. */
export interface Procedure {
  readonly package: OrdsPackage;
  readonly name: string;
  /** In the order that positional arguments rely on. */
  readonly parameters: readonly Parameter[];
  /** What a function gives; undefined for a procedure. */
  readonly returns: ReturnType | undefined;
  /** The first release known to have it; undefined when it is older than what we know of. */
  readonly since: string | undefined;
  readonly deprecated: string | undefined;
  readonly source: ProcedureSource;
}

export interface Parameter {
  readonly name: string;
  readonly type: ParameterType;
  /** As the documentation writes it; undefined = the parameter must be given. */
  readonly default: string | undefined;
}

export type ParameterType =
  | "text"
  | "clob"
  | "blob"
  | "number"
  | "boolean"
  /** `owa.vc_arr` */
  | "list"
  /** `ords_types.t_client_key` */
  | "clientKey"
  /** `ords_types.t_client_secret` */
  | "clientSecret";

export type ReturnType = "text" | "clientCredentials" | "clientKey" | "cursor";

/**
 * Where a row comes from. `remembered`: no source was read; the names are how people use the
 * procedure, and a real ORDS has to confirm them.
 */
export type ProcedureSource = keyof typeof sources;

const sources = {
  ordsReference: "ORDS Developer's Guide 23.1, ORDS PL/SQL package reference",
  adminReference: "ORDS Developer's Guide 23.1, ORDS_ADMIN PL/SQL package reference",
  oauthReference: "ORDS Developer's Guide 23.1 and 26.3, OAUTH PL/SQL package reference",
  securityReference: "ORDS Developer's Guide 25.3, ORDS_SECURITY PL/SQL package reference",
  sodaGuide: "SODA for REST, Security",
  exports: "scripts that ORDS and SQL Developer export",
  published: "published scripts",
  remembered: "remembered, not confirmed by a source",
} as const;

/** The overloads of a procedure, whatever its case; empty when the package has no such member. */
export function findProcedure(owner: OrdsPackage, name: string): readonly Procedure[] {
  return byName.get(`${owner}.${name.toUpperCase()}`) ?? [];
}

/** The words for a source, for a hover. */
export function describeSource(source: ProcedureSource): string {
  return sources[source];
}

/**
 * The constants of the packages ORDS and ORDS_ADMIN (handler source types) with their values, by
 * name in upper case.
 */
export const ordsConstants: ReadonlyMap<string, string> = new Map([
  ["SOURCE_TYPE_COLLECTION_FEED", "json/collection"],
  ["SOURCE_TYPE_COLLECTION_ITEM", "json/item"],
  ["SOURCE_TYPE_QUERY", "json/query"],
  ["SOURCE_TYPE_QUERY_ONE_ROW", "json/query;type=single"],
  ["SOURCE_TYPE_FEED", "json/query;type=feed"],
  ["SOURCE_TYPE_CSV_QUERY", "csv/query"],
  ["SOURCE_TYPE_MEDIA", "resource/lob"],
  ["SOURCE_TYPE_PLSQL", "plsql/block"],
]);

const oauthEnds = "Deprecated since 24.3: use ORDS_SECURITY.";

/** Parameters are written `name type = default`; the type is text unless it is said. */
const ordsRows: readonly Row[] = [
  row("CREATE_ROLE", "p_role_name", "ordsReference"),
  row("RENAME_ROLE", "p_role_name, p_new_name", "remembered"),
  row("DELETE_ROLE", "p_role_name", "published"),
  row("CREATE_PRIVILEGE", "p_name, p_role_name, p_label = NULL, p_description = NULL", "sodaGuide"),
  row(
    "CREATE_PRIVILEGE",
    "p_name, p_roles list, p_label = NULL, p_description = NULL",
    "remembered",
  ),
  row(
    "DEFINE_PRIVILEGE",
    "p_privilege_name, p_roles list, p_patterns list, p_modules list, p_label = NULL, p_description = NULL, p_comments = NULL",
    "published",
  ),
  row(
    "DEFINE_PRIVILEGE",
    "p_privilege_name, p_roles list, p_patterns list, p_label = NULL, p_description = NULL, p_comments = NULL",
    "published",
  ),
  row(
    "DEFINE_PRIVILEGE",
    "p_privilege_name, p_roles list, p_label = NULL, p_description = NULL, p_comments = NULL",
    "published",
  ),
  row("RENAME_PRIVILEGE", "p_name, p_new_name", "remembered"),
  row("DELETE_PRIVILEGE", "p_name", "published"),
  row("CREATE_PRIVILEGE_MAPPING", "p_privilege_name, p_pattern", "sodaGuide"),
  row("CREATE_PRIVILEGE_MAPPING", "p_privilege_name, p_patterns list", "sodaGuide"),
  row("DELETE_PRIVILEGE_MAPPING", "p_privilege_name, p_pattern", "published"),
  row("SET_MODULE_PRIVILEGE", "p_module_name, p_privilege_name", "published"),
  row("SET_MODULE_ORIGINS_ALLOWED", "p_module_name, p_origins_allowed", "published"),
  row(
    "ENABLE_SCHEMA",
    "p_enabled boolean = TRUE, p_schema = NULL, p_url_mapping_type = 'BASE_PATH', p_url_mapping_pattern = NULL, p_auto_rest_auth boolean = NULL",
    "exports",
  ),
  row(
    "ENABLE_OBJECT",
    "p_enabled boolean = TRUE, p_schema = NULL, p_object, p_object_type = 'TABLE', p_object_alias = NULL, p_auto_rest_auth boolean = NULL",
    "exports",
  ),
  row("DROP_REST_FOR_SCHEMA", "p_schema = NULL", "remembered"),
  row("SET_URL_MAPPING", "p_schema, p_url_mapping_type, p_url_mapping_pattern", "remembered"),
  row(
    "DEFINE_MODULE",
    "p_module_name, p_base_path, p_items_per_page number = 25, p_status = 'PUBLISHED', p_comments = NULL",
    "exports",
  ),
  row(
    "DEFINE_TEMPLATE",
    "p_module_name, p_pattern, p_priority number = 0, p_etag_type = 'HASH', p_etag_query = NULL, p_comments = NULL",
    "exports",
  ),
  row(
    "DEFINE_HANDLER",
    "p_module_name, p_pattern, p_method = 'GET', p_source_type = ORDS.source_type_collection_feed, p_source clob, p_items_per_page number = NULL, p_mimes_allowed = NULL, p_comments = NULL",
    "adminReference",
  ),
  row(
    "DEFINE_PARAMETER",
    "p_module_name, p_pattern, p_method, p_name, p_bind_variable_name = NULL, p_source_type = 'HEADER', p_param_type = 'STRING', p_access_method = 'IN', p_comments = NULL",
    "adminReference",
  ),
  row(
    "DEFINE_SERVICE",
    "p_module_name, p_base_path, p_pattern, p_method = 'GET', p_source_type = ORDS.source_type_collection_feed, p_source clob, p_items_per_page number = 25, p_status = 'PUBLISHED', p_etag_type = 'HASH', p_etag_query = NULL, p_mimes_allowed = NULL, p_module_comments = NULL, p_template_comments = NULL, p_handler_comments = NULL",
    "ordsReference",
  ),
  {
    ...row(
      "CREATE_SERVICE",
      "p_module_name, p_base_path, p_pattern, p_method = 'GET', p_source_type = ORDS.source_type_collection_feed, p_source clob, p_items_per_page number = 25, p_status = 'PUBLISHED', p_etag_type = 'HASH', p_etag_query = NULL, p_mimes_allowed = NULL, p_module_comments = NULL, p_template_comments = NULL, p_handler_comments = NULL",
      "ordsReference",
    ),
    deprecated: "Use DEFINE_SERVICE.",
  },
  row("DELETE_MODULE", "p_module_name", "published"),
  row("RENAME_MODULE", "p_module_name, p_new_name = NULL, p_new_base_path = NULL", "published"),
  row("PUBLISH_MODULE", "p_module_name, p_status = 'PUBLISHED'", "remembered"),
  { ...row("INSTALLED_VERSION", "", "published"), returns: "text" },
];

/** What only ORDS_ADMIN has. */
const ordsAdminRows: readonly Row[] = [
  row("PROVISION_RUNTIME_ROLE", "p_user, p_proxy_enabled_schemas boolean = NULL", "remembered"),
  row("UNPROVISION_RUNTIME_ROLE", "p_user", "remembered"),
  row("CONFIG_PLSQL_GATEWAY", "p_runtime_user, p_plsql_gateway_user", "remembered"),
  row("ENABLE_HOUSEKEEPING_JOB", "", "remembered"),
  row("DROP_HOUSEKEEPING_JOB", "", "remembered"),
  row("PERFORM_HOUSEKEEPING", "", "remembered"),
  row("SET_PROPERTY", "p_key, p_value", "remembered"),
  row("UNSET_PROPERTY", "p_key", "remembered"),
];

const durations =
  "p_token_duration number = NULL, p_refresh_duration number = NULL, p_code_duration number = NULL";

const oauthRows: readonly Row[] = [
  row(
    "CREATE_CLIENT",
    `p_name, p_grant_type, p_owner = NULL, p_description = NULL, p_origins_allowed = NULL, p_redirect_uri = NULL, p_support_email = NULL, p_support_uri = NULL, p_privilege_names, ${durations}, p_token_endpoint_auth_method = NULL`,
    "oauthReference",
  ),
  // The 23.1 page names one parameter otherwise and has no durations; where the two differ, the
  // newer one comes first.
  row(
    "CREATE_CLIENT",
    "p_name, p_grant_type, p_owner = NULL, p_description = NULL, p_allowed_origins = NULL, p_redirect_uri = NULL, p_support_email = NULL, p_support_uri = NULL, p_privilege_names",
    "oauthReference",
  ),
  row(
    "UPDATE_CLIENT",
    `p_name, p_description, p_origins_allowed, p_redirect_uri, p_support_email, p_support_uri, p_privilege_names, ${durations}`,
    "remembered",
  ),
  row("RENAME_CLIENT", "p_name, p_new_name", "remembered"),
  row("DELETE_CLIENT", "p_name", "published"),
  row("GRANT_CLIENT_ROLE", "p_client_name, p_role_name", "published"),
  row("REVOKE_CLIENT_ROLE", "p_client_name, p_role_name", "published"),
  {
    ...row("ROTATE_CLIENT_SECRET", "p_name, p_revoke_sessions boolean = FALSE", "remembered"),
    since: "22.2",
  },
  {
    ...row(
      "CREATE_JWT_PROFILE",
      "p_issuer, p_audience, p_jwk_url, p_description = NULL, p_allowed_skew number = NULL, p_allowed_age number = NULL, p_role_claim_name = NULL",
      "published",
    ),
    since: "23.3",
  },
  { ...row("DELETE_JWT_PROFILE", "", "remembered"), since: "23.3" },
  row(
    "MODIFY_APPROVAL_STATUS",
    "p_status, p_updated_by, p_approval_user, p_approval_id number",
    "published",
  ),
];

const clientFacts =
  "p_origins_allowed = NULL, p_redirect_uri = NULL, p_support_email = NULL, p_support_uri = NULL";
const importParameters = `p_name, p_grant_type, p_description = NULL, p_client_id = NULL, p_privilege_names = NULL, ${clientFacts}, ${durations}`;
const updated = "p_origins_allowed, p_redirect_uri, p_support_email, p_support_uri";
const allDurations = "p_token_duration number, p_refresh_duration number, p_code_duration number";
const revocations = "p_revoke_existing boolean = FALSE, p_revoke_sessions boolean = FALSE";

const securityRows: readonly Row[] = [
  {
    ...row(
      "REGISTER_CLIENT",
      `p_name, p_grant_type, p_description = NULL, p_client_secret clientSecret = ORDS_CONSTANTS.oauth_client_secret_skip, p_privilege_names = NULL, ${clientFacts}, ${durations}`,
      "securityReference",
    ),
    returns: "clientCredentials",
  },
  row(
    "REGISTER_CLIENT",
    `p_name, p_grant_type, p_description = NULL, p_privilege_names = NULL, ${clientFacts}, ${durations}`,
    "securityReference",
  ),
  { ...row("IMPORT_CLIENT", importParameters, "securityReference"), returns: "clientKey" },
  row("IMPORT_CLIENT", importParameters, "securityReference"),
  row("REGISTER_CLIENT_SECRET", `p_name, p_client_secret, ${revocations}`, "published"),
  {
    ...row("ROTATE_CLIENT_SECRET", `p_client_key clientKey, ${revocations}`, "securityReference"),
    returns: "clientCredentials",
  },
  {
    ...row("ROTATE_CLIENT_SECRET", `p_name, ${revocations}`, "securityReference"),
    returns: "text",
  },
  {
    ...row(
      "REVOKE_CLIENT_SECRETS",
      "p_client_key clientKey, p_filter clientSecret = ORDS_CONSTANTS.oauth_client_secret_default, p_revoke_sessions boolean = FALSE",
      "securityReference",
    ),
    returns: "clientCredentials",
  },
  row(
    "REVOKE_CLIENT_SECRET",
    "p_name, p_client_secret = NULL, p_revoke_sessions boolean = FALSE",
    "securityReference",
  ),
  ...byNameOrKey("DELETE_CLIENT", "p_name", "securityReference"),
  ...byNameOrKey("RENAME_CLIENT", "p_name, p_new_name", "remembered"),
  ...byNameOrKey("GRANT_CLIENT_ROLE", "p_client_name, p_role_name", "securityReference"),
  ...byNameOrKey("REVOKE_CLIENT_ROLE", "p_client_name, p_role_name", "securityReference"),
  // A draft of the guide gives the forms by name a p_new_name too.
  row("UPDATE_CLIENT", `p_name, p_new_name = NULL, p_description, ${updated}`, "securityReference"),
  row(
    "UPDATE_CLIENT",
    `p_name, p_new_name = NULL, p_description, p_privilege_names, ${updated}, ${allDurations}`,
    "securityReference",
  ),
  {
    ...row(
      "UPDATE_CLIENT",
      `p_client_key clientKey, p_new_name = NULL, p_description, ${updated}`,
      "securityReference",
    ),
    returns: "clientKey",
  },
  {
    ...row(
      "UPDATE_CLIENT",
      `p_client_key clientKey, p_new_name = NULL, p_description, p_privilege_names, ${updated}, ${allDurations}`,
      "securityReference",
    ),
    returns: "clientKey",
  },
  ...byNameOrKey("UPDATE_CLIENT_PRIVILEGES", "p_name, p_privilege_names", "securityReference"),
  ...byNameOrKey("UPDATE_CLIENT_TOKEN_DURATION", `p_name, ${allDurations}`, "securityReference"),
  ...byNameOrKey("UPDATE_CLIENT_LOGO", "p_name, p_content_type, p_logo blob", "securityReference"),
  {
    ...row("VERIFY_CLIENT", "p_client_id, p_client_secret = NULL", "securityReference"),
    returns: "cursor",
  },
  row(
    "CREATE_JWT_PROFILE",
    "p_issuer, p_audience, p_jwk_url, p_description = NULL, p_allowed_skew number = NULL, p_allowed_age number = NULL, p_role_claim_name = NULL",
    "securityReference",
  ),
  row("DELETE_JWT_PROFILE", "", "securityReference"),
];

/** What only ORDS_SECURITY_ADMIN has. */
const securityAdminRows: readonly Row[] = [
  // The guide lists this member twice; the second form is taken by analogy with the others.
  {
    ...row(
      "REGISTER_CLIENT_SECRET",
      `p_client_key clientKey, p_client_secret clientSecret, ${revocations}`,
      "remembered",
    ),
    returns: "clientCredentials",
  },
  row("ROTATE_ALL_SECURITY_KEYS", "", "securityReference"),
  row("ROTATE_SECURITY_KEYS", "", "securityReference"),
];

/** Every procedure, overload by overload. */
export const procedures: readonly Procedure[] = [
  ...ordsRows.map((each) => procedureOf("ORDS", each)),
  // ORDS_ADMIN has no deprecated members.
  ...ordsRows
    .filter((each) => each.deprecated === undefined)
    .map((each) => procedureOf("ORDS_ADMIN", withSchema(each))),
  ...ordsAdminRows.map((each) => procedureOf("ORDS_ADMIN", each)),
  ...oauthRows.map((each) => procedureOf("OAUTH", { ...each, deprecated: oauthEnds })),
  ...oauthRows.map((each) =>
    procedureOf("OAUTH_ADMIN", {
      ...withSchema(each),
      deprecated: `${oauthEnds.slice(0, -1)}_ADMIN.`,
    }),
  ),
  ...securityRows.map((each) => procedureOf("ORDS_SECURITY", { since: "24.4", ...each })),
  ...securityRows.map((each) =>
    procedureOf("ORDS_SECURITY_ADMIN", { since: "24.4", ...withSchema(each) }),
  ),
  ...securityAdminRows.map((each) =>
    procedureOf("ORDS_SECURITY_ADMIN", { since: "24.4", ...withSchema(each) }),
  ),
];

const byName: ReadonlyMap<string, readonly Procedure[]> = groupByName();

function groupByName(): Map<string, Procedure[]> {
  const groups = new Map<string, Procedure[]>();
  for (const procedure of procedures) {
    const name = `${procedure.package}.${procedure.name}`;
    const group = groups.get(name);
    if (group === undefined) {
      groups.set(name, [procedure]);
    } else {
      group.push(procedure);
    }
  }
  return groups;
}

interface Row {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly source: ProcedureSource;
  readonly returns?: ReturnType;
  readonly since?: string;
  readonly deprecated?: string;
}

function row(name: string, parameters: string, source: ProcedureSource): Row {
  return {
    name,
    source,
    parameters: parameters === "" ? [] : parameters.split(", ").map(parameterOf),
  };
}

function parameterOf(text: string): Parameter {
  const [head = "", initial] = text.split(" = ");
  const [name = "", type = "text"] = head.split(" ");
  return { name, type: typeOf(type), default: initial };
}

function typeOf(text: string): ParameterType {
  switch (text) {
    case "clob":
    case "blob":
    case "number":
    case "boolean":
    case "list":
    case "clientKey":
    case "clientSecret":
      return text;
    default:
      return "text";
  }
}

/** The two forms of what works on one client: by its name, and by a key record. */
function byNameOrKey(name: string, parameters: string, source: ProcedureSource): readonly Row[] {
  const named = row(name, parameters, source);
  const key: Parameter = { name: "p_client_key", type: "clientKey", default: undefined };
  return [named, { ...named, parameters: [key, ...named.parameters.slice(1)] }];
}

/**
 * The form of an `_ADMIN` package: `p_schema` comes first and has to be given
 * (ORDS Developer's Guide 23.1, ORDS_ADMIN PL/SQL package reference).
 */
function withSchema(each: Row): Row {
  const others = each.parameters.filter((parameter) => parameter.name !== "p_schema");
  const schema: Parameter = { name: "p_schema", type: "text", default: undefined };
  return { ...each, parameters: [schema, ...others] };
}

function procedureOf(owner: OrdsPackage, each: Row): Procedure {
  const { name, parameters, source, returns, since, deprecated } = each;
  return { package: owner, name, parameters, returns, since, deprecated, source };
}
