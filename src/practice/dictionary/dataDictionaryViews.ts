import type { Column, View } from "./view.ts";
import { asks } from "./view.ts";
import { administratorName } from "./session.ts";

/**
 * The few views of Oracle's own data dictionary that tools ask for. Each shows what the user who asks sees: an
 * administrator of ORDS has no tables, and the schema knows nothing of what is the administrator's.
 */
export function dataDictionaryViews(
  schema: string,
  ordsViews: ReadonlyMap<string, View>,
): ReadonlyMap<string, View> {
  const others = new Map<string, View>([
    [
      "USER_TABLES",
      {
        owner: "SYS",
        columns: [...texts("TABLE_NAME TABLESPACE_NAME STATUS"), number("NUM_ROWS")],
        query: `select upper(name), 'USERS', 'VALID', null from ords$tables where ${asks(schema)}`,
      },
    ],
    [
      "USER_OBJECTS",
      {
        owner: "SYS",
        columns: texts("OBJECT_NAME OBJECT_TYPE STATUS"),
        query: "select TABLE_NAME, 'TABLE', 'VALID' from USER_TABLES",
      },
    ],
    [
      "ALL_PROCEDURES",
      {
        owner: "SYS",
        columns: texts("OWNER OBJECT_NAME PROCEDURE_NAME OBJECT_TYPE"),
        query: `select 'ORDS_METADATA', package, procedure, 'PACKAGE' from ords$procedures where package not like '%ADMIN' or ${asks(administratorName)}`,
      },
    ],
    // The tables of a schema that learns have no procedures beside them.
    ["USER_ARGUMENTS", { owner: "SYS", columns: argumentColumns, query: noRow(argumentColumns) }],
    [
      "ALL_ARGUMENTS",
      {
        owner: "SYS",
        columns: [...texts("OWNER"), ...argumentColumns],
        query: noRow([...texts("OWNER"), ...argumentColumns]),
      },
    ],
    ownPart("USER_TAB_COLS", columnsOfColumns),
    ownPart("USER_TAB_COLUMNS", shownColumnsOfColumns),
    [
      "ALL_TAB_COLUMNS",
      {
        owner: "SYS",
        columns: [...texts("OWNER"), ...shownColumnsOfColumns],
        query: `select OWNER, ${namesOf(shownColumnsOfColumns)} from ALL_TAB_COLS where HIDDEN_COLUMN = 'NO'`,
      },
    ],
  ]);
  const allTabCols: View = {
    owner: "SYS",
    columns: [...texts("OWNER"), ...columnsOfColumns],
    query: "",
  };
  const listed = new Map([...ordsViews, ...others, ["ALL_TAB_COLS", allTabCols]]);
  const query = `${columnsOfViews(listed)} union all ${columnsOfTables(schema)}`;
  // The others are made of it, so it comes first.
  return new Map([["ALL_TAB_COLS", { ...allTabCols, query }], ...others]);
}

function ownPart(name: string, columns: readonly Column[]): readonly [string, View] {
  const query = `select ${namesOf(columns)} from ${name.replace("USER", "ALL")} where OWNER = ords$user()`;
  return [name, { owner: "SYS", columns, query }];
}

function namesOf(columns: readonly Column[]): string {
  return columns.map(({ name }) => name).join(", ");
}

function noRow(columns: readonly Column[]): string {
  return `select ${columns.map(() => "null").join(", ")} where 1 = 0`;
}

/** Made of the same table as the views, so that the two cannot disagree. */
function columnsOfViews(views: ReadonlyMap<string, View>): string {
  const rows = [...views].flatMap(([view, { owner, columns }]) =>
    columns.map(
      ({ name, type }, i) =>
        `('${owner}','${view}','${name}','${type}',${i + 1},'Y','NO','NO','NO')`,
    ),
  );
  return `select * from (values ${rows.join(",")}) where column2 not like 'DBA%' or ${asks(administratorName)}`;
}

/** The tables of the person as they were created, without the lengths of their types. */
function columnsOfTables(schema: string): string {
  const bare = "rtrim(substr(upper(c.type), 1, instr(c.type || '(', '(') - 1))";
  const type = `case when ${bare} in ('INTEGER', 'INT', 'SMALLINT', 'DECIMAL', 'NUMERIC') then 'NUMBER' when ${bare} = 'VARCHAR' then 'VARCHAR2' else ${bare} end`;
  const nullable = `case when c."notnull" = 1 or c.pk > 0 then 'N' else 'Y' end`;
  const virtual = "case when c.hidden in (2, 3) then 'YES' else 'NO' end";
  return `select '${schema}', upper(t.name), upper(c.name), ${type}, c.cid + 1, ${nullable}, 'NO', 'NO', ${virtual} from ords$tables t join pragma_table_xinfo(t.name) c where ${asks(schema)}`;
}

/** In the order of the queries. */
const shownColumnsOfColumns: readonly Column[] = [
  ...texts("TABLE_NAME COLUMN_NAME DATA_TYPE"),
  number("COLUMN_ID"),
  ...texts("NULLABLE IDENTITY_COLUMN"),
];
const columnsOfColumns: readonly Column[] = [
  ...shownColumnsOfColumns,
  ...texts("HIDDEN_COLUMN VIRTUAL_COLUMN"),
];
const argumentColumns: readonly Column[] = [
  ...texts("OBJECT_NAME PACKAGE_NAME ARGUMENT_NAME"),
  number("POSITION"),
  number("DATA_LEVEL"),
  ...texts("DATA_TYPE DEFAULTED IN_OUT"),
];

function texts(names: string): readonly Column[] {
  return names.split(" ").map((name) => ({ name, type: "VARCHAR2" }));
}

function number(name: string): Column {
  return { name, type: "NUMBER" };
}
