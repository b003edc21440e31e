import { expect, test } from "vitest";
import { firstWorld, parsePracticeWorld } from "../../../../src/vscode/practice/practiceWorld.ts";

test("what was stored comes back", () => {
  const world = { ...firstWorld, port: 8181 };
  expect(parsePracticeWorld(JSON.parse(JSON.stringify(world)))).toEqual(world);
});

test.each([
  ["nothing", undefined],
  ["a text", "hr"],
  ["an unknown lesson", { lesson: "other", release: "25.4.0" }],
  ["no release", { lesson: "hr" }],
])("%s is not believed", (_, value) => {
  expect(parsePracticeWorld(value)).toBeUndefined();
});

test("a port that is no number is left out", () => {
  expect(parsePracticeWorld({ lesson: "empty", release: "25.4.0", port: "x" })).toEqual({
    lesson: "empty",
    release: "25.4.0",
    port: undefined,
  });
});
