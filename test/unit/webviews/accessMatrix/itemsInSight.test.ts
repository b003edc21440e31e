import fc from "fast-check";
import { expect, test } from "vitest";
import {
  itemsInSight,
  offsetShowing,
  type Axis,
} from "../../../../src/webviews/accessMatrix/itemsInSight.ts";

const axes: fc.Arbitrary<Axis> = fc.record({
  count: fc.nat(10_000),
  size: fc.integer({ min: 1, max: 60 }),
  offset: fc.nat(300_000),
  extent: fc.integer({ min: 1, max: 2000 }),
  beyond: fc.nat(8),
});

test("draws what is in sight, a few beyond it, and what has the focus", () => {
  const axis: Axis = { count: 100, size: 10, offset: 200, extent: 50, beyond: 2 };
  const inSight = [18, 19, 20, 21, 22, 23, 24, 25, 26];
  expect(itemsInSight(axis, undefined)).toEqual(inSight);
  expect(itemsInSight(axis, 20)).toEqual(inSight);
  expect(itemsInSight(axis, 3)).toEqual([3, ...inSight]);
  expect(itemsInSight(axis, 99)).toEqual([...inSight, 99]);
  expect(itemsInSight(axis, -1)).toEqual(inSight);
  expect(itemsInSight({ ...axis, count: 0 }, 0)).toEqual([]);
});

test("whatever is in sight is drawn, in order, and not much more", () => {
  fc.assert(
    fc.property(axes, fc.option(fc.nat(10_000), { nil: undefined }), (axis, kept) => {
      const items = itemsInSight(axis, kept);
      expect(items).toEqual([...new Set(items)].toSorted((a, b) => a - b));
      expect(items.every((item) => item >= 0 && item < axis.count)).toBe(true);
      expect(items.length).toBeLessThanOrEqual(axis.extent / axis.size + 2 * axis.beyond + 3);
      const first = Math.floor(axis.offset / axis.size);
      const last = Math.ceil((axis.offset + axis.extent) / axis.size);
      for (let item = first; item < Math.min(last, axis.count); item += 1) {
        expect(items).toContain(item);
      }
      if (kept !== undefined && kept < axis.count) expect(items).toContain(kept);
    }),
  );
});

test("scrolling to an item brings all of it into sight, and moves nothing when it is there", () => {
  fc.assert(
    fc.property(axes, (axis) => {
      fc.pre(axis.count > 0 && axis.extent >= axis.size);
      const item = axis.count - 1;
      const offset = offsetShowing(axis, item);
      expect(offset).toBeLessThanOrEqual(item * axis.size);
      expect(offset + axis.extent).toBeGreaterThanOrEqual((item + 1) * axis.size);
      expect(offsetShowing({ ...axis, offset }, item)).toBe(offset);
    }),
  );
});
