import { expect, test } from "vitest";
import { bindsOf } from "../../../../src/features/scriptRun/bindsOf.ts";
import { runWarnings } from "../../../../src/features/scriptRun/runWarnings.ts";

test.each([
  ["BEGIN\n  ORDS.CREATE_ROLE('x');\nEND;\n/\n", ["noCommit"]],
  ["BEGIN\n  ORDS.CREATE_ROLE('x');\n  COMMIT;\nEND;\n/\n", []],
  ["BEGIN\n  ORDS.CREATE_ROLE('x');\nEND;\n/\nCOMMIT;\n", []],
  ["BEGIN\n  ORDS.CREATE_ROLE('x'); -- COMMIT;\nEND;\n/\n", ["noCommit"]],
  ["BEGIN\n  ORDS.CREATE_ROLE('COMMIT');\nEND;\n/\n", ["noCommit"]],
  ["COMMIT;\nBEGIN\n  ORDS.CREATE_ROLE('x');\nEND;\n/\n", ["noCommit"]],
  ["insert into t values (1);", ["noCommit"]],
  ["select 1 from dual;", []],
  ["create table t (a number);", []],
  ["create or replace procedure p is begin null; end;\n/\n", []],
  ["exec ords.create_role('x')\ncommit;", []],
  ["select '&x' from dual;", []],
  ["select * from t where a = &x;", ["substitution"]],
  ["set serveroutput on\nselect 1 from dual;", []],
  ["spool x.log\nselect 1 from dual;", ["notAvailable"]],
  ["@install.sql\nselect 1 from dual;", ["notAvailable"]],
  ["whenever sqlerror exit rollback\nselect 1 from dual;", ["runsOnAfterError"]],
  ["whenever sqlerror continue\nselect 1 from dual;", []],
  ["", ["nothingToRun"]],
  ["-- only words\n", ["nothingToRun"]],
])("%j: %j", (text, codes) => {
  expect(runWarnings(text, "perRequest").map(({ code }) => code)).toEqual(codes);
});

test("in a session of one's own a missing COMMIT is told afterwards", () => {
  const text = "BEGIN\n  ORDS.CREATE_ROLE('x');\nEND;\n/\n";
  expect(runWarnings(text, "own")).toEqual([]);
  expect(runWarnings(text, "borrowed")).toEqual([]);
});

test("a warning stands where its cause stands", () => {
  const text = "select 1 from dual;\nselect * from t where a = &x;\n";
  const [warning] = runWarnings(text, "perRequest");
  expect(warning && text.slice(warning.range.start, warning.range.end)).toBe("&x");
});

test("binds are found once, in lower case, but not in texts and comments", () => {
  const text = `BEGIN
  x(:Client_Secret, :client_secret); -- :no
  ORDS.DEFINE_HANDLER(p_source => q'[select * from t where id = :id]');
END;
/
select :other from dual;
`;
  expect(bindsOf(text)).toEqual(["client_secret", "other"]);
});
