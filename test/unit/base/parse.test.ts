import { expect, test } from "vitest";
import {
  parseByKind,
  parseCount,
  parseFlag,
  parseList,
  parseOneOf,
  parseRecord,
  parseTextUpTo,
} from "../../../src/base/parse.ts";

const parseText = parseTextUpTo(5);

test("plain values are what they have to be, or not understood", () => {
  expect(["abcde", "abcdef", 7, undefined].map(parseText)).toEqual([
    "abcde",
    undefined,
    undefined,
    undefined,
  ]);
  expect([true, false, 0, "true"].map(parseFlag)).toEqual([true, false, undefined, undefined]);
  expect([0, 3, -1, 1.5, Number.NaN, "3"].map(parseCount)).toEqual([
    0,
    3,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  const parseColor = parseOneOf(["red", "blue"]);
  expect(["red", "green", null].map(parseColor)).toEqual(["red", undefined, undefined]);
});

test("a list is understood as a whole, and is not endless", () => {
  const parse = parseList(parseText, 2);
  expect(parse([])).toEqual([]);
  expect(parse(["a", "b"])).toEqual(["a", "b"]);
  expect(parse(["a", "b", "c"])).toBeUndefined();
  expect(parse(["a", 1])).toBeUndefined();
  expect(parse({ length: 0 })).toBeUndefined();
  expect(parseList(parseFlag, 2)([false])).toEqual([false]);
});

test("a record has its members and no others; only those that may be absent are", () => {
  const parse = parseRecord({ name: parseText, on: parseFlag }, { note: parseText });
  expect(parse({ name: "a", on: false, token: "secret" })).toStrictEqual({
    name: "a",
    on: false,
    note: undefined,
  });
  expect(parse({ name: "a", on: true, note: "b" })).toEqual({ name: "a", on: true, note: "b" });
  expect(parse({ name: "a", on: true, note: 1 })).toBeUndefined();
  expect(parse({ name: "a" })).toBeUndefined();
  expect([[], null, "name", 1].map((one) => parse(one))).toEqual(Array(4).fill(undefined));
});

test("a record of a kind has the members of that kind", () => {
  type Shape = { readonly kind: "dot" } | { readonly kind: "line"; readonly length: number };
  const parse = parseByKind<Shape>({ dot: {}, line: { length: parseCount } });
  expect(parse({ kind: "dot", length: 3 })).toStrictEqual({ kind: "dot" });
  expect(parse({ kind: "line", length: 3 })).toEqual({ kind: "line", length: 3 });
  expect(parse({ kind: "line" })).toBeUndefined();
  for (const kind of ["constructor", "toString", "__proto__", "", 1, undefined])
    expect(parse({ kind })).toBeUndefined();
});
