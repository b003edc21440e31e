import fc from "fast-check";
import { expect, test } from "vitest";
import { openTestWorld } from "../../../support/practiceWorld.ts";

test("a statement that fails leaves the others, and its place counts from its own first line", async () => {
  const { run } = await openTestWorld();
  const outcomes = run(
    [
      "begin ords.create_role('a'); end;",
      "/",
      "",
      "begin",
      "  ords.create_role('a');",
      "end;",
      "/",
      "commit;",
      "select name from user_ords_roles where name = 'a';",
    ].join("\n"),
  );
  expect(outcomes.map(({ type, response, failure }) => [type, response, failure?.line])).toEqual([
    ["plsql", "PL/SQL procedure successfully completed.", undefined],
    ["plsql", undefined, 2],
    ["transaction-control", "Commit complete.", undefined],
    ["query", undefined, undefined],
  ]);
  expect(outcomes.at(-1)?.page?.rows).toEqual([["a"]]);
});

test("what is not committed is gone with the request, and nobody sees it before", async () => {
  const { run, rows, world } = await openTestWorld();
  const count = "select count(*) from user_ords_roles where name = 'a'";
  const [, inside] = run(`begin ords.create_role('a'); end;\n/\n${count};`);
  expect(inside?.page?.rows).toEqual([[1]]);
  expect(rows(count)).toEqual([[0]]);
  expect(world.access.catalog.roles.some(({ name }) => name === "a")).toBe(false);
  run("begin ords.create_role('a'); commit; end;\n/");
  expect(rows(count)).toEqual([[1]]);
  expect(world.access.catalog.roles.some(({ name }) => name === "a")).toBe(true);
});

test("ROLLBACK undoes, DDL commits", async () => {
  const { run, rows } = await openTestWorld();
  run("delete from employees; rollback; commit;");
  expect(rows("select count(*) from employees")).toEqual([[30]]);
  run("delete from employees where employee_id = 129; create table t (x number); rollback;");
  expect(rows("select count(*) from employees")).toEqual([[29]]);
  expect(rows("select table_name from user_tables order by 1")).toEqual([
    ["DEPARTMENTS"],
    ["EMPLOYEES"],
    ["T"],
  ]);
});

const words = fc.constantFrom(
  ..."select insert into update delete from where and or with as ( ) , . ; || / * + - = < :x ? 'a' '' \"b\" q'[c]' 1 2.5 rownum fetch first rows only offset order by group union minus case when then end begin declare commit rollback create drop table employees e salary ords$clients user_ords_roles dual sysdate date nvl constructor __proto__ ords.create_role ords.installed_version dbms_output.put_line l_x := => null if loop exec set prompt \n/\n \n".split(
    " ",
  ),
);

test("whatever is sent is answered, and reaches no hidden table", async () => {
  const { run, world } = await openTestWorld("hr");
  const { engine } = world.dictionary;
  const clients = engine.rows("select * from ords$clients");
  fc.assert(
    fc.property(fc.array(fc.oneof(words, fc.string()), { maxLength: 40 }), (parts) => {
      for (const { failure } of run(parts.join(" "))) {
        if (failure) expect(failure.code).toMatch(/^ORA-\d{5}$/);
      }
      expect(engine.rows("select * from ords$clients")).toEqual(clients);
    }),
    { numRuns: 1500 },
  );
});

test("lines for SQL*Plus are passed over, said, or refused", async () => {
  const { run } = await openTestWorld();
  const outcomes = run("set serveroutput on\nprompt Hello, you\nspool out.txt\nhost ls\n");
  expect(outcomes.map(({ response, failure }) => response ?? failure?.text)).toEqual([
    undefined,
    "Hello, you",
    "ORA-00900: invalid SQL statement\nThe practice server does not run the command SPOOL.",
    "ORA-00900: invalid SQL statement\nThe practice server does not run the command HOST.",
  ]);
});

test("EXEC runs a call, stored PL/SQL is refused", async () => {
  const { run, rows } = await openTestWorld();
  const outcomes = run(
    "exec ords.create_role('a')\ncommit;\ncreate procedure p is begin null; end;\n/",
  );
  expect(outcomes.map(({ failure }) => failure?.code)).toEqual([undefined, undefined, "ORA-03001"]);
  expect(rows("select name from user_ords_roles where name = 'a'")).toEqual([["a"]]);
});
