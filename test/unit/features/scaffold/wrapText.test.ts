import { expect, test } from "vitest";
import { wrapText } from "../../../../src/features/scaffold/wrapText.ts";

test.each([
  ["aa bb cc", 5, "aa bb\ncc"],
  ["aa bb\ncc", 20, "aa bb\ncc"],
  ["incomprehensible a", 5, "incomprehensible\na"],
  ["", 5, ""],
])("%j at %d characters becomes %j", (text, width, wrapped) => {
  expect(wrapText(text, width)).toBe(wrapped);
});
