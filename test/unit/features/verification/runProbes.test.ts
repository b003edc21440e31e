import { expect, test } from "vitest";
import { runProbes } from "../../../../src/features/verification/runProbes.ts";

test("a failure is a result, and the run goes on", async () => {
  const results: string[] = [];
  await runProbes({
    items: [1, 2, 3, 4],
    atOnce: 1,
    signal: new AbortController().signal,
    send: (item) =>
      item % 2 === 0 ? Promise.reject(new Error(`no ${item}`)) : Promise.resolve(`yes ${item}`),
    failed: String,
    report: (_, result) => results.push(result),
  });
  expect(results).toEqual(["yes 1", "Error: no 2", "yes 3", "Error: no 4"]);
});

test("no more are under way than may be", async () => {
  let under = 0;
  let most = 0;
  let done = 0;
  await runProbes({
    items: Array.from({ length: 50 }, (_, item) => item),
    atOnce: 4,
    signal: new AbortController().signal,
    send: async (item) => {
      under += 1;
      most = Math.max(most, under);
      await new Promise((resolve) => setImmediate(resolve));
      under -= 1;
      return item;
    },
    failed: () => -1,
    report: () => (done += 1),
  });
  expect(most).toBe(4);
  expect(done).toBe(50);
});

test("a cancel ends what is under way, and nothing more is begun or reported", async () => {
  const controller = new AbortController();
  const begun: number[] = [];
  const results: number[] = [];
  const run = runProbes({
    items: Array.from({ length: 50 }, (_, item) => item),
    atOnce: 2,
    signal: controller.signal,
    send: async (item, signal) => {
      begun.push(item);
      if (item < 4) return item;
      return await new Promise<number>((_, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason as Error));
      });
    },
    failed: () => -1,
    report: (_, result) => results.push(result),
  });
  await new Promise((resolve) => setImmediate(resolve));
  controller.abort();
  await run;
  expect(results).toEqual([0, 1, 2, 3]);
  expect(begun).toEqual([0, 1, 2, 3, 4, 5]);
});
