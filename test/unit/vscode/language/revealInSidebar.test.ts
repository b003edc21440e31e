import { beforeEach, expect, test, vi } from "vitest";
import type { Session } from "../../../../src/features/sessions/sessions.ts";
import type { App } from "../../../../src/vscode/app.ts";
import { revealInSidebar } from "../../../../src/vscode/language/revealInSidebar.ts";
import { sampleCatalog } from "../../features/sampleCatalog.ts";
import { profileWith } from "../../../support/fakes.ts";
import { documentWith } from "./vscodeStub.ts";

const editor = vi.hoisted(() => ({
  active: undefined as unknown,
  told: [] as string[],
  commands: [] as string[],
}));

vi.mock("vscode", async () => ({
  ...(await import("./vscodeStub.ts")),
  window: {
    get activeTextEditor() {
      return editor.active;
    },
    showInformationMessage: async (text: string) => void editor.told.push(text),
  },
  commands: { executeCommand: async (id: string) => void editor.commands.push(id) },
}));

beforeEach(() => {
  editor.active = undefined;
  editor.told = [];
  editor.commands = [];
});

const open: Session = {
  profile: profileWith(),
  state: { kind: "open", catalog: sampleCatalog, refreshing: false, uncommitted: 0 },
};

/** `marked` has the cursor at its bar. */
async function revealAt(marked: string | undefined, filter = "") {
  const revealed: unknown[][] = [];
  if (marked !== undefined) {
    const document = documentWith(marked.replace("|", ""));
    const active = document.positionAt(marked.indexOf("|"));
    editor.active = { document, selection: { active } };
  }
  const explorer = {
    filter,
    setFilter: (text: string) => void (explorer.filter = text),
    reveal: async (...args: unknown[]) => void revealed.push(args),
  };
  const app = {
    scripts: { sessionOf: () => open },
    sessions: { get: () => open, active: () => open, setActive: () => undefined },
    explorer,
  };
  await revealInSidebar(app as unknown as App);
  return { revealed, filter: explorer.filter };
}

test("what the cursor is on is shown in the sidebar, whatever a filter hides", async () => {
  const { revealed, filter } = await revealAt(
    "BEGIN ORDS.DELETE_ROLE('HR R|eader'); END;",
    "zebra",
  );
  expect(revealed).toEqual([["p1", { kind: "role", name: "HR Reader" }]]);
  expect(filter).toBe("");
  expect(editor.commands).toEqual(["ordsSecurity.connections.focus"]);
  expect(editor.told).toEqual([]);
});

test.each([
  ["BEGIN NU|LL; END;", "Put the cursor on a call of ORDS"],
  ["BEGIN ORDS.DELETE_ROLE('Nob|ody'); END;", "The role Nobody is not in the schema of HR test."],
  [
    "BEGIN ORDS_ADMIN.DELETE_ROLE('PAY', 'HR R|eader'); END;",
    "The role HR Reader belongs to the schema PAY; HR test shows another one.",
  ],
])("where there is no line for %s, it is said why", async (marked, words) => {
  const { revealed, filter } = await revealAt(marked, "zebra");
  expect(editor.told.join()).toContain(words);
  expect(revealed).toEqual([]);
  expect(filter).toBe("zebra");
  expect(editor.commands).toEqual([]);
});

test("without a script there is nothing to show", async () => {
  await expect(revealAt(undefined)).rejects.toMatchObject({ code: "nothingSelected" });
});
