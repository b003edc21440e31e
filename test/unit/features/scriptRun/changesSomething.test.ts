import { expect, test } from "vitest";
import { changesSomething } from "../../../../src/features/scriptRun/changesSomething.ts";

test.each<[string, boolean]>([
  ["", false],
  ["-- drop table t;\n", false],
  ["select 1 from dual;", false],
  ["  SELECT 1 from dual\n/\n", false],
  ["with x as (select 1 from dual) select * from x;", false],
  ["/* first */ -- and\nselect 1 from dual;", false],
  ["set define off\nprompt hello\nselect 1 from dual;", false],
  ["insert into t values (1);", true],
  ["select 1 from dual;\ndelete from t;", true],
  ["/* select */ update t set a = 1;", true],
  ["begin null; end;\n/\n", true],
  ["exec p", true],
  ["commit;", true],
  ["create table selected (a number);", true],
  ["selection.run(1);", true],
])("%j: %s", (text, expected) => {
  expect(changesSomething(text)).toBe(expected);
});
