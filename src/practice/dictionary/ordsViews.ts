import type { OrdsRelease } from "../../domain/model/catalog.ts";
import { isSince } from "../isSince.ts";
import type { Column, View } from "./view.ts";
import { asks } from "./view.ts";

/**
 * The views of ORDS with the columns of the release that is played (ORDS 23.2 install log and the column lists that
 * Oracle APEX selects by name). USER_ORDS_* show the rows of the user who asks, and only the schema has any. DBA_ORDS_*
 * show the same rows to an administrator (assumption `dbaViewsMirrorUserViews`).
 */
export function ordsViews(release: OrdsRelease, schema: string): ReadonlyMap<string, View> {
  const own = Object.entries(ownViews(release, schema));
  const mirrored = isSince(release, "24.4")
    ? Object.entries(ownViews(release, schema)).filter(([name]) => mirroredViews.has(name))
    : [];
  return new Map([
    ...own.map(([name, source]): [string, View] => [
      `USER_ORDS_${name}`,
      toView({ ...source, where: asks(schema) }),
    ]),
    ...mirrored.map(([name, source]): [string, View] => [
      `DBA_ORDS_${name}`,
      toView(withSchemaId(source)),
    ]),
    ["DBA_ORDS_SCHEMAS", toView(allSchemas)],
    ["DBA_ORDS_URL_MAPPINGS", toView(urlMappings)],
  ]);
}

/** What a view is made of; the columns are numbers or texts by their names. */
interface ViewSource {
  readonly columns: readonly SourceColumn[];
  readonly from: string;
  readonly where?: string;
  /** Numbers by their names that hold texts here. */
  readonly texts?: readonly string[];
}

/** A column's name in upper case, and the expression that fills it. */
type SourceColumn = readonly [name: string, expression: string];

const schemaId: SourceColumn = ["SCHEMA_ID", "(select max(id) from ords$schemas)"];

/** Those that an administrator has too; schemas look otherwise there. */
const mirroredViews: ReadonlySet<string> = new Set([
  "MODULES",
  "TEMPLATES",
  "HANDLERS",
  "PARAMETERS",
  "PRIVILEGES",
  "PRIVILEGE_ROLES",
  "PRIVILEGE_MODULES",
  "PRIVILEGE_MAPPINGS",
  "ROLES",
  "CLIENTS",
  "CLIENT_PRIVILEGES",
  "CLIENT_ROLES",
  "ENABLED_OBJECTS",
  "JWT_PROFILE",
]);

const allSchemas: ViewSource = {
  columns: [
    ["ID", "s.id"],
    ["URL_MAPPING_ID", "s.id"],
    ...of("s", "parsing_schema status auto_rest_auth ops_allowed pre_hook"),
    ...of("s", "updated_on updated_by created_on created_by"),
  ],
  from: "ords$schemas s",
};

const urlMappings: ViewSource = { columns: of("s", "id pattern type"), from: "ords$schemas s" };

function ownViews(release: OrdsRelease, schema: string): Readonly<Record<string, ViewSource>> {
  return {
    SCHEMAS: {
      columns: of("s", "id parsing_schema type pattern status auto_rest_auth ops_allowed pre_hook"),
      from: "ords$schemas s",
    },
    MODULES: {
      columns: [
        ...of("m", "id name uri_prefix items_per_page status comments pre_hook"),
        schemaId,
        ...audit("m"),
        ...of("m", "origins_allowed"),
      ],
      from: "ords$modules m",
    },
    TEMPLATES: {
      columns: [
        ...of("t", "id module_id uri_template priority etag_type etag_query comments"),
        schemaId,
        ...audit("t"),
      ],
      from: "ords$templates t",
    },
    HANDLERS: {
      columns: [
        ...of("h", "id template_id source_type method mimes_allowed items_per_page source"),
        ...of("h", "comments"),
        schemaId,
        ...audit("h"),
      ],
      from: "ords$handlers h",
    },
    PARAMETERS: {
      columns: [
        ...of("p", "id handler_id name bind_variable_name source_type access_method param_type"),
        ...of("p", "comments"),
        schemaId,
        ...audit("p"),
      ],
      from: "ords$parameters p",
    },
    SERVICES: {
      columns: [
        ["MODULE_ID", "m.id"],
        ["NAME", "m.name"],
        ["BASE_PATH", "m.uri_prefix"],
        ["PATTERN", "t.uri_template"],
        ...of("h", "method source_type source"),
        ["STATUS", "m.status"],
      ],
      from: "ords$modules m join ords$templates t on t.module_id = m.id join ords$handlers h on h.template_id = t.id",
    },
    PRIVILEGES: {
      columns: [...of("p", "id label name comments description"), schemaId, ...audit("p")],
      from: "ords$privileges p",
    },
    PRIVILEGE_ROLES: {
      columns: [
        ["PRIVILEGE_ID", "p.id"],
        ["PRIVILEGE_NAME", "p.name"],
        ["ROLE_ID", "r.id"],
        ["ROLE_NAME", "r.name"],
        schemaId,
      ],
      from: "ords$privilege_roles x join ords$privileges p on p.id = x.privilege_id join ords$roles r on r.id = x.role_id",
    },
    PRIVILEGE_MODULES: {
      columns: [
        ["PRIVILEGE_ID", "p.id"],
        ["PRIVILEGE_NAME", "p.name"],
        ["MODULE_ID", "m.id"],
        ["MODULE_NAME", "m.name"],
        schemaId,
      ],
      from: "ords$privilege_modules x join ords$privileges p on p.id = x.privilege_id join ords$modules m on m.id = x.module_id",
    },
    PRIVILEGE_MAPPINGS: {
      columns: [
        ["PRIVILEGE_ID", "p.id"],
        ["NAME", "p.name"],
        ["PATTERN", "x.pattern"],
        schemaId,
        ...audit("x"),
      ],
      from: "ords$privilege_mappings x join ords$privileges p on p.id = x.privilege_id",
    },
    ROLES: {
      columns: [...of("r", "id name schema_id"), ...audit("r")],
      from: "ords$roles r",
    },
    CLIENTS: clients(release),
    CLIENT_PRIVILEGES: {
      columns: [
        ["NAME", "p.name"],
        ["PRIV_ID", "p.id"],
        ["CLIENT_NAME", "c.name"],
        ["CLIENT_ID", "c.id"],
      ],
      from: "ords$client_privileges x join ords$privileges p on p.id = x.privilege_id join ords$clients c on c.id = x.client_id",
    },
    CLIENT_ROLES: {
      columns: [
        ["CLIENT_ID", "c.id"],
        ["CLIENT_NAME", "c.name"],
        ["ROLE_ID", "r.id"],
        ["ROLE_NAME", "r.name"],
      ],
      from: "ords$client_roles x join ords$clients c on c.id = x.client_id join ords$roles r on r.id = x.role_id",
    },
    ENABLED_OBJECTS: {
      columns: [
        ["ID", "o.id"],
        schemaId,
        ["PARSING_SCHEMA", `'${schema}'`],
        ...of("o", "parsing_object object_alias type status auto_rest_auth"),
        ...nulls("ops_allowed type_path pre_hook"),
      ],
      from: "ords$objects o",
    },
    ...(isSince(release, "23.3") ? { JWT_PROFILE: jwtProfile(release) } : {}),
  };
}

