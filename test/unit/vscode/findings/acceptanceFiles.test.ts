import { beforeEach, expect, test, vi } from "vitest";
import type { Uri } from "vscode";
import type { Acceptance } from "../../../../src/domain/lint/acceptance.ts";
import { AcceptanceFiles } from "../../../../src/vscode/findings/acceptanceFiles.ts";

/** A workspace in memory: its folders, the texts of its files, and what the editor knows of them. */
const world = vi.hoisted(() => ({
  folders: [] as string[],
  files: new Map<string, string>(),
  dirty: [] as string[],
  isTrusted: true,
  isWritable: true as boolean | undefined,
  refusal: undefined as string | undefined,
  /** Of every file, where it is not the length of its text. */
  size: undefined as number | undefined,
  picked: undefined as string | undefined,
  marks: new Map<string, readonly { readonly message: string }[]>(),
  watchers: 0,
  foldersChanged: undefined as (() => void) | undefined,
}));

vi.mock("vscode", async () => {
  class FileSystemError extends Error {
    readonly code: string;
    constructor(code: string) {
      super(code);
      this.code = code;
    }
  }
  const uriOf = (path: string) => ({ scheme: "file", path, toString: () => path });
  const folderOf = (path: string) => ({ uri: uriOf(path) });
  const listen = () => ({ dispose: () => undefined });
  const stub = await import("../language/vscodeStub.ts");
  return {
    ...stub,
    FileSystemError,
    DiagnosticSeverity: stub.SymbolKind,
    Diagnostic: class {
      readonly message: string;
      constructor(_: unknown, message: string) {
        this.message = message;
      }
    },
    RelativePattern: class {
      readonly pattern: string;
      constructor(_: unknown, pattern: string) {
        this.pattern = pattern;
      }
    },
    Uri: { joinPath: ({ path }: { path: string }, name: string) => uriOf(`${path}/${name}`) },
    languages: {
      createDiagnosticCollection: () => ({
        set: (uri: { path: string }, marks: readonly { message: string }[]) =>
          world.marks.set(uri.path, marks),
        dispose: () => undefined,
      }),
    },
    window: {
      showWorkspaceFolderPick: async () =>
        world.picked === undefined ? undefined : folderOf(world.picked),
    },
    workspace: {
      get workspaceFolders() {
        return world.folders.length === 0 ? undefined : world.folders.map(folderOf);
      },
      get textDocuments() {
        return world.dirty.map((path) => ({ uri: uriOf(path), isDirty: true }));
      },
      get isTrusted() {
        return world.isTrusted;
      },
      onDidChangeWorkspaceFolders: (listener: () => void) => {
        world.foldersChanged = listener;
        return { dispose: () => undefined };
      },
      createFileSystemWatcher: () => {
        world.watchers += 1;
        return {
          onDidChange: listen,
          onDidCreate: listen,
          onDidDelete: listen,
          dispose: () => void (world.watchers -= 1),
        };
      },
      fs: {
        isWritableFileSystem: () => world.isWritable,
        stat: async ({ path }: { path: string }) => {
          const text = world.files.get(path);
          if (text === undefined) throw new FileSystemError("FileNotFound");
          return { size: world.size ?? text.length };
        },
        readFile: async (uri: { path: string }) => {
          const text = world.files.get(uri.path);
          if (text === undefined) throw new FileSystemError("FileNotFound");
          if (text === "a folder") throw new FileSystemError("FileIsADirectory");
          return new TextEncoder().encode(text);
        },
        writeFile: async (uri: { path: string }, bytes: Uint8Array) => {
          if (world.refusal !== undefined) throw new Error(world.refusal);
          world.files.set(uri.path, new TextDecoder().decode(bytes));
        },
      },
    },
  };
});

const acceptance: Acceptance = {
  schema: "HR",
  key: "publicWrite:module/hr",
  reason: "A demo",
  until: "2026-12-31",
  on: "2026-11-25",
};
const broken = '{ "accepted": [\n  { "schema": "HR" }\n] }';

beforeEach(() => {
  world.folders = ["/a"];
  world.files.clear();
  world.dirty = [];
  world.isTrusted = true;
  world.isWritable = true;
  world.refusal = undefined;
  world.size = undefined;
  world.picked = undefined;
  world.marks.clear();
  world.watchers = 0;
});

test("what is accepted is written, read again, and taken back", async () => {
  const files = new AcceptanceFiles();
  await files.add(await files.choose(), acceptance);
  expect(await files.read()).toEqual({ acceptances: [acceptance], troubles: [] });
  await files.add(await files.choose(), { ...acceptance, reason: "Another" });
  const { acceptances } = await files.read();
  expect(acceptances.map(({ reason }) => reason)).toEqual(["Another"]);
  await files.remove(acceptance);
  expect((await files.read()).acceptances).toEqual([]);
});

