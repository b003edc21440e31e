import fc from "fast-check";
import { expect, test } from "vitest";
import { toSchemaPath } from "../../../../src/domain/access/schemaPath.ts";
import {
  compareUriPatterns,
  matchUriPattern,
  parseUriPattern,
} from "../../../../src/domain/access/uriPattern.ts";

test.each([
  // A path and the same path
  ["/x/y", "/x/y", true],
  ["/x/y", "/x/y/", false],
  ["/x/y", "/x/yz", false],
  // A star at the end: everything below, any depth, also nothing
  ["/x/*", "/x/", true],
  ["/x/*", "/x/y", true],
  ["/expenses/*", "/expenses/auth/login", true],
  ["/x/*", "/x", false],
  ["/x/*", "/xy", false],
  ["/*", "/", true],
  ["/*", "/anything/at/all", true],
  ["/x*", "/xy/z", true],
  // A star elsewhere is a letter
  ["/x/*/z", "/x/y/z", false],
  ["/x/*/z", "/x/*/z", true],
  // Upper and lower case differ
  ["/X/*", "/x/y", false],
  // Without a slash nothing is covered
  ["x/*", "/x/y", false],
  ["*", "/x", false],
  ["", "/", false],
])("%s on %s: %s", (pattern, path, expected) => {
  expect(matchUriPattern(parseUriPattern(pattern), path)).toBe(expected);
});

test.each([
  ["/hr/%65mp?x=1", "/hr/emp"],
  ["/hr/a%2Fb", "/hr/a%2Fb"],
  ["/hr/50%", "/hr/50%"],
  ["hr/", "/hr/"],
  ["/gr%C3%B6%C3%9Fe#top", "/größe"],
  ["/a%25b", "/a%b"],
])("the path %s is seen as %s", (path, expected) => {
  expect(toSchemaPath(path)).toBe(expected);
});

const part = fc.constantFrom("", "a", "b", "/", "*", "ab", "é", "%2F");
const text = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(""));
const rooted = text.map((rest) => `/${rest}`);

test("matching and reading a path never throw", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (pattern, path) => {
      matchUriPattern(parseUriPattern(pattern), toSchemaPath(path));
    }),
  );
});

/** A path and two patterns that cover it. */
const covered = rooted.chain((path) => {
  const pattern = fc.oneof(
    fc.constant(path),
    fc.integer({ min: 1, max: path.length }).map((length) => `${path.slice(0, length)}*`),
  );
  return fc.tuple(pattern, pattern);
});

test("of two patterns that cover a path, the more specific one is the narrower one", () => {
  fc.assert(
    fc.property(covered, ([a, b]) => {
      const [one, other] = [parseUriPattern(a), parseUriPattern(b)];
      const order = compareUriPatterns(one, other);
      if (order < 0) expect(matchUriPattern(other, one.prefix)).toBe(true);
      if (order > 0) expect(matchUriPattern(one, other.prefix)).toBe(true);
      if (order === 0) expect(one.prefix).toBe(other.prefix);
    }),
  );
});

test("comparing is an order", () => {
  fc.assert(
    fc.property(rooted, rooted, rooted, (a, b, c) => {
      const [x, y, z] = [parseUriPattern(a), parseUriPattern(b), parseUriPattern(c)];
      expect(Math.sign(compareUriPatterns(x, y))).toBe(0 - Math.sign(compareUriPatterns(y, x)));
      if (compareUriPatterns(x, y) <= 0 && compareUriPatterns(y, z) <= 0) {
        expect(compareUriPatterns(x, z)).toBeLessThanOrEqual(0);
      }
    }),
  );
});
