import { anything, assert, constantFrom, dictionary, property } from "fast-check";
import { expect, test } from "vitest";
import { openApiMembers } from "../../../../src/domain/http/openApiMembers.ts";

const post = { method: "POST", path: "/hr/employees/", root: "hr" } as const;

function documentWith(schema: unknown, components: unknown = {}): unknown {
  const body = { content: { "application/json": { schema } } };
  return {
    openapi: "3.0.0",
    paths: { "/employees/": { post: { requestBody: body } } },
    components,
  };
}

test("members have the kind that their type says, and their place", () => {
  const schema = {
    type: "object",
    required: ["id", "born"],
    properties: {
      id: { type: "integer" },
      name: { type: "string" },
      born: { type: "string", format: "date-time" },
      active: { type: "boolean" },
      tags: { type: "array", items: { type: "string" } },
      address: { properties: { city: { type: "string" } } },
      links: { type: "array", readOnly: true },
    },
  };
  expect(openApiMembers(documentWith(schema), post)).toEqual([
    { name: "id", kind: "number", required: true },
    { name: "name", kind: "text", required: false },
    { name: "born", kind: "time", required: true },
    { name: "active", kind: "boolean", required: false },
    { name: "tags", kind: "list", required: false },
    { name: "address", kind: "object", required: false },
  ]);
});

test("a schema that is referred to is read where it stands, with those it is made of", () => {
  const components = {
    schemas: {
      EMP: {
        allOf: [{ $ref: "#/components/schemas/KEY" }],
        properties: { ename: { type: "string" } },
      },
      KEY: { type: "object", properties: { empno: { type: "number" } } },
    },
  };
  const members = openApiMembers(
    documentWith({ $ref: "#/components/schemas/EMP" }, components),
    post,
  );
  expect(members).toEqual([
    { name: "empno", kind: "number", required: undefined },
    { name: "ename", kind: "text", required: undefined },
  ]);
});

test.each([
  ["/hr/employees/", "post", "collection"],
  ["/hr/employees/7", "put", "one"],
  ["/hr/employees/:id", "put", "one"],
  ["/hr/employees/top", "put", "top"],
  ["/hr/", "post", "root"],
  ["/hr/departments/", "post", "whole"],
])("%s is described by the path that fits it best", (path, method, expected) => {
  const operation = (name: string) => ({
    requestBody: {
      content: { "application/json; charset=utf-8": { schema: { properties: { [name]: {} } } } },
    },
  });
  const document = {
    paths: {
      "/": { post: operation("root") },
      "/employees/": { post: operation("collection") },
      "/employees/{id}": { put: operation("one") },
      "/employees/top": { put: operation("top") },
      "/{id}": { put: operation("other"), post: operation("other") },
      "/hr/departments/": { post: operation("whole") },
    },
  };
  const call = { method: method === "put" ? "PUT" : "POST", path, root: "hr" } as const;
  expect(openApiMembers(document, call)?.map(({ name }) => name)).toEqual([expected]);
});

test("nothing is said of what has no body, no JSON, or goes in circles", () => {
  const circle = { schemas: { A: { $ref: "#/components/schemas/A" } } };
  const deep = { schemas: { A: { allOf: [{ $ref: "#/components/schemas/A" }] } } };
  const at = "#/components/schemas/A";
  expect(openApiMembers(documentWith({ type: "string" }), post)).toBeUndefined();
  expect(openApiMembers(documentWith({ $ref: at }, circle), post)).toBeUndefined();
  expect(openApiMembers(documentWith({ $ref: at }, deep), post)).toBeUndefined();
  expect(
    openApiMembers(documentWith({ $ref: "https://elsewhere.example/" }), post),
  ).toBeUndefined();
  expect(openApiMembers({ paths: {} }, post)).toBeUndefined();
  expect(openApiMembers("nonsense", post)).toBeUndefined();
});

test("no document makes it fail, whatever stands in it", () => {
  const names = constantFrom(
    "paths",
    "/employees/",
    "post",
    "requestBody",
    "schema",
    "$ref",
    "allOf",
  );
  assert(
    property(dictionary(names, anything()), anything(), (record, schema) => {
      for (const document of [record, documentWith(schema), documentWith(record)]) {
        const members = openApiMembers(document, post);
        expect(members === undefined || members.length > 0).toBe(true);
      }
    }),
  );
});
