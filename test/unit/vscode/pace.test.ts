import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Emitter, type Event } from "../../../src/base/emitter.ts";
import { alsoEvery, atMostEvery, whenPaused } from "../../../src/vscode/pace.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function setUp(pace: (changes: Event<void>, ms: number) => Event<void>) {
  const changes = new Emitter<void>();
  const told: number[] = [];
  const start = Date.now();
  const listening = pace(changes.event, 100)(() => told.push(Date.now() - start));
  const changeAt = (...times: readonly number[]): void => {
    for (const time of times) {
      vi.advanceTimersByTime(start + time - Date.now());
      changes.fire();
    }
  };
  return { told, changeAt, listening };
}

test("somebody who types is left alone until they pause", () => {
  const { told, changeAt } = setUp(whenPaused);
  changeAt(0, 50, 120, 400);
  vi.advanceTimersByTime(1000);
  expect(told).toEqual([220, 500]);
});

test("the first change is told at once, those close behind it together", () => {
  const { told, changeAt } = setUp(atMostEvery);
  changeAt(0, 10, 20, 130, 500);
  vi.advanceTimersByTime(1000);
  expect(told).toEqual([0, 100, 200, 500]);
});

test("what changes with time alone is told too", () => {
  const { told, changeAt } = setUp(alsoEvery);
  changeAt(30, 120);
  vi.advanceTimersByTime(100);
  expect(told).toEqual([30, 100, 120, 200]);
});

test.each([whenPaused, atMostEvery, alsoEvery])("who has left is told nothing more", (pace) => {
  const { told, changeAt, listening } = setUp(pace);
  changeAt(0, 10);
  const before = told.length;
  listening.dispose();
  changeAt(20);
  vi.advanceTimersByTime(1000);
  expect(told).toHaveLength(before);
});
