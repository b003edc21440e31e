import fc from "fast-check";
import { expect, test } from "vitest";
import {
  formatJson,
  layOutJson,
  layOutLongJson,
} from "../../../../src/features/requestPanel/formatJson.ts";

test("every member and element stands on a line of its own; empty ones stay together", () => {
  const { text } = formatJson('{"a":[1,{"b":[]},"x, {y}"],"c":{},"d":"\\"]"}') ?? {};
  expect(text).toBe(
    [
      "{",
      '  "a": [',
      "    1,",
      "    {",
      '      "b": []',
      "    },",
      '    "x, {y}"',
      "  ],",
      '  "c": {},',
      '  "d": "\\"]"',
      "}",
    ].join("\n"),
  );
});

test("numbers keep every digit", () => {
  const digits = "12345678901234567890123456789012345678";
  expect(formatJson(`[${digits},1.10,-0.0e-5]`)?.text).toBe(
    `[\n  ${digits},\n  1.10,\n  -0.0e-5\n]`,
  );
});

test("it looks as JSON.stringify lays it out, for every value", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
      const expected = JSON.stringify(value, undefined, 2);
      expect(formatJson(JSON.stringify(value))?.text).toBe(expected);
      expect(formatJson(expected)?.text).toBe(expected);
    }),
  );
});

test.each(["", "{", "<html>", '{"a":1}x', "[1,]", "undefined"])("%j is not JSON", (text) => {
  expect(formatJson(text)).toBeUndefined();
});

test("it stops at the length that was asked for", () => {
  const whole = JSON.stringify(Array.from({ length: 1000 }, (_, index) => index));
  const cut = formatJson(whole, 100);
  expect(cut?.complete).toBe(false);
  expect(cut?.text.length).toBeLessThan(120);
  expect(formatJson(whole)?.complete).toBe(true);
});

test("hostile shapes cost no more than their length: deep nesting, one long string", () => {
  const deep = `${"[".repeat(5000)}${"]".repeat(5000)}`;
  expect((formatJson(deep)?.text.length ?? 0) / deep.length).toBeLessThan(130);
  const long = JSON.stringify('\\"x'.repeat(2_000_000));
  expect(formatJson(long)?.text).toBe(long);
  const plain = JSON.stringify("x".repeat(20_000_000));
  expect(formatJson(plain)?.text).toBe(plain);
});

test("in slices it comes out the same", async () => {
  const value = Array.from({ length: 100_000 }, (_, id) => ({ id, tags: ["a,b", '"'] }));
  expect(await layOutLongJson(JSON.stringify(value))).toBe(JSON.stringify(value, undefined, 2));
});

test("what is no JSON keeps every character that is not white space", () => {
  const text = fc.stringMatching(/^[{}[\],:"\\a1 \n]{0,40}$/);
  fc.assert(
    fc.property(text, (one) => {
      const bare = (some: string): string => some.replaceAll(/\s/g, "");
      expect(bare(layOutJson(one).text)).toBe(bare(one));
    }),
  );
});
