import { expect, test } from "vitest";
import { openTestWorld } from "../../../support/practiceWorld.ts";
import type { TestWorld } from "../../../support/practiceWorld.ts";

const testWorld = await openTestWorld();

function check(sql: string, expected: { columns?: readonly string[]; rows: unknown }): void {
  const [outcome] = testWorld.run(sql);
  expect(outcome?.failure?.text).toBeUndefined();
  expect(outcome?.page?.rows).toEqual(expected.rows);
  if (expected.columns) expect(outcome?.page?.columns).toEqual(expected.columns);
}

function checkRefused(sql: string, code: string, words: RegExp): void {
  const [outcome] = testWorld.run(sql);
  expect(outcome?.failure?.code).toBe(code);
  expect(outcome?.failure?.text).toMatch(words);
}

test.each<[string, string, readonly string[], unknown]>([
  ["a constant", "select 1 from dual", ["1"], [[1]]],
  ["an owner before the table", "select 1 as x from sys.dual", ["X"], [[1]]],
  ["the schema before the table", "select count(*) from practice.employees", ["COUNT(*)"], [[30]]],
  ["an alias in quotes", `select 1 as "Small" from dual`, ["Small"], [[1]]],
  ["an alias without AS", "select 1 one from dual", ["ONE"], [[1]]],
  [
    "names in any case",
    "SELECT Last_Name FROM Employees WHERE Employee_ID = 100",
    ["LAST_NAME"],
    [["Duarte"]],
  ],
  [
    "the star",
    "select * from departments where department_id = 10",
    ["DEPARTMENT_ID", "DEPARTMENT_NAME", "LOCATION"],
    [[10, "Management", "Lisbon"]],
  ],
  [
    "the release",
    "select ords.installed_version from dual",
    ["INSTALLED_VERSION"],
    [["25.4.0.r0"]],
  ],
  [
    "the release with its owner",
    "select ords_metadata.ords.installed_version as v from dual",
    ["V"],
    [["25.4.0.r0"]],
  ],
  ["the time", "select sysdate from dual", ["SYSDATE"], [["2026-11-23T08:00:00Z"]]],
  ["the user", "select user from dual", ["USER"], [["PRACTICE"]]],
  ["NVL", "select nvl(null, 'x') v from dual", ["V"], [["x"]]],
  ["NVL2", "select nvl2(null, 1, 2) v from dual", ["V"], [[2]]],
  ["joined texts", "select 'a' || null || 'b' v from dual", ["V"], [["ab"]]],
  [
    "joined columns",
    "select e.last_name||', '||nvl(e.first_name, '?')||'.' as v from employees e where e.employee_id = 101",
    ["V"],
    [["Brandt, Tomas."]],
  ],
  [
    "joined in parentheses",
    "select ('a' || ('b' || null)) || upper('c') v from dual",
    ["V"],
    [["abC"]],
  ],
  [
    "the name of an expression",
    "select 'a' || upper(last_name) from employees where employee_id = 100",
    ["'a'||UPPER(LAST_NAME)"],
    [["aDUARTE"]],
  ],
  ["division", "select 5 / 2 v from dual", ["V"], [[2.5]]],
  ["an empty text is NULL", "select count(*) v from dual where '' is null", ["V"], [[1]]],
  ["a q-quoted text", "select q'[it's]' v from dual", ["V"], [["it's"]]],
  [
    "a date",
    "select last_name from employees where hire_date < date '2016-04-01'",
    ["LAST_NAME"],
    [["Duarte"]],
  ],
  ["LIKE tells case", "select count(*) v from employees where last_name like 'd%'", ["V"], [[0]]],
  ["MINUS", "select 1 v from dual minus select 1 from dual", ["V"], []],
  ["WITH", "with d as (select 3 n from dual) select n from d", ["N"], [[3]]],
  [
    "DISTINCT",
    "select distinct location from departments order by location",
    ["LOCATION"],
    [["Graz"], ["Lisbon"], ["Utrecht"]],
  ],
  [
    "FETCH FIRST",
    "select employee_id from employees order by 1 fetch first 2 rows only",
    ["EMPLOYEE_ID"],
    [[100], [101]],
  ],
  [
    "FETCH FIRST ROW",
    "select employee_id from employees order by 1 fetch first row only",
    ["EMPLOYEE_ID"],
    [[100]],
  ],
  [
    "OFFSET and FETCH",
    "select employee_id from employees order by 1 offset 2 rows fetch next 1 rows only",
    ["EMPLOYEE_ID"],
    [[102]],
  ],
  [
    "OFFSET alone",
    "select employee_id from employees order by 1 offset 29 rows",
    ["EMPLOYEE_ID"],
    [[129]],
  ],
  [
    "ROWNUM",
    "select employee_id from (select employee_id from employees order by 1) where rownum <= 2",
    ["EMPLOYEE_ID"],
    [[100], [101]],
  ],
  ["ROWNUM below one", "select 1 v from employees where rownum < 1", ["V"], []],
  [
    "ROWNUM beside a condition",
    "select last_name from employees where department_id = 20 and rownum = 1",
    ["LAST_NAME"],
    [["Brandt"]],
  ],
  ["a name that only SQLite reserves", "select 1 as limit from dual", ["LIMIT"], [[1]]],
  ["comments", "select /* one */ 1 v -- two\nfrom dual", ["V"], [[1]]],
  [
    "CASE",
    "select case when 1 = 1 then 'y' else 'n' end from dual",
    ["CASEWHEN1=1THEN'y'ELSE'n'END"],
    [["y"]],
  ],
  [
    "TO_CHAR",
    "select to_char(7) a, to_char(2.5) b, to_char(-1 / 2) c, to_char('x') d, to_char(null) e, to_char(employee_id) f, to_char(1 / 10000000) g from employees where employee_id = 100",
    ["A", "B", "C", "D", "E", "F", "G"],
    [["7", "2.5", "-.5", "x", null, "100", ".0000001"]],
  ],
  [
    "TO_CHAR of a date",
    `select to_char(to_char(hire_date), 'YYYY-MM-DD"T"HH24:MI:SS') a, to_char(null, 'YYYY') b from employees where employee_id = 100`,
    ["A", "B"],
    [["2016-03-01T00:00:00", null]],
  ],
  [
    "ROW_NUMBER",
    "select row_number() over (order by department_name, department_id) as n, department_id from departments order by 1 fetch first 2 rows only",
    ["N", "DEPARTMENT_ID"],
    [
      [1, 20],
      [2, 10],
    ],
  ],
  [
    "UNION ALL, named by its first branch",
    "select 'a' as kind, null as type from dual union all select 'b', to_char(2) from dual order by kind desc",
    ["KIND", "TYPE"],
    [
      ["b", "2"],
      ["a", null],
    ],
  ],
  [
    "names around a UNION ALL",
    "select part, n from (select 'b' as part, 1 as n from dual union all select 'a', row_number() over (order by department_id) from departments where department_id < 30) order by part, n",
    ["PART", "N"],
    [
      ["a", 1],
      ["a", 2],
      ["b", 1],
    ],
  ],
])("runs %s", (_name, sql, columns, rows) => {
  check(sql, { columns, rows });
});

