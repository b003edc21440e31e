import type { Range as EditorRange, TextDocument } from "vscode";
import { expect, test, vi } from "vitest";
import { textToRun } from "../../../../src/vscode/scripts/textToRun.ts";
import { documentWith, Position, Range } from "../language/vscodeStub.ts";

vi.mock("vscode", async () => ({
  ...(await import("../language/vscodeStub.ts")),
  window: {},
}));

const before = "BEGIN\n  ORDS.CREATE_ROLE('One');\nEND;\n/\nDELETE FROM jobs;\n";
const block = new Range(new Position(0, 0), new Position(2, 4)) as unknown as EditorRange;
const part = { range: block, text: "BEGIN\n  ORDS.CREATE_ROLE('One');\nEND;" };
const document = (text: string) => documentWith(text) as unknown as TextDocument;

test("a part that is as it was shown is run", () => {
  expect(textToRun(document(before), part)).toEqual(part);
});

test.each([
  ["a line above", `-- Note\n${before}`],
  ["another name", before.replace("One", "Two")],
  ["nothing left", ""],
])("with %s, what stands at its place is not run", (_, text) => {
  expect(() => textToRun(document(text), part)).toThrow("so nothing was run");
});
