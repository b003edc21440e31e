import { beforeEach, expect, test, vi } from "vitest";
import { DeadlineError, withinDeadline } from "../../../../src/services/oracle/withinDeadline.ts";

/** Those who sleep until the test lets their time pass. */
const sleepers = vi.hoisted(() => new Map<number, () => void>());

vi.mock("node:timers/promises", () => ({
  setTimeout: (ms: number, _: undefined, { signal }: { readonly signal: AbortSignal }) =>
    new Promise<void>((resolve, reject) => {
      sleepers.set(ms, resolve);
      signal.addEventListener("abort", () => {
        sleepers.delete(ms);
        reject(signal.reason as Error);
      });
    }),
}));

const deadlineMs = 5000;

beforeEach(() => sleepers.clear());

test("work that ends by itself is neither asked to stop nor dropped, and leaves no timer", async () => {
  const good = begin();
  good.succeed("rows");
  expect(await good.call).toBe("rows");
  const bad = begin();
  bad.fail(new Error("ORA-00942"));
  await expect(bad.call).rejects.toThrow("ORA-00942");
  expect([...good.done, ...bad.done]).toEqual([]);
  expect(sleepers.size).toBe(0);
});

test("work that throws at once is a failure like any other", async () => {
  const call = begin({
    work: () => {
      throw new Error("at once");
    },
  });
  await expect(call.call).rejects.toThrow("at once");
});

test("when the time is up, the work is dropped at once, whatever interrupt there is", async () => {
  for (const facts of [{}, { interrupt: undefined }]) {
    const call = begin(facts);
    await pass();
    await expect(call.call).rejects.toThrow(new DeadlineError("No answer for 5 seconds."));
    expect(call.done).toEqual(["drop"]);
    expect(sleepers.size).toBe(0);
  }
});

test("work that was done just before the time was up counts as done", async () => {
  const call = begin();
  sleepers.get(deadlineMs)?.();
  call.succeed("rows");
  expect(await call.call).toBe("rows");
  expect(call.done).toEqual([]);
});

test("a cancel asks the server to stop, and its connection stays", async () => {
  const call = begin({ interrupt: () => call.fail(new Error("ORA-01013")) });
  await call.cancel();
  await expect(call.call).rejects.toMatchObject({ name: "AbortError" });
  expect(call.done).toEqual(["interrupt"]);
  expect(sleepers.size).toBe(0);
});

test("what is done when the cancel comes to it was cancelled all the same", async () => {
  const call = begin({ interrupt: () => call.succeed("rows") });
  await call.cancel();
  await expect(call.call).rejects.toMatchObject({ name: "AbortError" });
  expect(call.done).toEqual(["interrupt"]);
});

const nothing = (): void => undefined;
test.each<[string, () => Promise<void> | void]>([
  ["ignores the question", nothing],
  ["does not even take it", () => new Promise(nothing)],
])("after a cancel a server that %s is dropped after a while", async (_, interrupt) => {
  const call = begin({ interrupt });
  await call.cancel();
  expect(call.done).toEqual(["interrupt"]);
  await pass();
  await expect(call.call).rejects.toMatchObject({ name: "AbortError" });
  expect(call.done).toEqual(["interrupt", "drop"]);
});

test("after a cancel a server that cannot be asked is dropped at once", async () => {
  const failing = begin({ interrupt: () => Promise.reject(new Error("no connection")) });
  await failing.cancel();
  await expect(failing.call).rejects.toMatchObject({ name: "AbortError" });
  expect(failing.done).toEqual(["interrupt", "drop"]);
  const without = begin({ interrupt: undefined });
  await without.cancel();
  await expect(without.call).rejects.toMatchObject({ name: "AbortError" });
  expect(without.done).toEqual(["drop"]);
});

test("what was cancelled before does not begin", async () => {
  const work = vi.fn(() => Promise.resolve("rows"));
  const drop = vi.fn();
  const signal = AbortSignal.abort();
  const call = withinDeadline({ work, deadlineMs, signal, interrupt: undefined, drop });
  await expect(call).rejects.toMatchObject({ name: "AbortError" });
  expect(work).not.toHaveBeenCalled();
  expect(drop).not.toHaveBeenCalled();
});

test("what fails only because it was dropped is nobody's unhandled rejection", async () => {
  const unhandled = vi.fn();
  process.on("unhandledRejection", unhandled);
  const closed = new Error("closed");
  for (const how of [pass, (call: Call) => call.cancel()]) {
    const atOnce = begin({ interrupt: undefined, drop: () => atOnce.fail(closed) });
    await how(atOnce);
    await expect(atOnce.call).rejects.toThrow();
    const later = begin({ interrupt: undefined });
    await how(later);
    await expect(later.call).rejects.toThrow();
    later.fail(closed);
    await turn();
  }
  process.off("unhandledRejection", unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});

type Call = ReturnType<typeof begin>;

interface Facts {
  readonly work?: () => Promise<string>;
  readonly interrupt?: (() => Promise<void> | void) | undefined;
  readonly drop?: () => void;
}

/** A call that ends when the test says so; an interrupt does nothing, unless the test says what. */
function begin(facts: Facts = {}) {
  const { work, interrupt = () => undefined, drop } = facts;
  const done: ("interrupt" | "drop")[] = [];
  const controller = new AbortController();
  let succeed: (value: string) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const running = new Promise<string>((resolve, reject) => {
    succeed = resolve;
    fail = reject;
  });
  const call = withinDeadline({
    work: work ?? (() => running),
    deadlineMs,
    signal: controller.signal,
    interrupt:
      "interrupt" in facts && facts.interrupt === undefined
        ? undefined
        : async () => {
            done.push("interrupt");
            await interrupt();
          },
    drop: () => {
      done.push("drop");
      drop?.();
    },
  });
  // Awaited by the test, but perhaps only later.
  call.catch(() => undefined);
  return {
    call,
    done,
    cancel: async () => {
      controller.abort();
      await turn();
    },
    succeed: (value: string) => succeed(value),
    fail: (error: Error) => fail(error),
  };
}

/** Lets the time pass that somebody sleeps. */
async function pass(): Promise<void> {
  expect(sleepers.size).toBe(1);
  for (const wake of sleepers.values()) wake();
  await turn();
}

async function turn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