test.each<[string, string, string, RegExp]>([
  ["a table that is not there", "select * from nope", "ORA-00942", /table or view does not exist/],
  ["a table behind the views", "select * from ords$clients", "ORA-00942", /does not exist/],
  ["the same in quotes", 'select * from "ords$client_secrets"', "ORA-00942", /does not exist/],
  ["the engine's own tables", "select * from sqlite_master", "ORA-00942", /does not exist/],
  [
    "the engine's functions",
    "select * from pragma_table_info('employees')",
    "ORA-00942",
    /does not exist/,
  ],
  [
    "a column that is not there",
    "select salry from employees",
    "ORA-00904",
    /"SALRY": invalid identifier/,
  ],
  ["a quoted name is no text", 'select "abc" from dual', "ORA-00904", /"ABC": invalid identifier/],
  [
    "a function that is not known",
    "select decode(1, 1, 2) from dual",
    "ORA-03001",
    /The practice server's SQL engine does not know the function DECODE/,
  ],
  ["a mistake", "select from where", "ORA-03001", /near "from", or it is a mistake/],
  [
    "TO_CHAR with a format of words",
    "select to_char(hire_date, 'fmDay') from employees",
    "ORA-03001",
    /the format fmDay of TO_CHAR/,
  ],
  [
    "TO_CHAR of a number with a format",
    "select to_char(employee_id, '999') from employees",
    "ORA-03001",
    /TO_CHAR with a format, of what is no date/,
  ],
  [
    "a view that is not there in one branch",
    "select part from (select 'a' as part from dual union all select name from user_ords_nothing)",
    "ORA-00942",
    /does not exist/,
  ],
  [
    "a column that is not there in one branch",
    "select part from (select 'a' as part from dual union all select to_char(grant_type) from user_ords_clients)",
    "ORA-00904",
    /"GRANT_TYPE": invalid identifier/,
  ],
  [
    "branches of different width",
    "select 1 from dual union all select 1, 2 from dual",
    "ORA-01789",
    /incorrect number of result columns/,
  ],
  ["a view for administrators", "select * from dba_ords_schemas", "ORA-00942", /does not exist/],
  ["the same in quotes", 'select * from "DBA_ORDS_SCHEMAS"', "ORA-00942", /does not exist/],
  ["a text that does not end", "select 'abc from dual", "ORA-01756", /not properly terminated/],
  ["date arithmetic", "select sysdate - 1 from dual", "ORA-03001", /arithmetic with dates/],
  ["a bad date", "select date '23.11.2026' from dual", "ORA-01861", /does not match/],
  [
    "an outer join in the old way",
    "select 1 from employees e, departments d where e.department_id = d.department_id(+)",
    "ORA-03001",
    /does not know/,
  ],
  ["a bind without value", "select :x from dual", "ORA-01008", /not all variables bound/],
  [
    "MERGE",
    "merge into employees e using dual on (1 = 1) when matched then update set salary = 1",
    "ORA-03001",
    /does not know MERGE/,
  ],
  [
    "ROWNUM beside ORDER BY",
    "select 1 from employees where rownum <= 3 order by salary",
    "ORA-03001",
    /FETCH FIRST n ROWS ONLY/,
  ],
  [
    "FETCH WITH TIES",
    "select 1 from employees fetch first 10 percent rows only",
    "ORA-03001",
    /PERCENT/,
  ],
  ["writing to a view", "delete from user_ords_clients", "ORA-01031", /insufficient privileges/],
  ["dropping a view", "drop table user_ords_roles", "ORA-01031", /insufficient privileges/],
  ["dropping DUAL", "drop table dual", "ORA-01031", /insufficient privileges/],
  [
    "a duplicate key",
    "insert into departments values (10, 'x', 'y')",
    "ORA-00001",
    /unique constraint \(PRACTICE\.DEPARTMENTS_PK\) violated/,
  ],
  [
    "a missing value",
    "insert into departments values (99, null, 'y')",
    "ORA-01400",
    /cannot insert NULL into \("PRACTICE"\."DEPARTMENTS"\."DEPARTMENT_NAME"\)/,
  ],
  [
    "an empty text for a value",
    "insert into departments values (99, '', 'y')",
    "ORA-01400",
    /DEPARTMENT_NAME/,
  ],
  [
    "a parent that is not there",
    "update employees set department_id = 77",
    "ORA-02291",
    /parent key not found/,
  ],
  ["too few values", "insert into departments values (99)", "ORA-00947", /not enough values/],
  ["a table that is there", "create table employees (x number)", "ORA-00955", /already used/],
  ["views of one's own", "create view v as select 1 x from dual", "ORA-03001", /CREATE VIEW/],
  ["another database", "select * from employees@prod", "ORA-03001", /database links/],
  [
    "a WITH that may never end",
    "with t (n) as (select 1 from dual union all select n + 1 from t) select count(*) from t",
    "ORA-03001",
    /a WITH that refers to itself/,
  ],
  ["locking", "select * from employees for update", "ORA-03001", /FOR UPDATE/],
  ["a stray sign", "select 1 § from dual", "ORA-00911", /invalid character/],
])("refuses %s", (_name, sql, code, words) => {
  checkRefused(sql, code, words);
});

test("points to the name that is wrong", () => {
  const [outcome] = testWorld.run("select employee_id,\n       salry\nfrom   employees");
  expect(outcome?.failure).toMatchObject({ line: 2, column: 8 });
});

test("runs DML and DDL", async () => {
  const fresh: TestWorld = await openTestWorld();
  const outcomes = fresh.run(`
    create table notes (id number(6) primary key, text varchar2(20 char), at date default sysdate);
    insert into notes (id, text) values (1, 'a');
    update notes set text = 'b' where id = 1;
    delete notes where id = 2;
    select * from notes;
    drop table notes;`);
  expect(outcomes.map(({ failure }) => failure?.text)).toEqual(Array(6).fill(undefined));
  expect(outcomes.map(({ response }) => response)).toEqual([
    "Table NOTES created.",
    "1 row inserted.",
    "1 row updated.",
    "0 rows deleted.",
    undefined,
    "Table NOTES dropped.",
  ]);
  expect(outcomes[4]?.page?.rows).toEqual([[1, "b", "2026-11-23T08:00:00Z"]]);
});