test("what the file names as its schema stays in it", async () => {
  const files = new AcceptanceFiles();
  world.files.set(pathIn("/a"), '{ "$schema": "./x.json", "accepted": [] }');
  await files.add(await files.choose(), acceptance);
  await files.remove(acceptance);
  expect(JSON.parse(world.files.get(pathIn("/a")) ?? "")).toEqual({
    $schema: "./x.json",
    accepted: [],
  });
});

test("without a folder, and where nobody trusts it, there is no place for it", async () => {
  const files = new AcceptanceFiles();
  world.folders = [];
  await expect(files.choose()).rejects.toMatchObject({ message: "No folder is open." });
  world.folders = ["/a"];
  world.isTrusted = false;
  await expect(files.choose()).rejects.toMatchObject({ code: "workspaceNotTrusted" });
});

test("a folder that cannot be written to is told before anything is asked", async () => {
  const files = new AcceptanceFiles();
  world.isWritable = false;
  await expect(files.choose()).rejects.toMatchObject({ code: "storageFailed" });
  // Not every editor knows it of every folder.
  world.isWritable = undefined;
  const file = await files.choose();
  world.refusal = "EROFS: read-only file system";
  await expect(files.add(file, acceptance)).rejects.toMatchObject({
    code: "storageFailed",
    why: "EROFS: read-only file system",
  });
});

test("a file with a mistake is marked and never written over", async () => {
  const files = new AcceptanceFiles();
  world.files.set(pathIn("/a"), broken);
  const { troubles } = await files.read();
  expect(troubles).toEqual([
    {
      text: expect.stringMatching(/^ords-security\.accepted\.json, line 2: /),
      place: { uri: pathIn("/a"), line: 2 },
    },
  ]);
  expect(world.marks.get(pathIn("/a"))?.length).toBeGreaterThan(0);
  await expect(files.choose()).rejects.toMatchObject({ code: "inputNotValid" });
  expect(world.files.get(pathIn("/a"))).toBe(broken);
});

test("a file that becomes wrong while a reason is typed is not written over either", async () => {
  const files = new AcceptanceFiles();
  const file = await files.choose();
  world.files.set(pathIn("/a"), broken);
  await expect(files.add(file, acceptance)).rejects.toMatchObject({ code: "inputNotValid" });
  expect(world.files.get(pathIn("/a"))).toBe(broken);
});

test("unsaved changes of the file are not lost", async () => {
  const files = new AcceptanceFiles();
  world.dirty = [pathIn("/a")];
  await expect(files.choose()).rejects.toMatchObject({
    message: expect.stringContaining("not saved"),
  });
});

test("a file that cannot be read is a trouble, not the end", async () => {
  const files = new AcceptanceFiles();
  world.files.set(pathIn("/a"), "a folder");
  const { troubles } = await files.read();
  expect(troubles.map(({ text }) => text).join()).toContain("FileIsADirectory");
});

test("a file that nobody wrote by hand is not read, and not written over", async () => {
  const files = new AcceptanceFiles();
  world.files.set(pathIn("/a"), "[]");
  world.size = 6_000_000;
  const { troubles } = await files.read();
  expect(troubles.map(({ text }) => text).join()).toContain("larger than 5 MB");
  await expect(files.choose()).rejects.toMatchObject({ code: "inputNotValid" });
});

test("of several folders the person says which; what is wrong in one does not hold up another", async () => {
  world.folders = ["/a", "/b"];
  const files = new AcceptanceFiles();
  await expect(files.choose()).rejects.toMatchObject({ name: "AbortError" });
  world.picked = "/b";
  const file: Uri = await files.choose();
  expect(String(file)).toBe(pathIn("/b"));
  await files.add(file, acceptance);
  world.files.set(pathIn("/a"), broken);
  await files.remove(acceptance);
  expect((await files.read()).acceptances).toEqual([]);
  expect(world.files.get(pathIn("/a"))).toBe(broken);
});

test("each folder is watched once, also after the folders have changed", () => {
  world.folders = ["/a", "/b"];
  const files = new AcceptanceFiles();
  expect(world.watchers).toBe(2);
  world.folders = ["/b"];
  world.foldersChanged?.();
  expect(world.watchers).toBe(1);
  files.dispose();
  expect(world.watchers).toBe(0);
});

function pathIn(folder: string): string {
  return `${folder}/ords-security.accepted.json`;
}
