import {
  catalogViewIds,
  catalogViews,
  type CatalogView,
  type CatalogViewId,
} from "./catalogViews.ts";
import { joined, literal, plainName, sql, type SqlText } from "./quote.ts";

/** Whose metadata is read: one's own, or that of the schema in the bind `schema`, by an administrator of ORDS. */
export type CatalogScope = "own" | "otherSchema";

/** What a catalog is read from: the views, and what the package says of itself. */
export type CatalogPart = CatalogViewId | "version";
export const catalogParts: readonly CatalogPart[] = ["version", ...catalogViewIds];

/** What of ORDS a person sees in a database; releases differ in views and columns. */
export interface CatalogShape {
  /** The type of each column, by `USER_ORDS_MODULES.NAME`. */
  readonly columns: ReadonlyMap<string, string>;
  /** `ORDS_SECURITY.REGISTER_CLIENT` */
  readonly procedures: ReadonlySet<string>;
}

/**
 * Which views, columns and packages there are: the first of the two statements that read a catalog. Its rows are
 * `column`, view, column, type and `procedure`, package, member, null.
 */
export function shapeQuery(scope: CatalogScope): SqlText {
  const views = [...new Set(catalogViewIds.map((id) => viewName(catalogViews[id], scope)))];
  const named = scope === "own" ? views : [...views, urlMappings];
  return sql`select 'column' as kind, table_name as name, column_name as member, data_type as type from all_tab_columns where owner = 'ORDS_METADATA' and table_name in (${list(named)})
union all
select 'procedure', object_name, procedure_name, null from all_procedures where object_name in ('ORDS', 'ORDS_SECURITY') and procedure_name in ('INSTALLED_VERSION', 'REGISTER_CLIENT')`;
}

/**
 * All rows of a catalog in one statement, each value as text: `c1`, `c2` … in the order of the part's columns, then
 * `part` in the first row of each part and null in its others. What the shape does not have is left out: a column is
 * null, a view has no rows. The order of the rows does not change from one reading to the next, also where a server
 * gives them page by page.
 */
export function catalogQuery(
  shape: CatalogShape,
  scope: CatalogScope,
  parts: readonly CatalogPart[] = catalogParts,
): SqlText {
  const branches = catalogViewIds
    .filter((id) => parts.includes(id))
    .flatMap((id) => branchOf(id, shape, scope) ?? []);
  const version =
    parts.includes("version") && shape.procedures.has("ORDS.INSTALLED_VERSION")
      ? [
          branch({
            kind: "version",
            n: sql`1`,
            values: [sql`to_char(ords.installed_version)`],
            from: sql`dual`,
          }),
        ]
      : [];
  return sql`select ${joined(columnNames, comma)}, case n when 1 then kind end as part from (
${joined(
  [...version, ...branches],
  sql`
union all
`,
)}
) order by kind, n`;
}

/** Whether a catalog can be read at all: neither the package nor the view of schemas is there. */
export function isEmpty(shape: CatalogShape, scope: CatalogScope): boolean {
  const schemas = viewName(catalogViews.schema, scope);
  return !hasView(shape, schemas) && !shape.procedures.has("ORDS.INSTALLED_VERSION");
}

/** `USER_ORDS_MODULES`, or `DBA_ORDS_MODULES` for an administrator. */
export function viewName({ name }: Pick<CatalogView, "name">, scope: CatalogScope): string {
  return `${scope === "own" ? "USER" : "DBA"}_ORDS_${name}`;
}

export function hasView(shape: CatalogShape, view: string): boolean {
  return [...shape.columns.keys()].some((column) => column.startsWith(`${view}.`));
}

/** Which wanted columns of a part are not there. */
export function missingColumns(
  id: CatalogViewId,
  shape: CatalogShape,
  scope: CatalogScope,
): readonly string[] {
  const view: CatalogView = catalogViews[id];
  return view.columns.filter((column) => typeOf(view, column, { shape, scope }) === undefined);
}

/** As the packages in the database say it; the server in front may be of another release. */
export const versionQuery = sql`select ords.installed_version as version from dual`;

export const schemaQuery = sql`select parsing_schema, pattern, status, auto_rest_auth from user_ords_schemas order by id`;

/** The schemas that an administrator of ORDS can look at (assumption `dbaViewsMirrorUserViews`). */
export const schemasQuery = sql`select parsing_schema from dba_ords_schemas order by parsing_schema`;

/** The source of one handler, by the binds `module`, `template` and `method`, and `schema` for an administrator. */
export const handlerSourceQuery: Readonly<Record<CatalogScope, SqlText>> = {
  own: sql`select h.source from user_ords_handlers h join user_ords_templates t on t.id = h.template_id join user_ords_modules m on m.id = t.module_id where m.name = :module and t.uri_template = :template and h.method = :method`,
  otherSchema: sql`select h.source from dba_ords_handlers h join dba_ords_templates t on t.id = h.template_id join dba_ords_modules m on m.id = t.module_id join dba_ords_schemas s on s.id = m.schema_id where s.parsing_schema = :schema and m.name = :module and t.uri_template = :template and h.method = :method`,
};

/**
 * The columns of a table or view that a row can be given, by the bind `name`, and `schema` for an administrator: those
 * that Oracle fills in by itself are left out. What the data dictionary calls them is Oracle's own reference.
 */
