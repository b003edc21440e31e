import { expect, test } from "vitest";
import { Emitter } from "../../../src/base/emitter.ts";

test("listeners hear in order until they leave", () => {
  const emitter = new Emitter<number>();
  const heard: string[] = [];
  const first = emitter.event((value) => heard.push(`first ${value}`));
  emitter.event((value) => heard.push(`second ${value}`));
  emitter.fire(1);
  first.dispose();
  emitter.fire(2);
  expect(heard).toEqual(["first 1", "second 1", "second 2"]);
});

test("the same function may subscribe twice and leave once", () => {
  const emitter = new Emitter<number>();
  let count = 0;
  const listener = (): void => {
    count += 1;
  };
  const first = emitter.event(listener);
  emitter.event(listener);
  first.dispose();
  emitter.fire(0);
  expect(count).toBe(1);
});

test("a listener that throws does not keep the others from hearing", () => {
  const emitter = new Emitter<number>();
  let heard = false;
  emitter.event(() => {
    throw new Error("broken");
  });
  emitter.event(() => {
    heard = true;
  });
  expect(() => emitter.fire(0)).toThrow("A listener failed");
  expect(heard).toBe(true);
});
