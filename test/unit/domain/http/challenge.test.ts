import fc from "fast-check";
import { expect, test } from "vitest";
import { readChallenges } from "../../../../src/domain/http/challenge.ts";

test.each<[string, string | undefined, string]>([
  ["none", undefined, ""],
  [
    "what ORDS sends",
    'Bearer realm="Oracle REST Data Services", error="invalid_token"',
    "bearer realm=Oracle REST Data Services error=invalid_token",
  ],
  ["a scheme alone", "Basic", "basic"],
  ["tokens as values", "Bearer error=invalid_token,scope=a", "bearer error=invalid_token scope=a"],
  [
    "two in one header",
    'Basic realm="a, b", Bearer error="x"',
    "basic realm=a, b | bearer error=x",
  ],
  ["quotes in quotes", String.raw`Basic realm="a \"b\" \\ c"`, String.raw`basic realm=a "b" \ c`],
  ["blanks around the sign", 'Bearer error = "x"', "bearer error=x"],
  ["a quote that never ends", 'Bearer error="invalid', "bearer error=invalid"],
  ["the first of two equal names", 'Bearer error="a", error="b"', "bearer error=a"],
  ["a parameter without a scheme", 'error="x"', ""],
  ["nothing but signs", ',,;="="', ""],
  ["names that objects have", 'Bearer __proto__="x"', "bearer __proto__=x"],
])("%s", (_, header, expected) => {
  const read = readChallenges(header).map((one) => {
    const parameters = [...one.parameters].map(([name, value]) => `${name}=${value}`);
    return [one.scheme, ...parameters].join(" ");
  });
  expect(read.join(" | ")).toBe(expected);
});

test("reading never throws and gives no more than twenty", () => {
  const piece = fc.constantFrom("Bearer ", "error", "=", '"', "\\", ", ", "a", "é", " ");
  const header = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(fc.oneof(header, fc.string({ unit: "binary" })), (text) => {
      expect(readChallenges(text).length).toBeLessThanOrEqual(20);
    }),
  );
  expect(readChallenges("a ".repeat(1000))).toHaveLength(20);
});

test("a header without end is read in time", () => {
  const start = performance.now();
  readChallenges(`Bearer ${'a="\\'.repeat(2_000_000)}`);
  expect(performance.now() - start).toBeLessThan(200);
});
