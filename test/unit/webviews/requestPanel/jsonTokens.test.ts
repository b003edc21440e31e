import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonTokens } from "../../../../src/webviews/requestPanel/jsonTokens.ts";

test.each([
  ['  "a": "b",', ["name", "string"]],
  ['  "a\\"b": -1.5e+3', ["name", "number"]],
  ['"x": true', ["name", "literal"]],
  ["    null,", ["literal"]],
  ['  "cut in the midd', ["string"]],
  ["  [", []],
])("%s", (line, kinds) => {
  const tokens = jsonTokens(line);
  expect(tokens.map(({ kind }) => kind).filter((kind) => kind !== "other")).toEqual(kinds);
});

test("the tokens of a line are the line", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (line) => {
      expect(
        jsonTokens(line)
          .map(({ text }) => text)
          .join(""),
      ).toBe(line);
    }),
  );
});
