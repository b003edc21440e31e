import { expect, test } from "vitest";
import { endpointsOf, templatePath } from "../../../../src/domain/access/endpoints.ts";
import { endpointFor, indexEndpoints } from "../../../../src/domain/access/resolveCall.ts";
import { smallCatalog, type SmallSchema } from "./smallCatalog.ts";

const handlers = [
  "GET employees/",
  "POST employees/",
  "GET employees/:id",
  "GET employees/all",
  "PUT employees/:id",
  "GET old/{id}",
  "GET parts/:kind/:size?",
  "GET files/*path",
  "GET files/index",
  "GET lines/:order,:line",
];
const schema: SmallSchema = {
  modules: {
    hr: { at: "/hr/", handlers },
    draft: { at: "/draft/", handlers: ["GET x"], published: false },
    ranked: {
      at: "/ranked/",
      handlers: ["GET :a", "GET :b", "GET plain"],
      priorities: { ":a": 1, ":b": 9 },
    },
  },
  objects: [
    {},
    { name: "PAY", alias: "pay", type: "PROCEDURE" },
    { name: "X", alias: "off", enabled: false },
  ],
};
const index = indexEndpoints(endpointsOf(smallCatalog(schema)));

test.each([
  ["GET", "/hr/employees/", "/hr/employees/"],
  ["POST", "/hr/employees/", "/hr/employees/"],
  ["GET", "/hr/employees/7", "/hr/employees/:id id=7"],
  ["GET", "/hr/employees/7?x=1", "/hr/employees/:id id=7"],
  ["GET", "/hr/employees/a%20b", "/hr/employees/:id id=a b"],
  ["GET", "/hr/employees/a%2Fb", "/hr/employees/:id id=a%2Fb"],
  ["GET", "/hr/employees/all", "/hr/employees/all"],
  ["PUT", "/hr/employees/all", "/hr/employees/:id id=all"],
  ["GET", "/hr/employees", "notFound"],
  ["GET", "/hr/employees/7/", "notFound"],
  ["DELETE", "/hr/employees/7", "methodMissing GET,PUT"],
  ["GET", "/hr/old/7", "/hr/old/{id} id=7"],
  ["GET", "/hr/parts/bolt/", "/hr/parts/:kind/:size? kind=bolt size="],
  ["GET", "/hr/parts/bolt/8", "/hr/parts/:kind/:size? kind=bolt size=8"],
  ["GET", "/hr/parts//8", "notFound"],
  ["GET", "/hr/files/a/b/c", "/hr/files/*path path=a/b/c"],
  ["GET", "/hr/files/", "/hr/files/*path path="],
  ["GET", "/hr/files", "notFound"],
  ["GET", "/hr/files/index", "/hr/files/index"],
  ["GET", "/hr/lines/4,2", "/hr/lines/:order,:line order=4 line=2"],
  ["GET", "/hr/lines/4", "notFound"],
  ["GET", "/ranked/1", "/ranked/:b b=1"],
  ["GET", "/ranked/plain", "/ranked/:b b=plain"],
  ["GET", "/draft/x", "notPublished /draft/x"],
  ["GET", "/emp/", "/emp/"],
  ["DELETE", "/emp/7", "/emp/:id id=7"],
  ["POST", "/pay/", "/pay/"],
  ["GET", "/pay/", "methodMissing POST"],
  ["GET", "/off/", "notPublished /off/"],
  ["GET", "/metadata-catalog/", "/metadata-catalog/"],
  ["GET", "/open-api-catalog/hr/", "/open-api-catalog/:name/ name=hr"],
  ["GET", "/", "notFound"],
  ["GET", "", "notFound"],
  ["GET", "/%E0%A4%A", "notFound"],
])("%s %s", (method, path, expected) => {
  expect(resolve(method, path)).toBe(expected);
});

test("variables with odd names stay values", () => {
  const modules = { hr: { at: "/", handlers: ["GET :__proto__"] } };
  const odd = indexEndpoints(endpointsOf(smallCatalog({ modules })));
  const found = endpointFor(odd, "GET", "/x");
  expect(found.kind === "found" && Object.entries(found.parameters)).toEqual([["__proto__", "x"]]);
});

test("a path of many segments costs no more than the templates", () => {
  const deep = Array.from({ length: 12 }, (_, n) => `GET ${":v/".repeat(n + 1)}${n}`);
  const modules = { deep: { at: "/deep/", handlers: deep } };
  const index = indexEndpoints(endpointsOf(smallCatalog({ modules })));
  const start = performance.now();
  expect(endpointFor(index, "GET", `/deep/${"a/".repeat(100_000)}`).kind).toBe("notFound");
  expect(performance.now() - start).toBeLessThan(500);
});

test.each([
  ["/hr/", "employees/", "/hr/employees/"],
  ["hr", "/employees", "/hr/employees"],
  ["//hr//v1/", "x", "/hr/v1/x"],
  ["/", "", "/"],
])("base path %s and template %s", (basePath, uriTemplate, expected) => {
  expect(templatePath(basePath, uriTemplate)).toBe(expected);
});

function resolve(method: string, path: string): string {
  const found = endpointFor(index, method, path);
  switch (found.kind) {
    case "found": {
      const values = Object.entries(found.parameters).map(([name, value]) => `${name}=${value}`);
      return [found.endpoint.path, ...values].join(" ");
    }
    case "methodMissing":
      return `methodMissing ${found.endpoints.map((one) => one.method).join(",")}`;
    case "notPublished":
      return `notPublished ${found.endpoint.path}`;
    default:
      return found.kind;
  }
}
