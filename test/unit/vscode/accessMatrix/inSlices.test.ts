import { expect, test } from "vitest";
import { inSlices } from "../../../../src/vscode/accessMatrix/inSlices.ts";

test("runs work to its end, and gives each step and the result", async () => {
  const steps: number[] = [];
  const result = await inSlices(counting(5), (step) => steps.push(step));
  expect(steps).toEqual([0, 1, 2, 3, 4]);
  expect(result).toBe("done");
});

test("lets others work in between", async () => {
  let others = 0;
  const timer = setInterval(() => (others += 1), 0);
  await inSlices(slow(10));
  clearInterval(timer);
  expect(others).toBeGreaterThan(0);
});

test("goes on no further when it is canceled", async () => {
  const controller = new AbortController();
  let last = -1;
  const running = inSlices(
    slow(1_000_000),
    (step) => {
      last = step;
      controller.abort();
    },
    controller.signal,
  );
  await expect(running).rejects.toThrow(/abort/i);
  expect(last).toBeLessThan(1000);
});

test("what breaks in the work breaks the run", async () => {
  // eslint-disable-next-line require-yield
  function* broken(): Generator<void, void> {
    throw new Error("broken");
  }
  await expect(inSlices(broken())).rejects.toThrow("broken");
});

function* counting(count: number): Generator<number, string> {
  for (let step = 0; step < count; step += 1) yield step;
  return "done";
}

/** Each step takes some milliseconds. */
function* slow(count: number): Generator<number, string> {
  for (let step = 0; step < count; step += 1) {
    const end = performance.now() + 4;
    while (performance.now() < end);
    yield step;
  }
  return "done";
}
