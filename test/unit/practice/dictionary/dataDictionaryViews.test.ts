import { expect, test } from "vitest";
import { administratorName } from "../../../../src/practice/dictionary/session.ts";
import { openTestWorld } from "../../../support/practiceWorld.ts";

const current = await openTestWorld("hr", "25.4");
const older = await openTestWorld("hr", "23.4");
const worlds = [
  ["25.4", current],
  ["23.4", older],
] as const;

test.each(worlds)("ALL_TAB_COLUMNS tells the columns that the views have on %s", (_, world) => {
  for (const user of ["PRACTICE", administratorName]) {
    const listed = world.rows(
      "select table_name, column_name from all_tab_columns where owner in ('ORDS_METADATA', 'SYS') order by table_name, column_id",
      user,
    );
    const views = new Set(listed.map(([view]) => String(view)));
    expect(views.size).toBeGreaterThan(20);
    for (const view of views) {
      const [outcome] = world.run(`select * from ${view} where 1 = 0`, {}, user);
      expect(outcome?.page?.columns).toEqual(
        listed.filter(([name]) => name === view).map(([, column]) => column),
      );
    }
  }
});

test.each([
  ["USER_ORDS_HANDLERS", "ID", "NUMBER"],
  ["USER_ORDS_HANDLERS", "SOURCE", "CLOB"],
  ["USER_ORDS_HANDLERS", "CREATED_ON", "TIMESTAMP(6)"],
  ["USER_ORDS_CLIENTS", "CLIENT_ID", "VARCHAR2"],
  ["USER_ORDS_CLIENTS", "TOKEN_DURATION", "NUMBER"],
  ["USER_ORDS_CLIENT_ROLES", "CLIENT_ID", "NUMBER"],
  ["EMPLOYEES", "HIRE_DATE", "DATE"],
  ["EMPLOYEES", "SALARY", "NUMBER"],
  ["EMPLOYEES", "LAST_NAME", "VARCHAR2"],
])("%s.%s is a %s", (view, column, type) => {
  const text = `select data_type from all_tab_columns where table_name = '${view}' and column_name = '${column}'`;
  expect(current.rows(text)).toEqual([[type]]);
});

test("one's own tables are listed by their owner, hidden ones are not", () => {
  const own = "select distinct table_name from all_tab_columns where owner = user order by 1";
  expect(current.rows(own)).toEqual([["DEPARTMENTS"], ["EMPLOYEES"]]);
  expect(
    current.rows(
      "select column_name, column_id from user_tab_columns where table_name = 'DEPARTMENTS' order by column_id",
    ),
  ).toEqual([
    ["DEPARTMENT_ID", 1],
    ["DEPARTMENT_NAME", 2],
    ["LOCATION", 3],
  ]);
  expect(
    current.rows("select 1 from all_tab_columns where lower(table_name) like 'ords$%'"),
  ).toEqual([]);
});

test("a table that was just created is listed, also in the types of other databases", async () => {
  const { rows } = await openTestWorld();
  const text =
    "create table t (a integer, b varchar(9), c varchar2 (9 char), d clob, e number(9, 2) not null);\nselect column_name, data_type from user_tab_columns where table_name = 'T' order by column_id;";
  expect(rows(text)).toEqual([
    ["A", "NUMBER"],
    ["B", "VARCHAR2"],
    ["C", "VARCHAR2"],
    ["D", "CLOB"],
    ["E", "NUMBER"],
  ]);
});

const viewsOf = "select distinct table_name from all_tab_columns where table_name like";

test("only an administrator sees views and packages for administrators", () => {
  expect(current.rows(`${viewsOf} 'DBA_ORDS_%'`)).toEqual([]);
  expect(current.rows(`${viewsOf} 'DBA_ORDS_%'`, administratorName)).toHaveLength(16);
  expect(older.rows(`${viewsOf} 'DBA_ORDS_%' order by 1`, administratorName)).toEqual([
    ["DBA_ORDS_SCHEMAS"],
    ["DBA_ORDS_URL_MAPPINGS"],
  ]);
  const packages = "select distinct object_name from all_procedures order by 1";
  const own = [["OAUTH"], ["ORDS"], ["ORDS_SECURITY"]];
  expect(current.rows(packages)).toEqual(own);
  expect(current.rows(packages, administratorName)).toEqual([
    ["OAUTH"],
    ["OAUTH_ADMIN"],
    ["ORDS"],
    ["ORDS_ADMIN"],
    ["ORDS_SECURITY"],
    ["ORDS_SECURITY_ADMIN"],
  ]);
});

test("an administrator has no tables", () => {
  for (const text of [
    "select * from user_tables",
    "select * from user_objects",
    "select * from user_tab_columns",
    "select * from all_tab_columns where table_name = 'EMPLOYEES'",
  ])
    expect(current.rows(text, administratorName)).toEqual([]);
});
