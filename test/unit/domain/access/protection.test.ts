import fc from "fast-check";
import { expect, test } from "vitest";
import {
  indexProtection,
  protectionOf,
  protectionOfRoute,
  type Protection,
} from "../../../../src/domain/access/protection.ts";
import { matchUriPattern, parseUriPattern } from "../../../../src/domain/access/uriPattern.ts";
import { smallCatalog, type SmallSchema } from "./smallCatalog.ts";

const hr = { at: "/hr/", handlers: ["GET employees/", "GET employees/:id"] };

test.each<[string, SmallSchema, string, string]>([
  ["no privilege", { modules: { hr } }, "/hr/employees/", "public"],
  ["a pattern", { privileges: { p: { patterns: ["/hr/*"] } } }, "/hr/employees/7", "p"],
  ["an exact pattern", { privileges: { p: { patterns: ["/hr/x"] } } }, "/hr/x", "p"],
  ["a module", { modules: { hr }, privileges: { p: { modules: ["hr"] } } }, "/hr/employees/", "p"],
  [
    "a module whose base path lacks slashes",
    { modules: { hr: { ...hr, at: "hr" } }, privileges: { p: { modules: ["hr"] } } },
    "/hr/employees/",
    "p",
  ],
  [
    "a module that is gone",
    { modules: { hr }, privileges: { p: { modules: ["gone"] } } },
    "/hr/employees/",
    "public",
  ],
  [
    "the more specific pattern",
    { privileges: { wide: { patterns: ["/hr/*"] }, narrow: { patterns: ["/hr/pay/*"] } } },
    "/hr/pay/1",
    "narrow over wide",
  ],
  [
    "an exact pattern over a star",
    { privileges: { star: { patterns: ["/hr/pay/*"] }, exact: { patterns: ["/hr/pay/"] } } },
    "/hr/pay/",
    "exact over star",
  ],
  [
    "a pattern over the module around it",
    {
      modules: { hr },
      privileges: { m: { modules: ["hr"] }, p: { patterns: ["/hr/employees/*"] } },
    },
    "/hr/employees/7",
    "p over m",
  ],
  [
    "two equal patterns",
    { privileges: { p: { patterns: ["/hr/*"] }, q: { patterns: ["/hr/*"] } } },
    "/hr/x",
    "p+q",
  ],
  ["another case", { privileges: { p: { patterns: ["/HR/*"] } } }, "/hr/x", "public"],
  [
    "the alias in the pattern",
    { privileges: { p: { patterns: ["/acme/hr/*"] } } },
    "/hr/x",
    "public",
  ],
  ["no leading slash", { privileges: { p: { patterns: ["hr/*"] } } }, "/hr/x", "public"],
  ["an encoded path", { privileges: { p: { patterns: ["/hr/*"] } } }, "/%68r/x?y=1", "p"],
  ["unreadable mappings", { unreadable: ["USER_ORDS_PRIVILEGE_MAPPINGS"] }, "/hr/x", "unknown"],
  ["an open AutoREST object", { objects: [{}] }, "/emp/", "public"],
  [
    "an AutoREST object with authorization",
    { objects: [{ requiresAuthorization: true }] },
    "/emp/7",
    "oracle.dbtools.autorest.privilege.HR.EMP",
  ],
  [
    "the metadata of a schema with authorization",
    { autoRestAuth: true },
    "/metadata-catalog/hr/",
    "oracle.dbtools.autorest.privilege.HR",
  ],
  [
    "an AutoREST privilege that the catalog tells itself",
    {
      objects: [{ requiresAuthorization: true }],
      privileges: { "oracle.dbtools.autorest.privilege.HR.EMP": { patterns: ["/other/*"] } },
    },
    "/emp/7",
    "public",
  ],
])("%s", (_, schema, path, expected) => {
  expect(inShort(protectionOf(indexProtection(smallCatalog(schema)), path))).toBe(expected);
});

