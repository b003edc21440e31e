import fc from "fast-check";
import { expect, test } from "vitest";
import { filterHint } from "../../../../src/features/requestPanel/filterHint.ts";

test.each([
  "{}",
  '{"deptno":{"$lte":20},"$orderby":{"sal":"desc"}}',
  '{"$or":[{"name":{"$like":"A%"}},{"sal":{"$between":[null,2000]}}]}',
  '{"job":"CLERK"}',
  '{"hired":{"$lt":{"$date":"2026-01-31T00:00:00Z"}},"$asof":{"$scn":1273919}}',
])("%s is a filter", (text) => {
  expect(filterHint(text)).toBeUndefined();
});

test.each([
  ["{a:1}", "not valid JSON"],
  ["[1]", "JSON object"],
  ['"x"', "JSON object"],
  ['{"a":{"$GT":1}}', "lower case: $gt"],
  ['{"$or":[{"a":{"$regex":"x"}}]}', "$regex"],
  ['{"a":{"$between":[1]}}', "two values"],
  ['{"hired":{"$lt":"2026-01-31"}}', "$lt compares numbers and dates"],
  ['{"$and":{"a":1}}', "list of conditions"],
  ['{"$orderby":"sal"}', "direction"],
])("%s is told: %s", (text, words) => {
  expect(filterHint(text)).toContain(words);
});

test("whatever is typed is told about and never thrown at", () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void filterHint(text)));
  expect(filterHint(`${'{"a":['.repeat(2000)}1${"]}".repeat(2000)}`)).toContain("too deeply");
});
