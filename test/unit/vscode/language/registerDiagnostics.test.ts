import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { CodeAction, Diagnostic, TextDocument } from "vscode";
import { Emitter } from "../../../../src/base/emitter.ts";
import type { RuleSeverities } from "../../../../src/features/language/checkScript.ts";
import type { Session } from "../../../../src/features/sessions/sessions.ts";
import { registerDiagnostics } from "../../../../src/vscode/language/registerDiagnostics.ts";
import { catalog } from "../../../support/catalogBuilder.ts";
import { profileWith } from "../../../support/fakes.ts";
import { documentWith } from "./vscodeStub.ts";

type Mark = Pick<Diagnostic, "message" | "code" | "severity" | "tags" | "source">;

interface Provider {
  provideCodeActions(
    ...asked: [unknown, unknown, { diagnostics: readonly unknown[]; only?: unknown }, object]
  ): Promise<readonly CodeAction[]>;
}

const editor = vi.hoisted(() => ({
  documents: [] as unknown[],
  listeners: {} as Record<string, (event: unknown) => void>,
  marks: new Map<string, readonly unknown[]>(),
  provider: undefined as unknown,
}));

vi.mock("vscode", async () => {
  const stub = await import("./vscodeStub.ts");
  const on = (name: string) => (listener: (event: unknown) => void) => {
    editor.listeners[name] = listener;
    return { dispose: () => delete editor.listeners[name] };
  };
  class Kind {
    readonly value: string;
    constructor(value: string) {
      this.value = value;
    }
    append(part: string): Kind {
      return new Kind(`${this.value}.${part}`);
    }
    intersects(other: Kind): boolean {
      return other.value.startsWith(this.value) || this.value.startsWith(other.value);
    }
  }
  return {
    ...stub,
    l10n: { t: (text: string) => text },
    DiagnosticSeverity: stub.SymbolKind,
    DiagnosticTag: stub.SymbolKind,
    Diagnostic: class {
      readonly range: unknown;
      readonly message: string;
      readonly severity: unknown;
      constructor(range: unknown, message: string, severity: unknown) {
        this.range = range;
        this.message = message;
        this.severity = severity;
      }
    },
    CodeAction: class {
      readonly title: string;
      readonly kind: unknown;
      constructor(title: string, kind: unknown) {
        this.title = title;
        this.kind = kind;
      }
    },
    CodeActionKind: { QuickFix: new Kind("quickfix"), SourceFixAll: new Kind("source.fixAll") },
    WorkspaceEdit: class {
      readonly edits: unknown[] = [];
      replace(_: unknown, range: unknown, text: string): void {
        this.edits.push({ range, text });
      }
    },
    workspace: {
      get textDocuments() {
        return editor.documents;
      },
      onDidOpenTextDocument: on("open"),
      onDidCloseTextDocument: on("close"),
      onDidChangeTextDocument: on("change"),
      onDidChangeConfiguration: on("configuration"),
    },
    languages: {
      createDiagnosticCollection: () => ({
        set: (uri: { toString(): string }, marks: readonly unknown[]) =>
          editor.marks.set(uri.toString(), marks),
        delete: (uri: { toString(): string }) => editor.marks.delete(uri.toString()),
        dispose: () => editor.marks.clear(),
      }),
      registerCodeActionsProvider: (_: unknown, provider: unknown) => {
        editor.provider = provider;
        return { dispose: () => undefined };
      },
    },
  };
});

const sessionsChanged = new Emitter<void>();
const connectionChosen = new Emitter<void>();
let session: Session | undefined;
let severities: RuleSeverities = {};
let registered: { dispose(): unknown };

beforeEach(() => {
  vi.useFakeTimers();
  editor.documents = [];
  editor.marks.clear();
  session = undefined;
  severities = {};
  registered = registerDiagnostics({
    settings: {
      dialect: "auto",
      get ruleSeverities() {
        return severities;
      },
    },
    log: { error: (message: string) => expect.fail(message) },
    sessionOf: () => session,
    onDidChangeSessions: sessionsChanged.event,
    onDidChooseConnection: connectionChosen.event,
  });
});

afterEach(() => {
  registered.dispose();
  vi.useRealTimers();
});

const script = "begin\n  ords.create_privilege('p', 'R');\nend;\n/\n";

test("a script is marked when it is opened, with the reason in the second sentence", async () => {
  await opened(open(script));
  expect(marks()).toMatchObject([
    {
      code: "noCommit",
      source: "ORDS Security",
      severity: "Warning",
      message: expect.stringMatching(/^No COMMIT follows .*\. No procedure of ORDS commits/),
    },
  ]);
});

