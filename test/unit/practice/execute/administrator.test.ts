import fc from "fast-check";
import { expect, test } from "vitest";
import { isAccount } from "../../../../src/practice/accounts.ts";
import { administratorName } from "../../../../src/practice/dictionary/session.ts";
import { basicOf, openTestWorld } from "../../../support/practiceWorld.ts";

const testWorld = await openTestWorld("hr");

function failureOf(text: string, user = administratorName): string | undefined {
  return testWorld.run(text, {}, user)[0]?.failure?.text.split("\n").slice(0, 2).join("\n");
}

test("a script runs as the administrator, and the next one as the schema again", () => {
  const who = "select user, sys_context('userenv', 'current_schema') from dual";
  expect(testWorld.rows(who, administratorName)).toEqual([[administratorName, administratorName]]);
  expect(testWorld.rows(who)).toEqual([["PRACTICE", "PRACTICE"]]);
  const [block] = testWorld.run(
    "begin dbms_output.put_line(user); end;\n/",
    {},
    administratorName.toLowerCase(),
  );
  expect(block?.output).toBe(`${administratorName}\n`);
});

test("the views of one's own services are empty for an administrator", () => {
  const views = testWorld
    .rows("select distinct table_name from all_tab_columns where table_name like 'USER_ORDS_%'")
    .map(([view]) => String(view));
  expect(views).toContain("USER_ORDS_ROLES");
  for (const view of views)
    expect(testWorld.rows(`select * from ${view}`, administratorName)).toEqual([]);
});

test.each([
  "MODULES",
  "TEMPLATES",
  "HANDLERS",
  "PARAMETERS",
  "PRIVILEGES",
  "PRIVILEGE_ROLES",
  "PRIVILEGE_MODULES",
  "PRIVILEGE_MAPPINGS",
  "ROLES",
  "CLIENTS",
  "CLIENT_ROLES",
  "CLIENT_PRIVILEGES",
  "ENABLED_OBJECTS",
])("DBA_ORDS_%s shows the rows of the schema and their SCHEMA_ID", (name) => {
  const [own] = testWorld.run(`select * from user_ords_${name}`);
  const [all] = testWorld.run(`select * from dba_ords_${name}`, {}, administratorName);
  const columns = own?.page?.columns ?? [];
  const added = columns.includes("SCHEMA_ID") ? [] : ["SCHEMA_ID"];
  expect(all?.page?.columns).toEqual([...columns, ...added]);
  expect(all?.page?.rows.map((row) => row.slice(0, columns.length))).toEqual(own?.page?.rows);
});

test("a schema and its pattern stand in two views", () => {
  const rows = testWorld.rows(
    "select s.parsing_schema, m.type, m.pattern, s.status, s.auto_rest_auth from dba_ords_schemas s left join dba_ords_url_mappings m on m.id = s.url_mapping_id",
    administratorName,
  );
  expect(rows).toEqual([["PRACTICE", "BASE_PATH", "practice", "ENABLED", "DISABLED"]]);
});

test("to the schema there is nothing of this", () => {
  expect(failureOf("select * from dba_ords_modules", "PRACTICE")).toBe(
    "ORA-00942: table or view does not exist",
  );
  expect(
    failureOf("begin ords_security_admin.delete_client('PRACTICE', 'x'); end;\n/", "PRACTICE"),
  ).toMatch(/\nPLS-00201: identifier 'ORDS_SECURITY_ADMIN\.DELETE_CLIENT' must be declared$/);
});

test("the packages for administrators change the schema that they are given", async () => {
  const { run, rows, world } = await openTestWorld();
  const outcomes = run(
    `declare
       l_client ords_types.t_client_credentials;
       l_roles owa.vc_arr;
       l_patterns owa.vc_arr;
     begin
       ords_admin.create_role(p_schema => 'PRACTICE', p_role_name => 'reader');
       l_roles(1) := 'reader';
       l_patterns(1) := '/hr/*';
       ords_admin.define_privilege('practice', 'hr.read', l_roles, l_patterns, p_label => 'Read');
       l_client := ords_security_admin.register_client('PRACTICE', 'payroll', 'client_credentials',
         p_client_secret => ords_types.oauth_client_secret(p_secret => 's'));
       ords_security_admin.grant_client_role('PRACTICE', 'payroll', 'reader');
       oauth_admin.create_client('PRACTICE', 'older', 'client_credentials', p_privilege_names => '');
       ords_admin.enable_schema(p_schema => 'PRACTICE', p_url_mapping_pattern => 'practice', p_auto_rest_auth => true);
       ords_admin.enable_object(p_schema => 'PRACTICE', p_object => 'EMPLOYEES');
       commit;
     end;
     /`,
    {},
    administratorName,
  );
  expect(outcomes.map(({ failure }) => failure?.text)).toEqual([undefined]);
  expect(rows("select name, created_by from user_ords_roles where name = 'reader'")).toEqual([
    ["reader", administratorName],
  ]);
  expect(rows("select name from user_ords_clients order by 1")).toEqual([["older"], ["payroll"]]);
  expect(rows("select client_name, role_name from user_ords_client_roles")).toEqual([
    ["payroll", "reader"],
  ]);
  const { catalog } = world.access;
  expect(catalog.schema.autoRestAuth).toBe(true);
  expect(catalog.objects.map(({ name }) => name)).toEqual(["EMPLOYEES"]);
  expect(catalog.privileges.find(({ name }) => name === "hr.read")?.patterns).toEqual(["/hr/*"]);
});

