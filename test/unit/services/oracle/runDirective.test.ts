import { expect, test } from "vitest";
import { splitScript } from "../../../../src/plsql/splitScript.ts";
import { runDirective } from "../../../../src/services/oracle/runDirective.ts";

test.each<[string, readonly string[]]>([
  ["PROMPT Two words; and  more", ["Two words; and  more"]],
  ["pro x", ["x"]],
  ["prompt", [""]],
  ["set serveroutput on size unlimited", []],
  ["SET DEFINE OFF;", []],
  ["whenever sqlerror exit rollback", []],
  ["show errors", []],
  ["column name format a20", []],
  ["rem only words", []],
  ["REMARK spool x", []],
  ["exit", []],
  ["exit;", []],
  ["quit;", []],
])("%j prints %j", (line, printed) => {
  expect(run(line)).toEqual(printed);
});

test.each([
  ["spool x.log", "SPOOL"],
  ["@install.sql", "@install.sql"],
  ["@@ install.sql", "@@"],
  ["host rm -rf /", "HOST"],
  ["!ls", "!LS"],
  ["connect hr/hr@db", "CONNECT"],
  ["accept x prompt 'y'", "ACCEPT"],
  ["settings x", "SETTINGS"],
])("%j is refused by its name", (line, name) => {
  expect(() => run(line)).toThrow(`${name} is a command of SQL*Plus that is not available here`);
});

test("what stands behind a refused command is not repeated: it may hold a password", () => {
  expect(() => run("connect hr/MARKED@db")).toThrow(/^(?!.*MARKED)/s);
});

/** As a runner meets it: as a statement of a script. */
function run(line: string): readonly string[] {
  const [statement] = splitScript(`${line}\n`);
  expect(statement?.kind).toBe("sqlplus");
  return runDirective(statement?.text ?? "");
}
