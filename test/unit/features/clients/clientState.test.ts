import { expect, test } from "vitest";
import { describeClientState, hasLiveToken } from "../../../../src/features/clients/clientState.ts";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

test.each([
  [-1, "token has ended"],
  [0, "token has ended"],
  [30 * second, "token ends in less than a minute"],
  [minute, "token ends in 1 min"],
  [42 * minute + 59 * second, "token ends in 42 min"],
  [119 * minute, "token ends in 119 min"],
  [2 * hour, "token ends in 2 h"],
  [72 * hour, "token ends in 3 days"],
])("%d ms before the end: %s", (left, words) => {
  const token = { kind: "held", expiresAt: 5000 * hour + left } as const;
  expect(describeClientState({ token, hasSecret: true }, 5000 * hour)).toBe(words);
});

test("a token whose end is not known counts as usable", () => {
  const state = { token: { kind: "held", expiresAt: undefined }, hasSecret: true } as const;
  expect(describeClientState(state, 0)).toBe("token held");
  expect(hasLiveToken(state, 0)).toBe(true);
});

test("a token that has ended is not usable", () => {
  const state = { token: { kind: "held", expiresAt: 10 }, hasSecret: true } as const;
  expect(hasLiveToken(state, 10)).toBe(false);
  expect(hasLiveToken(state, 9)).toBe(true);
});

test("a missing secret is told, one that is there goes without saying", () => {
  const token = { kind: "none" } as const;
  expect(describeClientState({ token, hasSecret: false }, 0)).toBe("no secret stored");
  expect(describeClientState({ token, hasSecret: true }, 0)).toBe("");
  expect(describeClientState({ token, hasSecret: undefined }, 0)).toBe("");
});