/** Durations from 24.1, the second slot from 25.1 (assumptions `durationColumns`, `secondSlotColumns`). */
function clients(release: OrdsRelease): ViewSource {
  return {
    columns: [
      ...of("c", "id name description auth_flow response_type client_id"),
      ["CLIENT_SECRET", secretShown(1)],
      ...of("c", "redirect_uri support_email support_uri"),
      ...nulls("about_url logo_content_type logo_image"),
      schemaId,
      ...audit("c"),
      ...(isSince(release, "24.1") ? of("c", "token_duration refresh_duration code_duration") : []),
      ...of("c", "allowed_origins"),
      ...(isSince(release, "25.1") ? secondSlot : []),
    ],
    from: "ords$clients c",
    texts: ["CLIENT_ID"],
  };
}

const secondSlot: readonly SourceColumn[] = [
  ["CLIENT_SECRET_ISSUED_ON", slotColumn(1, "issued_on")],
  ["CLIENT_SECRET_2", secretShown(2)],
  ["CLIENT_SECRET_2_ISSUED_ON", slotColumn(2, "issued_on")],
];

/** What was not stored to be read is masked (assumption `securedSecretsAreMasked`). */
function secretShown(slot: number): string {
  return slotColumn(slot, "coalesce(s.readable, '********')");
}

function slotColumn(slot: number, expression: string): string {
  return `(select ${expression} from ords$client_secrets s where s.client_id = c.id and s.slot = ${slot})`;
}

/** Kept and shown, though the practice server takes no tokens of others (assumption `jwtProfileColumns`). */
function jwtProfile(release: OrdsRelease): ViewSource {
  const roleClaim = isSince(release, "25.1") ? " role_claim_name" : "";
  return {
    columns: of("j", `issuer audience jwk_url description allowed_skew allowed_age${roleClaim}`),
    from: "ords$jwt_profile j",
  };
}

function of(alias: string, names: string): readonly SourceColumn[] {
  return names.split(" ").map((name) => [name.toUpperCase(), `${alias}.${name}`]);
}

function audit(alias: string): readonly SourceColumn[] {
  return of(alias, "created_by created_on updated_by updated_on");
}

function nulls(names: string): readonly SourceColumn[] {
  return names.split(" ").map((name) => [name.toUpperCase(), "null"]);
}

function withSchemaId(source: ViewSource): ViewSource {
  return source.columns.some(([name]) => name === "SCHEMA_ID")
    ? source
    : { ...source, columns: [...source.columns, schemaId] };
}

function toView({ columns, from, where, texts = [] }: ViewSource): View {
  const expressions = columns.map(([, expression]) => expression).join(", ");
  return {
    owner: "ORDS_METADATA",
    columns: columns.map(([name]) => ({
      name,
      type: texts.includes(name) ? "VARCHAR2" : typeOf(name),
    })),
    query: `select ${expressions} from ${from}${where === undefined ? "" : ` where ${where}`}`,
  };
}

function typeOf(name: string): Column["type"] {
  if (/(?:^|_)ID$|_DURATION$/.test(name) || numbers.has(name)) return "NUMBER";
  if (name.endsWith("_ON")) return "TIMESTAMP(6)";
  if (name === "LOGO_IMAGE") return "BLOB";
  return name === "SOURCE" ? "CLOB" : "VARCHAR2";
}

const numbers: ReadonlySet<string> = new Set([
  "ITEMS_PER_PAGE",
  "PRIORITY",
  "OPS_ALLOWED",
  "ALLOWED_SKEW",
  "ALLOWED_AGE",
]);
