import { expect, test } from "vitest";
import { generateClientSecret } from "../../../../src/services/clients/generateClientSecret.ts";

test("a secret looks like those of ORDS and never comes twice", () => {
  const all = Array.from({ length: 200 }, () => generateClientSecret().reveal());
  expect(all.filter((secret) => !/^[A-Za-z0-9_-]{22}\.\.$/.test(secret))).toEqual([]);
  expect(new Set(all).size).toBe(all.length);
});
