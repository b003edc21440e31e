import { expect, test } from "vitest";
import { selectedColumns } from "../../../src/plsql/selectedColumns.ts";

test.each<[string, readonly string[]]>([
  ["select employee_id, e.LAST_NAME from employees e", ["employee_id", "last_name"]],
  ["SELECT distinct job from employees", ["job"]],
  ["select count(*) as people, round(avg(e.salary)) average from employees", ["people", "average"]],
  ['select last_name "Name", a.* , b."$ref" from a, b', ["Name", "$ref"]],
  ["select *, count(*), a + b, 'x', :bind from t", []],
  ["select case when a = 1 then b end, case a when 1 then b end as c from t", ["c"]],
  ["select (select max(x), y from u) as most, z -- , w\n from t", ["most", "z"]],
  ["select name into l_name from t", ["name"]],
  ["select a, a from t", ["a"]],
  ["begin null; end;", []],
  ["with t as (select 1 as one from dual) select one from t", []],
  ["select", []],
  ["", []],
])("%s", (statement, columns) => {
  expect(selectedColumns(statement)).toEqual(columns);
});