test.each([
  ["a schema that is not enabled", "ords_admin.create_role('ELSEWHERE', 'x')"],
  ["no schema", "ords_admin.create_role(null, 'x')"],
  ["its own schema, which is not enabled", "ords.create_role('x')"],
  ["its own schema by the newer package", "ords_security.delete_client('x')"],
  ["enabling a user that there is not", "ords_admin.enable_schema(p_schema => 'ELSEWHERE')"],
])("%s is not found", (_, call) => {
  expect(failureOf(`begin ${call}; end;\n/`)).toMatch(/^ORA-01403: no data found/);
});

test("it can neither enable itself here nor, without the package for it, the schema", () => {
  const own =
    "ORA-03001: unimplemented feature\nThe practice server enables the schema PRACTICE, no other.";
  expect(failureOf("begin ords.enable_schema; end;\n/")).toBe(own);
  expect(failureOf(`begin ords_admin.enable_schema(p_schema => user); end;\n/`)).toBe(own);
  expect(failureOf("begin ords.enable_schema(p_schema => 'PRACTICE'); end;\n/")).toMatch(
    /^ORA-01031: insufficient privileges/,
  );
});

test("the version needs no schema", () => {
  const [outcome] = testWorld.run(
    "begin dbms_output.put_line(ords.installed_version); end;\n/",
    {},
    administratorName,
  );
  expect(outcome?.output).toBe("25.4.0.r0\n");
  expect(testWorld.rows("select ords.installed_version from dual", administratorName)).toEqual([
    ["25.4.0.r0"],
  ]);
});

test.each([
  ["select * from employees", "ORA-00942"],
  ["select * from practice.employees", "ORA-00942"],
  ["select 1 from dual where exists (select 1 from departments d)", "ORA-00942"],
  ["with e as (select employee_id from employees) select count(*) from e", "ORA-00942"],
  ["delete from employees", "ORA-00942"],
  ["update departments set location = 'x'", "ORA-00942"],
  ["insert into departments values (1, 'x', 'y')", "ORA-00942"],
  ["begin delete from employees; end;\n/", "ORA-00942"],
  ["drop table employees", "ORA-00942"],
  ["create table t (x number)", "ORA-01031"],
  ["delete from dba_ords_modules", "ORA-01031"],
])("it has no rights on tables: %s", (text, code) => {
  expect(failureOf(text)).toMatch(new RegExp(`^${code}`));
});

const words = fc.constantFrom(
  ..."select insert into update delete from where exists union all with as ( ) , . ; * = 1 employees departments main practice e d dual user_tables dba_ords_modules set location 'x' drop table begin end".split(
    " ",
  ),
);

test("whatever it sends, the tables of the schema stay as they are", () => {
  const { engine } = testWorld.world.dictionary;
  const tables = () => [
    engine.rows("select * from employees"),
    engine.rows("select * from departments"),
  ];
  const before = tables();
  fc.assert(
    fc.property(fc.array(words, { maxLength: 20 }), (parts) => {
      for (const { page } of testWorld.run(parts.join(" "), {}, administratorName))
        expect(page?.columns.includes("DEPARTMENT_ID") ?? false).toBe(false);
    }),
    { numRuns: 500 },
  );
  expect(tables()).toEqual(before);
});

test("its password is the schema's, and the addresses of the schema do not know it", () => {
  const { world, password, send } = testWorld;
  expect(isAccount(world.dictionary, { user: administratorName, password })).toBe(true);
  const response = send("POST", "/_/sql", {
    headers: {
      authorization: basicOf(administratorName, password.reveal()),
      "content-type": "application/sql",
    },
    body: "select 1 from dual",
  });
  expect(response.status).toBe(401);
});
