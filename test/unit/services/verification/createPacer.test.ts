import { expect, test } from "vitest";
import { createPacer } from "../../../../src/services/verification/createPacer.ts";

/** A clock that jumps to the next moment somebody waits for. */
function createTime() {
  let now = 1000;
  const sleepers: { at: number; wake: () => void }[] = [];
  return {
    clock: { now: () => now },
    wait: async (ms: number, signal: AbortSignal) => {
      await new Promise<void>((resolve, reject) => {
        sleepers.push({ at: now + ms, wake: resolve });
        signal.addEventListener("abort", () => reject(signal.reason as Error));
      });
    },
    pass: async (ms: number) => {
      await settle();
      const end = now + ms;
      for (;;) {
        const [next] = sleepers.toSorted((a, b) => a.at - b.at);
        if (!next || next.at > end) break;
        sleepers.splice(sleepers.indexOf(next), 1);
        now = next.at;
        next.wake();
        await settle();
      }
      now = end;
    },
  };
}

const never = (): AbortSignal => new AbortController().signal;

test("calls are let go one by one, evenly, however many ask at once", async () => {
  const time = createTime();
  const pace = createPacer({ ...time, perSecond: () => 5 });
  const gone: number[] = [];
  for (let call = 0; call < 12; call += 1) {
    void pace(never()).then(() => gone.push(time.clock.now() - 1000));
  }
  await settle();
  expect(gone).toEqual([0]);
  await time.pass(1000);
  expect(gone).toEqual([0, 200, 400, 600, 800, 1000]);
  await time.pass(60_000);
  expect(gone.at(-1)).toBe(2200);
});

test("after a pause nothing is made up for", async () => {
  const time = createTime();
  const pace = createPacer({ ...time, perSecond: () => 5 });
  await pace(never());
  await time.pass(10_000);
  const gone: number[] = [];
  for (let call = 0; call < 3; call += 1) {
    void pace(never()).then(() => gone.push(time.clock.now() - 11_000));
  }
  await time.pass(400);
  await settle();
  expect(gone).toEqual([0, 200, 400]);
});

test("another rate counts from the next call on", async () => {
  const time = createTime();
  let rate = 1;
  const pace = createPacer({ ...time, perSecond: () => rate });
  const gone: number[] = [];
  const ask = () => void pace(never()).then(() => gone.push(time.clock.now() - 1000));
  ask();
  ask();
  rate = 10;
  ask();
  ask();
  await time.pass(5000);
  expect(gone).toEqual([0, 1000, 2000, 2100]);
});

test("who is cancelled while waiting is let go at once and gives the place back", async () => {
  const time = createTime();
  const pace = createPacer({ ...time, perSecond: () => 1 });
  await pace(never());
  const controller = new AbortController();
  const waiting = pace(controller.signal);
  await settle();
  controller.abort();
  await expect(waiting).rejects.toMatchObject({ name: "AbortError" });
  const gone: number[] = [];
  void pace(never()).then(() => gone.push(time.clock.now() - 1000));
  await time.pass(1500);
  expect(gone).toEqual([1000]);
  await expect(pace(controller.signal)).rejects.toMatchObject({ name: "AbortError" });
});

async function settle(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
}
