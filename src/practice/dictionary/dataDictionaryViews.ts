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
    [
      "USER_TAB_COLUMNS",
      {
        owner: "SYS",
        columns: [...texts("TABLE_NAME COLUMN_NAME DATA_TYPE"), number("COLUMN_ID")],
        query:
          "select TABLE_NAME, COLUMN_NAME, DATA_TYPE, COLUMN_ID from ALL_TAB_COLUMNS where OWNER = ords$user()",
      },
    ],
  ]);
  const columns = [...texts("OWNER TABLE_NAME COLUMN_NAME DATA_TYPE"), number("COLUMN_ID")];
  const allTabColumns: View = { owner: "SYS", columns, query: "" };
  const listed = new Map([...ordsViews, ...others, ["ALL_TAB_COLUMNS", allTabColumns]]);
  const query = `${columnsOfViews(listed)} union all ${columnsOfTables(schema)}`;
  return new Map([...others, ["ALL_TAB_COLUMNS", { ...allTabColumns, query }]]);
}

/** Made of the same table as the views, so that the two cannot disagree. */
function columnsOfViews(views: ReadonlyMap<string, View>): string {
  const rows = [...views].flatMap(([view, { owner, columns }]) =>
    columns.map(({ name, type }, i) => `('${owner}','${view}','${name}','${type}',${i + 1})`),
  );
  return `select * from (values ${rows.join(",")}) where column2 not like 'DBA%' or ${asks(administratorName)}`;
}

/** The tables of the person as they were created, without the lengths of their types. */
function columnsOfTables(schema: string): string {
  const bare = "rtrim(substr(upper(c.type), 1, instr(c.type || '(', '(') - 1))";
  const type = `case when ${bare} in ('INTEGER', 'INT', 'SMALLINT', 'DECIMAL', 'NUMERIC') then 'NUMBER' when ${bare} = 'VARCHAR' then 'VARCHAR2' else ${bare} end`;
  return `select '${schema}', upper(t.name), upper(c.name), ${type}, c.cid + 1 from ords$tables t join pragma_table_info(t.name) c where ${asks(schema)}`;
}

function texts(names: string): readonly Column[] {
  return names.split(" ").map((name) => ({ name, type: "VARCHAR2" }));
}

function number(name: string): Column {
  return { name, type: "NUMBER" };
}
