import { expect, test } from "vitest";
import { DisposableStore, toDisposable } from "../../../src/base/disposable.ts";

test("ends what it owns, the last added first, and only once", () => {
  const store = new DisposableStore();
  const ended: string[] = [];
  store.add(toDisposable(() => ended.push("server")));
  store.add(toDisposable(() => ended.push("view")));
  store.dispose();
  store.dispose();
  expect(ended).toEqual(["view", "server"]);
});

test("what arrives after the end is ended at once", () => {
  const store = new DisposableStore();
  store.dispose();
  let ended = false;
  store.add(
    toDisposable(() => {
      ended = true;
    }),
  );
  expect(ended).toBe(true);
});
