import { expect, test } from "vitest";
import { jsonOf, openTestWorld } from "../../../support/practiceWorld.ts";

const { send, run } = await openTestWorld("hr");
const schemaUrl = "http://127.0.0.1:8080/ords/practice";

test("the OpenAPI catalog lists published modules and objects", () => {
  const body = jsonOf(send("GET", "/open-api-catalog/"));
  expect(body["items"]).toEqual(
    ["hr", "payroll", "reports", "departments"].map((name) => ({
      name,
      links: [
        {
          rel: "canonical",
          href: `${schemaUrl}/open-api-catalog/${name}/`,
          mediaType: "application/openapi+json",
        },
      ],
    })),
  );
});

test("a module is described as OpenAPI 3", () => {
  const body = jsonOf(send("GET", "/open-api-catalog/hr/"));
  expect(body).toMatchObject({ openapi: "3.0.0", servers: [{ url: `${schemaUrl}/hr` }] });
  const paths = body["paths"] as Record<string, Record<string, unknown>>;
  expect(Object.keys(paths)).toEqual(["/employees/", "/employees/{id}", "/departments/"]);
  expect(paths["/employees/{id}"]?.["get"]).toMatchObject({
    description: "One employee with everything",
    parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
  });
});

test("an object is described too, what is not there is not", () => {
  expect(jsonOf(send("GET", "/open-api-catalog/departments/"))["servers"]).toEqual([
    { url: `${schemaUrl}/departments` },
  ]);
  expect(send("GET", "/open-api-catalog/nope/").status).toBe(404);
  expect(send("POST", "/open-api-catalog/").status).toBe(405);
});

test("the metadata catalog names the services", () => {
  const body = jsonOf(send("GET", "/metadata-catalog/"));
  expect((body["items"] as unknown[])[0]).toEqual({
    name: "hr",
    links: [
      { rel: "describes", href: `${schemaUrl}/hr/` },
      {
        rel: "canonical",
        href: `${schemaUrl}/metadata-catalog/hr/`,
        mediaType: "application/json",
      },
    ],
  });
  expect(jsonOf(send("GET", "/metadata-catalog/payroll/"))["name"]).toBe("payroll");
  expect(send("GET", "/metadata-catalog/nope/").status).toBe(404);
});

test("an object that asks for authorization hides its metadata", () => {
  expect(send("GET", "/metadata-catalog/departments/").status).toBe(401);
});

test("a schema that asks for authorization hides its catalog", () => {
  run("begin ords.enable_schema(p_auto_rest_auth => true); commit; end;\n/");
  expect(send("GET", "/metadata-catalog/").status).toBe(401);
  expect(send("GET", "/open-api-catalog/").status).toBe(200);
});