test("only what has to do with ORDS and can be changed is looked at", async () => {
  await opened(open("begin null; commit end;"));
  await opened(open(script, { languageId: "javascript" }));
  await opened(open(script, { scheme: "git" }));
  expect(editor.marks.size).toBe(0);
  await opened(open("select * from all_ords_modules;"));
  expect(marks().map(({ code }) => code)).toEqual(["unknownView"]);
});

test("typing is waited for, and what is closed has no marks", async () => {
  const document = open(script);
  await opened(document);
  const changed = { ...document, ...textOf(script.replace("end;", "  commit;\nend;"), 2) };
  editor.documents = [changed];
  tell("change", { document: changed, contentChanges: [{}] });
  await vi.advanceTimersByTimeAsync(200);
  tell("change", { document: changed, contentChanges: [{}] });
  await vi.advanceTimersByTimeAsync(200);
  expect(marks()).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(150);
  expect(marks()).toEqual([]);
  tell("close", changed);
  expect(editor.marks.size).toBe(0);
  // Saving is told as a change of nothing.
  tell("change", { document: changed, contentChanges: [] });
  await vi.advanceTimersByTimeAsync(1000);
  expect(editor.marks.size).toBe(0);
});

test("a connection that opens is asked what its schema holds", async () => {
  await opened(open(script));
  const state = { kind: "open", catalog: catalog().build(), refreshing: false, uncommitted: 0 };
  session = { profile: profileWith({}), state } as Session;
  sessionsChanged.fire();
  await vi.advanceTimersByTimeAsync(350);
  expect(marks().map(({ code }) => code)).toEqual(["noCommit", "roleNotCreated"].toSorted());
  session = undefined;
  connectionChosen.fire();
  await vi.advanceTimersByTimeAsync(350);
  expect(marks().map(({ code }) => code)).toEqual(["noCommit"]);
});

test("a setting counts at once", async () => {
  await opened(open(script));
  severities = { noCommit: "off" };
  tell("configuration", { affectsConfiguration: (key: string) => key.endsWith(".diagnostics") });
  await vi.advanceTimersByTimeAsync(350);
  expect(marks()).toEqual([]);
});

test("a mark offers its fix, and one for all of its kind", async () => {
  const document = open(
    "begin\n  oauth.delete_client('a');\n  oauth.delete_client('b');\n  commit;\nend;\n",
  );
  await opened(document);
  expect(marks().map(({ tags }) => tags)).toEqual([["Deprecated"], ["Deprecated"]]);
  const [first] = marks();
  const actions = await actionsAt(document, { line: 1, character: 4 });
  expect(actions.map(({ title }) => title)).toEqual([
    "Migrate to ORDS_SECURITY",
    "Migrate all calls of OAUTH in the file to ORDS_SECURITY",
  ]);
  expect(actions[0]).toMatchObject({
    isPreferred: true,
    diagnostics: [first],
    edit: { edits: [{ text: "ords_security.delete_client" }] },
  });
  expect(actions[1]).toMatchObject({ edit: { edits: [{}, {}] } });
});

test("fixing all on saving does only what is certain", async () => {
  const document = open("begin\n  ords.create_role(‘A’);\n  oauth.delete_client('a');\nend;\n");
  await opened(document);
  const { CodeActionKind } = await import("vscode");
  const actions = await actionsAt(document, { line: 0, character: 0 }, CodeActionKind.SourceFixAll);
  expect(actions).toMatchObject([{ edit: { edits: [{ text: "'" }, { text: "'" }] } }]);
});

function open(
  text: string,
  { languageId = "plsql", scheme = "file" }: { languageId?: string; scheme?: string } = {},
): TextDocument {
  const uri = { scheme, toString: () => `${scheme}:/script.sql` };
  return { ...textOf(text, 1), uri, languageId, isClosed: false } as unknown as TextDocument;
}

function textOf(text: string, version: number) {
  return documentWith(text, version);
}

async function opened(document: TextDocument): Promise<void> {
  editor.documents = [document];
  tell("open", document);
  await vi.advanceTimersByTimeAsync(1);
  // The bundle of the language is loaded for the first script.
  await vi.dynamicImportSettled();
  await vi.advanceTimersByTimeAsync(1);
}

async function actionsAt(document: TextDocument, place: object, only?: unknown) {
  const range = { start: place, end: place };
  const asked = { diagnostics: marks(), ...(only === undefined ? {} : { only }) };
  const provider = editor.provider as Provider;
  return await provider.provideCodeActions(document, range, asked, {
    isCancellationRequested: false,
  });
}

function tell(name: string, event: unknown): void {
  editor.listeners[name]?.(event);
}

function marks(): readonly Mark[] {
  return (editor.marks.get("file:/script.sql") ?? []) as readonly Mark[];
}
