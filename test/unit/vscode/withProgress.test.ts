import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Emitter } from "../../../src/base/emitter.ts";
import { withProgress } from "../../../src/vscode/withProgress.ts";

const shown = vi.hoisted(() => ({ titles: [] as string[], cancel: () => {} }));

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
      return await task({}, { onCancellationRequested: cancelled.event });
    },
  },
}));

beforeEach(() => {
  vi.useFakeTimers();
  shown.titles = [];
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
