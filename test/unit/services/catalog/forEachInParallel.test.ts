import { expect, test } from "vitest";
import { forEachInParallel } from "../../../../src/services/catalog/forEachInParallel.ts";

test("no more than the limit at a time, each item once", async () => {
  let running = 0;
  let most = 0;
  const done: number[] = [];
  await forEachInParallel([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, item % 2));
    running -= 1;
    done.push(item);
  });
  expect(most).toBe(3);
  expect(done.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  await forEachInParallel([], 3, () => Promise.reject(new Error("never called")));
});

test("the first failure is thrown and ends the rest", async () => {
  const begun: number[] = [];
  const call = forEachInParallel([1, 2, 3, 4, 5], 2, async (item) => {
    begun.push(item);
    await Promise.resolve();
    if (item === 2) throw new Error("second");
  });
  await expect(call).rejects.toThrow("second");
  expect(begun.length).toBeLessThan(5);
});
