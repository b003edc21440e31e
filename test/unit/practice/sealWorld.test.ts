import { expect, test } from "vitest";
import { Secret } from "../../../src/base/secret.ts";
import { sealWorld, unsealWorld } from "../../../src/practice/sealWorld.ts";

const password = new Secret("a practice password");
const world = new TextEncoder().encode("SQLite format 3, and a client's secret".repeat(20));

test("opens with the password that closed it", () => {
  const opened = unsealWorld(sealWorld(world, password), password);
  expect(opened && new Uint8Array(opened)).toEqual(world);
});

test("two sealings of the same world have nothing in common", () => {
  expect(sealWorld(world, password)).not.toEqual(sealWorld(world, password));
});

test("stays closed to another password, after a change, and when it was cut", () => {
  const sealed = sealWorld(world, password);
  const changed = sealed.map((byte, place) => (place === sealed.length - 1 ? byte ^ 1 : byte));
  expect(unsealWorld(sealed, new Secret("another"))).toBeUndefined();
  expect(unsealWorld(changed, password)).toBeUndefined();
  for (const length of [0, 10, 44, 100])
    expect(unsealWorld(sealed.subarray(0, length), password)).toBeUndefined();
});
