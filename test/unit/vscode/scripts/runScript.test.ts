import type { TextDocument } from "vscode";
import { beforeEach, expect, test, vi } from "vitest";
import type { Catalog } from "../../../../src/domain/model/catalog.ts";
import { type RunParts, runScript } from "../../../../src/vscode/scripts/runScript.ts";
import { catalog } from "../../../support/catalogBuilder.ts";
import { profileWith } from "../../../support/fakes.ts";
import { documentWith, Position, Range } from "../language/vscodeStub.ts";

const editor = vi.hoisted(() => ({
  answer: undefined as string | undefined,
  asked: [] as { message: string; detail: string; buttons: readonly string[] }[],
  commands: [] as unknown[],
}));

vi.mock("vscode", async () => ({
  ...(await import("../language/vscodeStub.ts")),
  window: {
    showWarningMessage: async (
      message: string,
      { detail }: { detail: string },
      ...buttons: string[]
    ) => {
      editor.asked.push({ message, detail, buttons });
      return editor.answer;
    },
    showInformationMessage: async () => undefined,
  },
  commands: { executeCommand: async (...given: unknown[]) => void editor.commands.push(given) },
}));

// As much of the bundle as a run takes.
vi.mock("../../../../src/vscode/language/loadLanguage.ts", () => ({
  loadLanguage: async () => await import("../../../../src/features/scriptRun/runEffect.ts"),
}));

beforeEach(() => {
  editor.answer = undefined;
  editor.asked = [];
  editor.commands = [];
});

const hr = catalog()
  .module("hr", "/hr/")
  .handler("GET", "employees/")
  .handler("POST", "employees/")
  .privilege("hr.read", { roles: ["HR"], patterns: ["/hr/*"] })
  .build();

const opens = "BEGIN\n  ORDS.DELETE_PRIVILEGE('hr.read');\n  COMMIT;\nEND;\n/\n";
const closes = "BEGIN\n  ORDS.CREATE_ROLE('New');\n  COMMIT;\nEND;\n/\n";

async function run(
  text: string,
  part: string = text,
  before: Catalog = hr,
): Promise<{ ran: readonly string[]; said: string; failed: unknown }> {
  const ran: string[] = [];
  const said: string[] = [];
  const start = text.indexOf(part);
  const plain = documentWith(text);
  const document = {
    ...plain,
    uri: { path: "/scripts/hr.sql", toString: () => "hr.sql" },
  } as unknown as TextDocument;
  const parts = {
    sessions: {
      run: async (_id: unknown, script: string) => {
        ran.push(script);
        return [];
      },
      refresh: async () => before,
      get: () => undefined,
    },
    output: { appendLine: (line: string) => void said.push(line), show: () => undefined },
    diagnostics: { delete: () => undefined, set: () => undefined },
  } as unknown as RunParts;
  const range = new Range(plain.positionAt(start), plain.positionAt(start + part.length));
  Object.assign(range.start, { translate: (lines: number) => new Position(lines, 0) });
  const failed = await runScript(parts, {
    document,
    range: range as never,
    text: document.getText(range as never),
    profile: profileWith(),
    catalog: before,
  }).catch((error: unknown) => error);
  return { ran, said: said.join("\n"), failed };
}

test("what makes nothing public runs without a question", async () => {
  expect((await run(closes)).ran).toEqual([closes]);
  expect(editor.asked).toEqual([]);
});

test("what becomes public is named, and the script runs when the person says so", async () => {
  editor.answer = "Run";
  expect((await run(opens)).ran).toEqual([opens]);
  expect(editor.asked).toEqual([
    {
      message: "Make 2 endpoints public?",
      detail:
        "After the script anybody can call, without a token or a password:\n\nPOST /hr/employees/\nGET /hr/employees/",
      buttons: ["Run", "Show effect"],
    },
  ]);
});

test("nothing runs when the question is dismissed", async () => {
  const { ran, failed } = await run(opens);
  expect(ran).toEqual([]);
  expect(failed).toMatchObject({ name: "Canceled" });
});

test("the effect is shown instead, of the whole script or of the part that was to run", async () => {
  editor.answer = "Show effect";
  expect((await run(opens)).ran).toEqual([]);
  expect((await run(closes + opens, opens)).ran).toEqual([]);
  expect(editor.commands).toMatchObject([
    ["ordsSecurity.showScriptEffect", { path: "/scripts/hr.sql" }],
    [
      "ordsSecurity.showScriptEffect",
      { uri: { path: "/scripts/hr.sql" }, range: { start: { line: 5 } } },
    ],
  ]);
});

test("only what is run counts", async () => {
  expect((await run(closes + opens, closes)).ran).toEqual([closes]);
  expect(editor.asked).toEqual([]);
});

test("a long list is cut, and what cannot be told is mentioned", async () => {
  editor.answer = "Run";
  let many = catalog().module("m", "/m/");
  for (let i = 0; i < 12; i += 1) many = many.handler("GET", `t${i}`);
  const before = many.privilege("p", { roles: ["R"], modules: ["m"] }).build();
  const text =
    "BEGIN\n  ORDS.DELETE_PRIVILEGE('p');\n  EXECUTE IMMEDIATE 'x';\n  COMMIT;\nEND;\n/\n";
  await run(text, undefined, before);
  expect(editor.asked[0]?.message).toBe("Make 12 endpoints public?");
  expect(editor.asked[0]?.detail).toMatch(
    /GET \/m\/t5\nand 4 more\n\nNot all that the script does can be told before\.$/,
  );
});

test("what cannot be told is said quietly, in the output", async () => {
  const { said } = await run("BEGIN\n  EXECUTE IMMEDIATE 'x';\n  COMMIT;\nEND;\n/\n");
  expect(editor.asked).toEqual([]);
  expect(said).toContain("Line 2: What EXECUTE IMMEDIATE runs cannot be told before it runs.");
});
