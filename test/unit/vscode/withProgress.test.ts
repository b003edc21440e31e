import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Emitter } from "../../../src/base/emitter.ts";
import { withProgress } from "../../../src/vscode/withProgress.ts";

const shown = vi.hoisted(() => ({
  titles: [] as string[],
  messages: [] as string[],
  cancel: () => {},
}));

vi.mock("vscode", () => ({
  ProgressLocation: { Notification: 15 },
  window: {
    withProgress: async (
      { title }: { readonly title: string },
      task: (progress: unknown, token: unknown) => Promise<unknown>,
    ) => {
      const cancelled = new Emitter<void>();
      shown.titles.push(title);
      shown.cancel = () => cancelled.fire();
      const report = ({ message }: { readonly message: string }) => shown.messages.push(message);
      return await task({ report }, { onCancellationRequested: cancelled.event });
    },
  },
}));

beforeEach(() => {
  vi.useFakeTimers();
  shown.titles = [];
  shown.messages = [];
});
afterEach(() => {
  vi.useRealTimers();
});

const after = async (ms: number): Promise<string> =>
  await new Promise((resolve) => setTimeout(() => resolve("done"), ms));

test("what is done in a moment is not shown", async () => {
  const result = withProgress("Reading", async () => await after(100));
  await vi.advanceTimersByTimeAsync(5000);
  expect(await result).toBe("done");
  expect(shown.titles).toEqual([]);
});

test("what takes longer is shown, and its result given", async () => {
  const result = withProgress("Reading", async () => await after(2000));
  await vi.advanceTimersByTimeAsync(1000);
  expect(shown.titles).toEqual(["Reading"]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(await result).toBe("done");
});

test("a name in the title makes no link", async () => {
  const result = withProgress("Testing [a](command:b)", async () => await after(2000));
  await vi.advanceTimersByTimeAsync(2000);
  await result;
  expect(shown.titles).toEqual(["Testing [a] (command:b)"]);
});

test.each([0, 2000])("a failure after %i ms is thrown", async (ms) => {
  const result = withProgress("Reading", async () => {
    await after(ms);
    throw new Error("It failed");
  });
  const expected = expect(result).rejects.toThrow("It failed");
  await vi.advanceTimersByTimeAsync(3000);
  await expected;
});

test("cancelling aborts the signal of the work that goes on", async () => {
  const result = withProgress(
    "Reading",
    async (signal) =>
      await new Promise<string>((resolve) => {
        signal.addEventListener("abort", () => resolve("aborted"));
      }),
  );
  await vi.advanceTimersByTimeAsync(1000);
  shown.cancel();
  expect(await result).toBe("aborted");
});

test("what the work tells is shown, also what it told before anything was shown", async () => {
  const result = withProgress("Reading", async (_signal, tell) => {
    tell("the first half");
    await after(1000);
    tell("the second half");
    return await after(1000);
  });
  await vi.advanceTimersByTimeAsync(500);
  expect(shown.messages).toEqual(["the first half"]);
  await vi.advanceTimersByTimeAsync(1500);
  await result;
  expect(shown.messages).toEqual(["the first half", "the second half"]);
});
