import fc from "fast-check";
import { expect, test } from "vitest";
import { commonEnds } from "../../../src/plsql/commonEnds.ts";

test("finds what two texts have in common at their ends", () => {
  expect(commonEnds("abcdef", "abXef")).toEqual({ start: 2, end: 2 });
  expect(commonEnds("aaa", "aaaa")).toEqual({ start: 3, end: 0 });
  expect(commonEnds("", "a")).toEqual({ start: 0, end: 0 });
  expect(commonEnds("abc", "abc")).toEqual({ start: 3, end: 0 });
});

test("finds it in long texts too, wherever the difference is", () => {
  const long = "0123456789".repeat(2000);
  fc.assert(
    fc.property(fc.nat({ max: long.length }), fc.nat({ max: 5000 }), (at, length) => {
      const changed = `${long.slice(0, at)}x${long.slice(at + length)}`;
      const { start, end } = commonEnds(long, changed);
      expect(start).toBe(at);
      expect(end).toBe(long.length - Math.min(long.length, at + length));
    }),
  );
});
