import fc from "fast-check";
import { expect, test } from "vitest";
import { stayingPlaces } from "../../../../src/webviews/accessMatrix/putInOrder.ts";
import { reuse } from "../../../../src/webviews/accessMatrix/reuse.ts";

const lists = fc.uniqueArray(fc.nat(30)).map((items) => items.toSorted((a, b) => a - b));

test("what was drawn stays, and what is left over is drawn as something else", () => {
  const before = { items: [1, 2, 3], elements: ["a", "b", "c"] };
  expect(reuse(before, [2, 3, 4, 5], () => "new")).toEqual({
    elements: ["b", "c", "a", "new"],
    changed: [
      { element: "a", item: 4 },
      { element: "new", item: 5 },
    ],
    left: [],
  });
  expect(reuse(before, [], () => "new").left).toEqual(["a", "b", "c"]);
});

test("each wanted item has an element of its own, and none is lost", () => {
  fc.assert(
    fc.property(lists, lists, (items, wanted) => {
      let made = 1000;
      const elements = items.map((item) => item);
      const { elements: drawn, changed, left } = reuse({ items, elements }, wanted, () => made++);
      expect(drawn.length).toBe(wanted.length);
      expect(new Set(drawn).size).toBe(wanted.length);
      wanted.forEach((item, at) => {
        if (items.includes(item)) expect(drawn[at]).toBe(item);
        else expect(changed).toContainEqual({ element: drawn[at], item });
      });
      expect([...drawn.filter((one) => one < 1000), ...left].toSorted((a, b) => a - b)).toEqual(
        items,
      );
    }),
  );
});

test("as few elements as possible are moved, and never the one with the focus", () => {
  expect(stayingPlaces([4, 5, 0, 1, 2, 6], undefined)).toEqual(new Set([0, 1, 2, 6]));
  expect(stayingPlaces([3, 4, 5, 0, 1, 2, 6], 4)).toEqual(new Set([3, 4, 5, 6]));
  expect(stayingPlaces([1, 0], 0)).toEqual(new Set([0]));
  expect(stayingPlaces([], undefined)).toEqual(new Set());
});

test("what stays is in order", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(50)), fc.nat(50), (order, kept) => {
      const staying = stayingPlaces(order, kept);
      const left = order.filter((place) => staying.has(place));
      expect(left).toEqual(left.toSorted((a, b) => a - b));
      expect(staying.size).toBe(left.length);
      if (order.includes(kept)) expect(left).toContain(kept);
    }),
  );
});