export const objectColumnsQuery: Readonly<Record<CatalogScope, SqlText>> = {
  own: sql`select column_name, data_type, case nullable when 'N' then 'Y' else 'N' end from user_tab_cols where table_name = :name and hidden_column = 'NO' and virtual_column = 'NO' and identity_column = 'NO' order by column_id`,
  otherSchema: sql`select column_name, data_type, case nullable when 'N' then 'Y' else 'N' end from all_tab_cols where owner = :schema and table_name = :name and hidden_column = 'NO' and virtual_column = 'NO' and identity_column = 'NO' order by column_id`,
};

/** What a procedure or function outside of a package takes, by the same binds, in the same columns. */
export const objectArgumentsQuery: Readonly<Record<CatalogScope, SqlText>> = {
  own: sql`select argument_name, data_type, case defaulted when 'Y' then 'N' else 'Y' end from user_arguments where package_name is null and object_name = :name and data_level = 0 and position > 0 and in_out in ('IN', 'IN/OUT') order by position`,
  otherSchema: sql`select argument_name, data_type, case defaulted when 'Y' then 'N' else 'Y' end from all_arguments where owner = :schema and package_name is null and object_name = :name and data_level = 0 and position > 0 and in_out in ('IN', 'IN/OUT') order by position`,
};

/**
 * The secret of one client, by the bind `name`, and `schema` for an administrator: readable for clients that OAUTH
 * made, masked or empty for those of ORDS_SECURITY (assumption `securedSecretsAreMasked`). The only query that names
 * this column; asked only when the person wants the secret of this client.
 */
export const clientSecretQuery: Readonly<Record<CatalogScope, SqlText>> = {
  own: sql`select client_secret from user_ords_clients where name = :name`,
  otherSchema: sql`select c.client_secret from dba_ords_clients c join dba_ords_schemas s on s.id = c.schema_id where s.parsing_schema = :schema and c.name = :name`,
};

const comma = sql`, `;
const widest = Math.max(...catalogViewIds.map((id) => catalogViews[id].columns.length));
const columnNames = Array.from({ length: widest }, (_, at) => plainName(`c${at + 1}`));
const urlMappings = "DBA_ORDS_URL_MAPPINGS";

function branchOf(
  id: CatalogViewId,
  shape: CatalogShape,
  scope: CatalogScope,
): SqlText | undefined {
  const view: CatalogView = catalogViews[id];
  const name = viewName(view, scope);
  if (!hasView(shape, name)) return undefined;
  const values = view.columns.map((column) =>
    valueOf(column, typeOf(view, column, { shape, scope })),
  );
  const n = sql`row_number() over (order by ${orderOf(view, shape, scope)})`;
  const rows =
    id === "schema" && scope === "otherSchema" ? schemasWithPatterns(shape) : plainName(name);
  const from = scope === "own" ? rows : sql`${rows} where ${view.ofSchema}`;
  return branch({ kind: id, n, values, from });
}

/** By what there is of the columns that keep the order; without any, the order is the database's. */
function orderOf(view: CatalogView, shape: CatalogShape, scope: CatalogScope): SqlText {
  const there = view.orderBy.filter(
    (column) => typeOf(view, column, { shape, scope }) !== undefined,
  );
  return there.length === 0 ? sql`null` : joined(there.map(plainName), comma);
}

/** One part of the statement: as many columns as all the others have. */
interface Branch {
  readonly kind: CatalogPart;
  /** The place of a row within its part, from 1. */
  readonly n: SqlText;
  readonly values: readonly SqlText[];
  readonly from: SqlText;
}

function branch({ kind, n, values, from }: Branch): SqlText {
  const padded = columnNames.map((name, at) => sql`${values[at] ?? sql`null`} as ${name}`);
  return sql`select ${literal(kind)} as kind, ${n} as n, ${joined(padded, comma)} from ${from}`;
}

/** One value as text, so that all parts fit into one result; of a large text its beginning. */
function valueOf(column: string, type: string | undefined): SqlText {
  if (type === undefined) return sql`null`;
  const name = plainName(column);
  // Without a format a date is written as the session has it, which nobody can read back.
  if (/^(?:DATE|TIMESTAMP)/.test(type)) return sql`to_char(${name}, 'YYYY-MM-DD"T"HH24:MI:SS')`;
  return type.endsWith("CLOB") ? sql`to_char(substr(${name}, 1, 1000))` : sql`to_char(${name})`;
}

/** Older administrator's views keep the pattern of a schema in a view of its own. */
function schemasWithPatterns(shape: CatalogShape): SqlText {
  if (!hasView(shape, urlMappings) || shape.columns.has("DBA_ORDS_SCHEMAS.PATTERN")) {
    return sql`dba_ords_schemas`;
  }
  return sql`(select s.id, s.parsing_schema, m.pattern, s.status, s.auto_rest_auth from dba_ords_schemas s left join dba_ords_url_mappings m on m.id = s.url_mapping_id)`;
}

function typeOf(
  view: CatalogView,
  column: string,
  { shape, scope }: { readonly shape: CatalogShape; readonly scope: CatalogScope },
): string | undefined {
  const own = shape.columns.get(`${viewName(view, scope)}.${column}`);
  const joins = view.name === "SCHEMAS" && scope === "otherSchema";
  return own ?? (joins ? shape.columns.get(`${urlMappings}.${column}`) : undefined);
}

function list(names: readonly string[]): SqlText {
  return joined(names.map(literal), comma);
}
