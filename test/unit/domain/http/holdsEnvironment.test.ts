import { expect, test } from "vitest";
import { holdsEnvironment } from "../../../../src/domain/http/holdsEnvironment.ts";

test.each<[string, unknown, unknown, boolean]>([
  ["the same", { ords: { clientSecret: "" } }, { ords: { clientSecret: "" } }, true],
  ["one that is filled in", { ords: { clientSecret: "x" } }, { ords: { clientSecret: "" } }, true],
  ["one with more", { prod: {}, ords: { a: "1", token: "t" } }, { ords: { token: "" } }, true],
  ["one for a request that needs nothing", { ords: { a: "1" } }, { ords: {} }, true],
  ["one without the member", { ords: { token: "t" } }, { ords: { clientSecret: "" } }, false],
  ["one that leads elsewhere", { ords: { a: { url: "1" } } }, { ords: { a: { url: "2" } } }, false],
  ["one of another form", { ords: "x" }, { ords: { a: "1" } }, false],
  ["one that only inherits it", {}, { toString: "" }, false],
])("%s", (_, existing, needed, expected) => {
  expect(holdsEnvironment(JSON.stringify(existing), JSON.stringify(needed))).toBe(expected);
});

test("what is no JSON holds nothing", () => {
  expect(holdsEnvironment("// a comment", '{"ords":{}}')).toBe(false);
});
