import { expect, test } from "vitest";
import { readAddress } from "../../../../src/features/accessExplanation/readAddress.ts";

const place = { schemaUrl: "https://db.example.com/ords/hr", alias: "hr" };

test.each([
  ["/hr/employees/:id", "/hr/employees/:id"],
  ["hr/employees/", "/hr/employees/"],
  ["  /hr/employees/ ", "/hr/employees/"],
  ["/ords/hr/hr/employees/?limit=5", "/hr/employees/?limit=5"],
  ["/ords/hr", "/"],
  ["https://db.example.com/ords/hr/hr/employees/7?x=1#top", "/hr/employees/7?x=1"],
  ["https://db.example.com/ords/hr", "/"],
  ["https://db.example.com/ords/hr?x=1", "/?x=1"],
  // The schema is named hr, and so is what only begins like it.
  ["/ords/hrx/y", "/ords/hrx/y"],
  ["/hr", "/hr"],
])("%s is read as %s", (text, path) => {
  expect(readAddress(text, place)).toMatchObject({ path, method: undefined, note: undefined });
});

test.each([
  ["PUT /ords/hr/hr/employees/7 HTTP/1.1", "PUT", "/hr/employees/7"],
  ['"GET /ords/hr/hr/employees/?q=%7B%7D HTTP/2.0"', "GET", "/hr/employees/?q=%7B%7D"],
  ["DELETE https://db.example.com/ords/hr/jobs/7", "DELETE", "/jobs/7"],
  ["POST /hr/employees/", "POST", "/hr/employees/"],
  [
    '10.0.0.7 - ann [25/Nov/2026:10:00:00 +0000] "PATCH /ords/hr/hr/jobs/7?x=1 HTTP/1.1" 401 236 "https://a.example/" "curl/8.5"',
    "PATCH",
    "/hr/jobs/7?x=1",
  ],
  ["2026-11-25 10:00:00 10.0.0.7 GET /ords/hr/x HTTP/1.1 401", "GET", "/x"],
])("the line %s of a log gives its method, too", (text, method, path) => {
  expect(readAddress(text, place)).toMatchObject({ method, path });
});

test("what a proxy answers is read below the schema, and that is said", () => {
  const read = readAddress("https://api.example.com/ords/hr/hr/employees/", place);
  expect(read.path).toBe("/hr/employees/");
  expect(read.note).toContain("/hr/employees/");
});

test("an address of elsewhere leads nowhere, and it is said why", () => {
  const read = readAddress("https://db.example.com/ords/sales/orders/", place);
  expect(read.path).toBeUndefined();
  expect(read.note).toContain("hr");
});

test("while nothing is known of the schema, paths are taken as they are", () => {
  const nowhere = { schemaUrl: "", alias: undefined };
  expect(readAddress("/ords/hr/x", nowhere).path).toBe("/ords/hr/x");
  expect(readAddress("https://h/ords/hr/x", nowhere).path).toBeUndefined();
});

test("a gateway that leaves /ords out is no reason to cut typed paths", () => {
  const behind = { schemaUrl: "https://api.example.com/hr", alias: "hr" };
  expect(readAddress("/hr/employees/", behind).path).toBe("/hr/employees/");
  expect(readAddress("https://api.example.com/hr/hr/employees/", behind).path).toBe(
    "/hr/employees/",
  );
});
