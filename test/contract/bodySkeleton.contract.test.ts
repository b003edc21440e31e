import { expect, test } from "vitest";
import { bodySkeleton } from "../../src/domain/http/bodySkeleton.ts";
import { columnMember } from "../../src/domain/http/columnMember.ts";
import { openApiMembers } from "../../src/domain/http/openApiMembers.ts";
import { jsonOf, openTestWorld } from "../support/practiceWorld.ts";
import { objectArgumentsQuery, objectColumnsQuery } from "../../src/plsql/catalogQueries.ts";
import { administratorName } from "../../src/practice/dictionary/session.ts";

/** Columns and document are read by two ways that know nothing of each other, and say the same. */

const { run, send } = await openTestWorld("hr");

function columnsOf(query: string, binds: Record<string, string>, user?: string) {
  const [outcome] = run(query, binds, user);
  return (outcome?.page?.rows ?? []).map(([name, dataType, required]) => ({
    name: String(name),
    dataType: String(dataType),
    required: required === "Y",
  }));
}

test("the columns of a table and its OpenAPI document give the same body", () => {
  const columns = columnsOf(objectColumnsQuery.own, { name: "DEPARTMENTS" });
  const document = jsonOf(send("GET", "/open-api-catalog/departments/"));
  const members = openApiMembers(document, {
    method: "POST",
    path: "/departments/",
    root: "departments",
  });
  expect(members).toEqual(columns.map(columnMember));
  expect(JSON.parse(bodySkeleton(members ?? []))).toEqual({
    department_id: 0,
    department_name: "",
    location: null,
  });
});

test("columns that Oracle fills in are left out", () => {
  run(
    "create table priced (id number not null, net number, gross number generated always as (net * 1.2));",
  );
  expect(columnsOf(objectColumnsQuery.own, { name: "PRICED" })).toEqual([
    { name: "ID", dataType: "NUMBER", required: true },
    { name: "NET", dataType: "NUMBER", required: false },
  ]);
});

test("an administrator sees no columns of tables that were not granted, and procedures have arguments", () => {
  const binds = { schema: "PRACTICE", name: "DEPARTMENTS" };
  expect(columnsOf(objectColumnsQuery.otherSchema, binds, administratorName)).toEqual([]);
  expect(columnsOf(objectArgumentsQuery.own, { name: "NOTHING" })).toEqual([]);
  expect(columnsOf(objectArgumentsQuery.otherSchema, binds, administratorName)).toEqual([]);
});

test("a handler is described by what its source binds", () => {
  run(`begin
  ords.define_template(p_module_name => 'hr', p_pattern => 'raise/:id');
  ords.define_handler(p_module_name => 'hr', p_pattern => 'raise/:id', p_method => 'POST',
    p_source_type => ords.source_type_plsql,
    p_source => 'begin update employees set salary = :amount where employee_id = :id; :status_code := 200; end;');
  commit;
end;
/`);
  const document = jsonOf(send("GET", "/open-api-catalog/hr/"));
  expect(openApiMembers(document, { method: "POST", path: "/hr/raise/:id", root: "hr" })).toEqual([
    { name: "amount", kind: "text", required: undefined },
  ]);
});
