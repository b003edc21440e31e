import { expect, test } from "vitest";
import { emptyDraft, type Draft } from "../../../../src/features/requestPanel/draft.ts";
import { suggestionsFor } from "../../../../src/features/requestPanel/suggestions.ts";
import { catalog } from "../../../support/catalogBuilder.ts";

const parameter = (name: string, sourceType: string, accessMethod = "IN") => ({
  name,
  bindVariable: name.toLowerCase().replaceAll("-", "_"),
  sourceType,
  paramType: "STRING",
  accessMethod,
});

const schema = catalog()
  .module("hr")
  .handler("GET", "employees/:id", {
    parameters: [
      parameter("id", "URI"),
      parameter("lang", "URI"),
      parameter("X-Tenant", "HEADER"),
      parameter("X-Count", "HEADER", "OUT"),
      parameter("Authorization", "HEADER"),
    ],
  })
  .handler("POST", "raises/", { sourceType: "plsql/block", source: undefined })
  .handler("PUT", "employees/:id", {
    sourceType: "plsql/block",
    source:
      "begin update emp set name = :Name, sal = :sal where id = :id and t = :x_tenant; :status_code := 200; end; -- :no",
    parameters: [parameter("X-Tenant", "HEADER")],
  })
  .object("JOBS", { alias: "jobs", enabled: true })
  .build();

const draft: Draft = { ...emptyDraft, address: "/hr/employees/:id" };
const names = (rows: readonly { readonly name: string }[]) => rows.map(({ name }) => name);

test.each(["/hr/employees/:id", "/hr/employees/7"])("%s is asked with what it takes", (address) => {
  const { query, headers, body } = suggestionsFor({ ...draft, address }, schema);
  expect(names(query)).toEqual(["lang", "q"]);
  expect(names(headers)).toEqual(["X-Tenant"]);
  expect(body).toBeUndefined();
});

test("what the form has is not suggested again", () => {
  const headers = [{ name: "x-tenant", value: "1" }];
  const query = [
    { name: "lang", value: "" },
    { name: "q", value: "{}" },
  ];
  expect(suggestionsFor({ ...draft, headers, query }, schema)).toEqual({
    query: [],
    headers: [],
    body: undefined,
    bodySources: [],
  });
});

test("a body begins with what the handler binds and nothing else gives", () => {
  const put: Draft = { ...draft, method: "PUT" };
  expect(suggestionsFor(put, schema).body).toBe('{\n  "name": "",\n  "sal": ""\n}');
  expect(suggestionsFor({ ...put, body: "x" }, schema).body).toBeUndefined();
  expect(suggestionsFor({ ...put, address: "/elsewhere" }, schema).body).toBe("{}");
  expect(suggestionsFor(put, undefined).body).toBe("{}");
});

test("a handler whose source has not been read is asked what it binds", () => {
  const { body, bodySources } = suggestionsFor(
    { ...draft, method: "POST", address: "/hr/raises/" },
    schema,
  );
  expect(body).toBeUndefined();
  expect(bodySources).toEqual(["source", "openApi"]);
});

test.each([
  ["POST", "/jobs/", ["columns", "openApi"]],
  ["PUT", "/jobs/:id", ["columns", "openApi"]],
  ["PUT", "/hr/employees/7", ["openApi"]],
  ["POST", "/jobs/1/more", []],
  ["GET", "/jobs/", []],
] as const)("the body of %s %s can be asked of %j", (method, address, expected) => {
  expect(suggestionsFor({ ...draft, method, address }, schema).bodySources).toEqual(expected);
});

test("rows of a table can be filtered", () => {
  expect(names(suggestionsFor({ ...draft, address: "/jobs/" }, schema).query)).toEqual(["q"]);
  expect(suggestionsFor({ ...draft, address: "/else" }, schema).query).toEqual([]);
});
