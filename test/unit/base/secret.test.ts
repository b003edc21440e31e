import { inspect } from "node:util";
import { expect, test } from "vitest";
import { Secret } from "../../../src/base/secret.ts";

const planted = "hunter2-planted-value";
const secret = new Secret(planted);

test("reveal is the way out", () => {
  expect(secret.reveal()).toBe(planted);
});

test.each([
  ["string", String(secret)],
  ["concatenation", ["token: ", secret].join("")],
  ["JSON", JSON.stringify({ secret })],
  ["inspect", inspect({ deep: { secret } }, { depth: 5, showHidden: true })],
  ["structured clone", JSON.stringify(structuredClone({ secret }))],
  ["own keys", Object.keys(secret).join()],
  ["error", new Error(`failed for ${secret.toString()}`).message],
])("%s does not show it", (_way, shown) => {
  expect(shown).not.toContain(planted);
});
