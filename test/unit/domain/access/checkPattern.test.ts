import { expect, test } from "vitest";
import { checkPattern } from "../../../../src/domain/access/checkPattern.ts";

const surroundings = { alias: "acme", basePaths: ["/hr/", "reports"] };

test.each([
  ["", "blank", undefined],
  ["   ", "blank", undefined],
  [" /hr/*", "spacesAround", "/hr/*"],
  ["hr/*", "missingSlash", "/hr/*"],
  ["https://db.example.com/ords/acme/hr/emp", "wholeAddress", "/hr/emp"],
  ["https://db.example.com/ords/other/hr", "wholeAddress", undefined],
  ["/acme/hr/*", "aliasInside", "/hr/*"],
  ["/ords/acme/hr/*", "aliasInside", "/hr/*"],
  ["/hr/*/salary", "starInside", "/hr/*"],
  ["/hr/**", "starInside", "/hr/*"],
  ["/hr*", "starAfterName", "/hr/*"],
  ["/hr/a,/hr/b", "severalPatterns", undefined],
  ["/hr/emp?id=1", "query", "/hr/emp"],
  ["/hr/employees/:id", "variable", "/hr/employees/*"],
  ["/hr/employees/{id}/pay", "variable", "/hr/employees/*"],
  ["/hr//emp", "doubleSlash", "/hr/emp"],
  ["/hr/", "onlyOnePath", "/hr/*"],
  ["/*", "everything", undefined],
])("%j: %s", (text, code, suggestion) => {
  const problems = checkPattern(text, surroundings);
  expect(problems.map((one) => one.code)).toContain(code);
  expect(problems.find((one) => one.code === code)?.suggestion).toBe(suggestion);
});

test.each(["/hr/*", "/hr/employees/*", "/reports/daily", "/gehälter/*", "/soda/*", "/emp#/*"])(
  "%s is fine",
  (text) => {
    expect(checkPattern(text, surroundings)).toEqual([]);
  },
);

test("a pattern may begin with the alias when a module does", () => {
  const basePaths = ["/acme/"];
  expect(checkPattern("/acme/*", { alias: "acme", basePaths })).toEqual([]);
});

test("a suggestion is itself without an error", () => {
  const typed = [" /hr/*", "hr/*", "/acme/hr/*", "/hr/*/x", "/hr/:id", "/hr//emp", "/hr/emp?x=1"];
  for (const text of typed) {
    const [problem] = checkPattern(text, surroundings);
    const again = checkPattern(problem?.suggestion ?? "", surroundings);
    expect(again.filter((one) => one.severity === "error")).toEqual([]);
  }
});
