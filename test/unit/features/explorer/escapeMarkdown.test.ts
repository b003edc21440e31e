import { expect, test } from "vitest";
import { escapeMarkdown } from "../../../../src/features/explorer/escapeMarkdown.ts";

test.each([
  ["HR Reader", "HR Reader"],
  ["hr.read", "hr\\.read"],
  ["[x](command:y)", "\\[x\\]\\(command\\:y\\)"],
  ["a\nb", "a b"],
  ["a\\b", "a\\\\b"],
  ["größe €", "größe €"],
])("%j becomes %j", (text, escaped) => {
  expect(escapeMarkdown(text)).toBe(escaped);
});
