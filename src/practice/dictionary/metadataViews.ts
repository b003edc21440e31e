import type { OrdsRelease } from "../../domain/model/catalog.ts";

/**
 * The USER_ORDS_* views with the column names of the release that is played (ORDS 23.2 install log and the
 * column lists that Oracle APEX selects by name), and the few views of the data dictionary that tools ask
 * for.
 */
export function metadataViews(release: OrdsRelease, schema: string): string {
  return Object.entries({ ...views(schema), USER_ORDS_CLIENTS: clientsView(release) })
    .map(([name, { columns, query }]) => {
      return `drop view if exists ${name}; create view ${name} (${columns.join(", ")}) as ${query};`;
    })
    .join("\n");
}

interface View {
  readonly columns: readonly string[];
  readonly query: string;
}

const audit = ["CREATED_BY", "CREATED_ON", "UPDATED_BY", "UPDATED_ON"];
const schemaId = "(select max(id) from ords$schemas)";

function views(schema: string): Readonly<Record<string, View>> {
  return {
    USER_ORDS_SCHEMAS: {
      columns: [
        "ID",
        "PARSING_SCHEMA",
        "TYPE",
        "PATTERN",
        "STATUS",
        "AUTO_REST_AUTH",
        "OPS_ALLOWED",
        "PRE_HOOK",
      ],
      query:
        "select id, parsing_schema, type, pattern, status, auto_rest_auth, ops_allowed, pre_hook from ords$schemas",
    },
    USER_ORDS_MODULES: {
      columns: [
        "ID",
        "NAME",
        "URI_PREFIX",
        "ITEMS_PER_PAGE",
        "STATUS",
        "COMMENTS",
        "PRE_HOOK",
        "SCHEMA_ID",
        ...audit,
        "ORIGINS_ALLOWED",
      ],
      query: `select id, name, uri_prefix, items_per_page, status, comments, pre_hook, ${schemaId}, ${audit.join(", ")}, origins_allowed from ords$modules`,
    },
    USER_ORDS_TEMPLATES: {
      columns: [
        "ID",
        "MODULE_ID",
        "URI_TEMPLATE",
        "PRIORITY",
        "ETAG_TYPE",
        "ETAG_QUERY",
        "COMMENTS",
        "SCHEMA_ID",
        ...audit,
      ],
      query: `select id, module_id, uri_template, priority, etag_type, etag_query, comments, ${schemaId}, ${audit.join(", ")} from ords$templates`,
    },
    USER_ORDS_HANDLERS: {
      columns: [
        "ID",
        "TEMPLATE_ID",
        "SOURCE_TYPE",
        "METHOD",
        "MIMES_ALLOWED",
        "ITEMS_PER_PAGE",
        "SOURCE",
        "COMMENTS",
        "SCHEMA_ID",
        ...audit,
      ],
      query: `select id, template_id, source_type, method, mimes_allowed, items_per_page, source, comments, ${schemaId}, ${audit.join(", ")} from ords$handlers`,
    },
    USER_ORDS_PARAMETERS: {
      columns: [
        "ID",
        "HANDLER_ID",
        "NAME",
        "BIND_VARIABLE_NAME",
        "SOURCE_TYPE",
        "ACCESS_METHOD",
        "PARAM_TYPE",
        "COMMENTS",
        "SCHEMA_ID",
        ...audit,
      ],
      query: `select id, handler_id, name, bind_variable_name, source_type, access_method, param_type, comments, ${schemaId}, ${audit.join(", ")} from ords$parameters`,
    },
    USER_ORDS_SERVICES: {
      columns: [
        "MODULE_ID",
        "NAME",
        "BASE_PATH",
        "PATTERN",
        "METHOD",
        "SOURCE_TYPE",
        "SOURCE",
        "STATUS",
      ],
      query:
        "select m.id, m.name, m.uri_prefix, t.uri_template, h.method, h.source_type, h.source, m.status from ords$modules m join ords$templates t on t.module_id = m.id join ords$handlers h on h.template_id = t.id",
    },
    USER_ORDS_PRIVILEGES: {
      columns: ["ID", "LABEL", "NAME", "COMMENTS", "DESCRIPTION", "SCHEMA_ID", ...audit],
      query: `select id, label, name, comments, description, ${schemaId}, ${audit.join(", ")} from ords$privileges`,
    },
    USER_ORDS_PRIVILEGE_ROLES: {
      columns: ["PRIVILEGE_ID", "PRIVILEGE_NAME", "ROLE_ID", "ROLE_NAME", "SCHEMA_ID"],
      query: `select p.id, p.name, r.id, r.name, ${schemaId} from ords$privilege_roles x join ords$privileges p on p.id = x.privilege_id join ords$roles r on r.id = x.role_id`,
    },
    USER_ORDS_PRIVILEGE_MODULES: {
      columns: ["PRIVILEGE_ID", "PRIVILEGE_NAME", "MODULE_ID", "MODULE_NAME", "SCHEMA_ID"],
      query: `select p.id, p.name, m.id, m.name, ${schemaId} from ords$privilege_modules x join ords$privileges p on p.id = x.privilege_id join ords$modules m on m.id = x.module_id`,
    },
    USER_ORDS_PRIVILEGE_MAPPINGS: {
      columns: ["PRIVILEGE_ID", "NAME", "PATTERN", "SCHEMA_ID", ...audit],
      query: `select p.id, p.name, x.pattern, ${schemaId}, x.created_by, x.created_on, x.updated_by, x.updated_on from ords$privilege_mappings x join ords$privileges p on p.id = x.privilege_id`,
    },
    USER_ORDS_ROLES: {
      columns: ["ID", "NAME", "SCHEMA_ID", ...audit],
      query: `select id, name, schema_id, ${audit.join(", ")} from ords$roles`,
    },
    USER_ORDS_CLIENT_PRIVILEGES: {
      columns: ["NAME", "PRIV_ID", "CLIENT_NAME", "CLIENT_ID"],
      query:
        "select p.name, p.id, c.name, c.id from ords$client_privileges x join ords$privileges p on p.id = x.privilege_id join ords$clients c on c.id = x.client_id",
    },
    USER_ORDS_CLIENT_ROLES: {
      columns: ["CLIENT_ID", "CLIENT_NAME", "ROLE_ID", "ROLE_NAME"],
      query:
        "select c.id, c.name, r.id, r.name from ords$client_roles x join ords$clients c on c.id = x.client_id join ords$roles r on r.id = x.role_id",
    },
    USER_ORDS_ENABLED_OBJECTS: {
      columns: [
        "ID",
        "SCHEMA_ID",
        "PARSING_SCHEMA",
        "PARSING_OBJECT",
        "OBJECT_ALIAS",
        "TYPE",
        "STATUS",
        "AUTO_REST_AUTH",
        "OPS_ALLOWED",
        "TYPE_PATH",
        "PRE_HOOK",
      ],
      query: `select id, ${schemaId}, '${schema}', parsing_object, object_alias, type, status, auto_rest_auth, null, null, null from ords$objects`,
    },
    USER_TABLES: {
      columns: ["TABLE_NAME", "TABLESPACE_NAME", "STATUS", "NUM_ROWS"],
      query:
        "select upper(name), 'USERS', 'VALID', null from sqlite_master where type = 'table' and name not like 'ords$%' and name not like 'sqlite%' and name <> 'dual'",
    },
    USER_OBJECTS: {
      columns: ["OBJECT_NAME", "OBJECT_TYPE", "STATUS"],
      query: "select TABLE_NAME, 'TABLE', 'VALID' from USER_TABLES",
    },
    ALL_PROCEDURES: {
      columns: ["OWNER", "OBJECT_NAME", "PROCEDURE_NAME", "OBJECT_TYPE"],
      query: "select 'ORDS_METADATA', package, procedure, 'PACKAGE' from ords$procedures",
    },
  };
}

