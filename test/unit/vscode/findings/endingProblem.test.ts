import { expect, test, vi } from "vitest";
import { endingProblem } from "../../../../src/vscode/findings/endingProblem.ts";

vi.mock("vscode", async () => await import("../language/vscodeStub.ts"));

test.each([
  ["tomorrow", "A day is written 2026-11-25."],
  ["31.12.2026", "A day is written 2026-11-25."],
  ["2026-02-30", "There is no such day."],
  ["2026-11-24", "This day is over."],
  ["2026-11-25", undefined],
])("an acceptance ends on a day that comes: %s", (text, problem) => {
  expect(endingProblem(text, "2026-11-25")).toBe(problem);
});
