import { expect, test } from "vitest";
import { jsonText } from "../../../src/base/jsonText.ts";

test.each([null, 1, "a", [1, "b"], { a: {} }])("%j as JSON", (value) => {
  expect(jsonText(value)).toBe(JSON.stringify(value));
});

test("what is nested without end is hinted at", () => {
  const deep: unknown = JSON.parse("[".repeat(200_000) + "]".repeat(200_000));
  expect(jsonText(deep)).toBe("[…]");
  expect(jsonText({ deep })).toBe("{…}");
});