test.each<[string, string[], string, string]>([
  ["the whole template", ["/hr/*"], "/hr/employees/:id", "p0"],
  ["exactly its variable's place", ["/hr/employees/*"], "/hr/employees/:id", "p0"],
  ["one value of the variable", ["/hr/employees/7"], "/hr/employees/:id", "some p0"],
  ["a part of the values", ["/hr/employees/7*"], "/hr/employees/:id", "some p0"],
  ["one value otherwise", ["/hr/*", "/hr/employees/7"], "/hr/employees/:id", "p0 some p1"],
  ["a longer path", ["/hr/employees/7/pay"], "/hr/employees/:id", "public"],
  ["another literal", ["/hr/employees/7/tax"], "/hr/employees/:id/pay", "public"],
  ["below a rest", ["/files/secret/*"], "/files/*path", "some p0"],
  ["the optional value", ["/hr/employees/"], "/hr/employees/:id?", "some p0"],
  ["one of two values", ["/hr/lines/7"], "/hr/lines/:id,:line", "public"],
  ["both of two values", ["/hr/lines/7,1"], "/hr/lines/:id,:line", "some p0"],
  ["the first of two values", ["/hr/lines/7*"], "/hr/lines/:id,:line", "some p0"],
  ["three values where there are two", ["/hr/lines/7,1,2*"], "/hr/lines/:id,:line", "public"],
  ["a template without variables", ["/hr/employees/"], "/hr/employees/", "p0"],
])("a pattern on %s", (_, patterns, route, expected) => {
  const privileges = Object.fromEntries(
    patterns.map((pattern, place) => [`p${place}`, { patterns: [pattern] }]),
  );
  expect(inShort(protectionOfRoute(indexProtection(smallCatalog({ privileges })), route))).toBe(
    expected,
  );
});

test("one privilege by two patterns protects wholly", () => {
  const privileges = { p: { patterns: ["/hr/*", "/hr/employees/7"] } };
  const index = indexProtection(smallCatalog({ privileges }));
  expect(inShort(protectionOfRoute(index, "/hr/employees/:id"))).toBe("p");
});

const step = fc.constantFrom("a", "b", "/", "ab", "/a");
const pathText = fc.array(step, { maxLength: 6 }).map((parts) => `/${parts.join("")}`);
const patternText = fc.tuple(pathText, fc.constantFrom("", "*", "/*")).map((two) => two.join(""));

test("the index finds what looking at every pattern finds", () => {
  fc.assert(
    fc.property(fc.array(patternText, { maxLength: 12 }), pathText, (patterns, path) => {
      const privileges = Object.fromEntries(
        patterns.map((pattern, place) => [`p${place}`, { patterns: [pattern] }]),
      );
      const found = protectionOf(indexProtection(smallCatalog({ privileges })), path);
      const covering = patterns.filter((one) => matchUriPattern(parseUriPattern(one), path));
      const longest = Math.max(0, ...covering.map((one) => one.replace(/\*$/, "").length));
      const best = covering.filter((one) => one.replace(/\*$/, "").length === longest);
      const exact = best.filter((one) => !one.endsWith("*"));
      const expected = (exact.length > 0 ? exact : best).toSorted();
      const by = found.kind === "protected" ? found.by.map((one) => one.pattern.text) : [];
      expect(by.toSorted()).toEqual(expected);
    }),
  );
});

test("asking about 10,000 handlers among 500 privileges is quick", () => {
  const privileges = Object.fromEntries(
    Array.from({ length: 500 }, (_, n) => [`p${n}`, { patterns: [`/m${n}/*`, `/m${n}/a/*`] }]),
  );
  const index = indexProtection(smallCatalog({ privileges }));
  const start = performance.now();
  for (let n = 0; n < 10_000; n += 1) {
    const found = protectionOfRoute(index, `/m${n % 500}/a/things/:id`);
    if (found.kind !== "protected") throw new Error(found.kind);
  }
  // Looking at every pattern would take seconds; a slow machine is given room.
  expect(performance.now() - start).toBeLessThan(1000);
});

function inShort(protection: Protection): string {
  switch (protection.kind) {
    case "protected": {
      const over = names(protection.overridden);
      return over === "" ? names(protection.by) : `${names(protection.by)} over ${over}`;
    }
    case "partly":
      return `${names(protection.by)} some ${names(protection.some)}`.trim();
    default:
      return protection.kind;
  }
}

function names(protectors: readonly { readonly privilege: { readonly name: string } }[]): string {
  return protectors.map((one) => one.privilege.name).join("+");
}