/** Durations from 24.1, the second slot from 25.1 (assumptions `durationColumns`, `secondSlotColumns`). */
function clientsView(release: OrdsRelease): View {
  const since = (major: number, minor: number): boolean =>
    release.major > major || (release.major === major && release.minor >= minor);
  const columns: readonly (readonly [string, string])[] = [
    ...["ID", "NAME", "DESCRIPTION", "AUTH_FLOW", "RESPONSE_TYPE", "CLIENT_ID"].map(own),
    ["CLIENT_SECRET", secretShown(1)],
    ...["REDIRECT_URI", "SUPPORT_EMAIL", "SUPPORT_URI"].map(own),
    ...["ABOUT_URL", "LOGO_CONTENT_TYPE", "LOGO_IMAGE"].map((name) => [name, "null"] as const),
    ["SCHEMA_ID", schemaId],
    ...audit.map(own),
    ...(since(24, 1) ? ["TOKEN_DURATION", "REFRESH_DURATION", "CODE_DURATION"].map(own) : []),
    own("ALLOWED_ORIGINS"),
    ...(since(25, 1) ? secondSlot : []),
  ];
  return {
    columns: columns.map(([name]) => name),
    query: `select ${columns.map(([, expression]) => expression).join(", ")} from ords$clients c`,
  };
}

const secondSlot: readonly (readonly [string, string])[] = [
  ["CLIENT_SECRET_ISSUED_ON", slotColumn(1, "issued_on")],
  ["CLIENT_SECRET_2", secretShown(2)],
  ["CLIENT_SECRET_2_ISSUED_ON", slotColumn(2, "issued_on")],
];

function own(name: string): readonly [string, string] {
  return [name, `c.${name.toLowerCase()}`];
}

/** What was not stored to be read is masked (assumption `securedSecretsAreMasked`). */
function secretShown(slot: number): string {
  return slotColumn(slot, "coalesce(s.readable, '********')");
}

function slotColumn(slot: number, expression: string): string {
  return `(select ${expression} from ords$client_secrets s where s.client_id = c.id and s.slot = ${slot})`;
}
