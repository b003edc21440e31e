import type { Range, TextDocument, Uri } from "vscode";
import { beforeEach, expect, test, vi } from "vitest";
import type { Session } from "../../../../src/features/sessions/sessions.ts";
import type { App } from "../../../../src/vscode/app.ts";
import { toRange } from "../../../../src/vscode/language/converters.ts";
import {
  effectLensTitle,
  showScriptEffect,
} from "../../../../src/vscode/language/showScriptEffect.ts";
import { emptyCatalog } from "../../features/sampleCatalog.ts";
import { profileWith } from "../../../support/fakes.ts";
import { documentWith } from "./vscodeStub.ts";

const editor = vi.hoisted(() => ({
  active: undefined as unknown,
  opened: undefined as unknown,
}));

vi.mock("vscode", async () => ({
  ...(await import("./vscodeStub.ts")),
  window: {
    get activeTextEditor() {
      return editor.active && { document: editor.active };
    },
  },
  workspace: { openTextDocument: async () => editor.opened },
}));

beforeEach(() => {
  editor.active = undefined;
  editor.opened = undefined;
});

const text = "BEGIN ORDS.CREATE_ROLE('One'); END;\n/\nBEGIN ORDS.CREATE_ROLE('Two'); END;\n/\n";
const document = {
  ...documentWith(text),
  uri: { path: "/scripts/hr.sql" },
} as unknown as TextDocument;
const open: Session = {
  profile: profileWith(),
  state: { kind: "open", catalog: emptyCatalog, refreshing: false, uncommitted: 0 },
};
const shown: { name: string; language: string; text: string }[] = [];

async function show(place: { uri?: unknown; range?: Range }, session: Session | undefined = open) {
  shown.length = 0;
  const app = {
    scripts: { sessionOf: () => session },
    documents: { show: async (one: (typeof shown)[number]) => void shown.push(one) },
    settings: { findingSeverities: {} },
  } as unknown as App;
  await showScriptEffect(app, { uri: place.uri as Uri | undefined, range: place.range });
  return shown[0];
}

test("the script that is open is told of as a whole", async () => {
  editor.active = document;
  const effect = await show({});
  expect(effect).toMatchObject({ name: "Effect of hr.sql", language: "prose" });
  expect(effect?.text).toContain("What hr.sql would do. Nothing has been run.");
  expect(effect?.text).toContain("Changes (2)");
  expect(effect?.text).toContain("on HR test");
});

test("a block is told of by its line, the script that it stands in opened for it", async () => {
  editor.opened = document;
  const start = text.lastIndexOf("BEGIN");
  const effect = await show({ uri: {}, range: toRange(document, { start, end: start + 34 }) });
  expect(effect?.text).toContain("What the block at line 3 of hr.sql would do.");
  expect(effect?.text).toContain("Changes (1)");
});

test("without a connection who may call what is left open", async () => {
  editor.active = document;
  const closed = { ...open, state: { kind: "closed" } } as const;
  expect((await show({}, closed))?.text).toContain("Connect the schema to see who gains");
});

test("without a script there is nothing to tell of", async () => {
  await expect(show({})).rejects.toMatchObject({ code: "nothingSelected" });
});

test("the access of an endless script is not compared for one line above it", () => {
  const part = { start: 0, end: 1_000_000 };
  const context = { connection: "HR test", catalog: emptyCatalog };
  const titleOf = (calls: number) => {
    const many = `BEGIN\n${"ORDS.CREATE_ROLE('x');\n".repeat(calls)}END;\n/\n`;
    return effectLensTitle(documentWith(many) as unknown as TextDocument, part, context);
  };
  expect(titleOf(1000)).toBe("Effect: 1000 changes, access unchanged");
  expect(titleOf(1001)).toBe("Effect: 1001 changes");
});
