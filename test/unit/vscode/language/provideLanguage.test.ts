import type { TextDocument } from "vscode";
import { expect, test, vi } from "vitest";
import { noContext } from "../../../../src/features/language/languageContext.ts";
import {
  toOffset,
  toPosition,
  toRange,
  toTextRange,
} from "../../../../src/vscode/language/converters.ts";
import { analysisOf } from "../../../../src/vscode/language/documentAnalyses.ts";
import {
  provideCompletions,
  provideHover,
  provideOutline,
  provideSignatures,
} from "../../../../src/vscode/language/provideLanguage.ts";
import { documentWith } from "./vscodeStub.ts";

vi.mock("vscode", async () => await import("./vscodeStub.ts"));

function at(marked: string) {
  const offset = marked.indexOf("|");
  const document = documentWith(marked.replace("|", "")) as unknown as TextDocument;
  return { document, position: toPosition(document, offset), context: noContext };
}

test("places go back and forth over lines", () => {
  const document = documentWith("ab\ncd\n") as unknown as TextDocument;
  const range = toRange(document, { start: 1, end: 4 });
  expect(range).toMatchObject({
    start: { line: 0, character: 1 },
    end: { line: 1, character: 1 },
  });
  expect(toTextRange(document, range)).toEqual({ start: 1, end: 4 });
  expect(toOffset(document, range.end)).toBe(4);
});

test("a member is a snippet; a deprecated one is struck through, and the others come first", () => {
  const items = provideCompletions(at("BEGIN\n  ORDS.|\nEND;"));
  const byLabel = new Map(items.map((item) => [(item.label as { label: string }).label, item]));
  expect(byLabel.get("CREATE_ROLE")).toMatchObject({
    kind: "Method",
    insertText: { value: "CREATE_ROLE(p_role_name => '$1');" },
    range: { start: { line: 1, character: 7 }, end: { line: 1, character: 7 } },
    sortText: "0000 CREATE_ROLE",
  });
  expect(byLabel.get("CREATE_SERVICE")).toMatchObject({
    tags: ["Deprecated"],
    sortText: "0002 CREATE_SERVICE",
  });
});

test("a package and a parameter open the next list", () => {
  const packages = provideCompletions(at("BEGIN |"));
  expect(packages[0]?.command?.command).toBe("editor.action.triggerSuggest");
  const parameters = provideCompletions(at("BEGIN ORDS.DELETE_ROLE(|"));
  expect(parameters[0]?.command?.command).toBe("editor.action.triggerSuggest");
});

test("hover, signatures and outline come in the editor's own shapes", () => {
  const marked = "BEGIN\n  ORDS.CREATE_|ROLE('HR');\nEND;\n";
  expect(provideHover(at(marked))).toMatchObject({
    contents: { value: expect.stringContaining("ORDS.CREATE_ROLE(p_role_name VARCHAR2)") },
    range: { start: { line: 1, character: 7 }, end: { line: 1, character: 18 } },
  });
  expect(provideSignatures(at("BEGIN ORDS.CREATE_ROLE(|"))).toMatchObject({
    activeSignature: 0,
    activeParameter: 0,
    signatures: [
      {
        label: "ORDS.CREATE_ROLE(p_role_name VARCHAR2)",
        parameters: [{ label: [17, 37] }],
        activeParameter: 0,
      },
    ],
  });
  expect(
    provideSignatures(at("BEGIN ORDS.CREATE_ROLE('a', |"))?.signatures[0]?.activeParameter,
  ).toBe(1);
  expect(provideOutline(at(marked).document)).toMatchObject([
    { name: "HR", detail: "role", kind: "EnumMember", range: { start: { line: 1 } } },
  ]);
});

test("where nothing stands nothing is said", () => {
  expect(provideHover(at("BEGIN NU|LL; END;"))).toBeUndefined();
  expect(provideSignatures(at("BEGIN NULL; |"))).toBeUndefined();
  expect(provideCompletions(at("-- |"))).toEqual([]);
});

test("a version of a document is read once", () => {
  const document = { ...documentWith("BEGIN ORDS.CREATE_ROLE('a'); END;"), version: 1 };
  const first = analysisOf(document);
  expect(analysisOf(document)).toBe(first);
  const changed = "BEGIN ORDS.CREATE_ROLE('b'); END;";
  document.version = 2;
  document.getText = () => changed;
  expect(analysisOf(document).text).toBe(changed);
});
