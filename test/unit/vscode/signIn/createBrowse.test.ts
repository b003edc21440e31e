import { beforeEach, expect, test, vi } from "vitest";
import { Emitter } from "../../../../src/base/emitter.ts";
import { createBrowse } from "../../../../src/vscode/signIn/createBrowse.ts";

const editor = vi.hoisted(() => ({
  commands: new Map<string, () => Promise<void>>(),
  clipboard: "",
  opens: true,
  failure: undefined as Error | undefined,
  /** Answers the field that is open; undefined while there is none. */
  field: undefined as ((text: string | undefined) => void) | undefined,
}));

vi.mock("vscode", () => ({
  CancellationTokenSource: class {
    readonly #ends: (() => void)[] = [];
    readonly token = { onCancellationRequested: (end: () => void) => this.#ends.push(end) };
    cancel() {
      for (const end of this.#ends) end();
    }
    dispose() {}
  },
  commands: {
    registerCommand: (id: string, run: () => Promise<void>) => {
      editor.commands.set(id, run);
      return { dispose: () => editor.commands.delete(id) };
    },
  },
  env: {
    uriScheme: "vscode",
    openExternal: async () => {
      if (editor.failure) throw editor.failure;
      return editor.opens;
    },
    clipboard: { writeText: async (text: string) => void (editor.clipboard = text) },
  },
  l10n: {
    t: (text: string, ...args: readonly unknown[]) =>
      text.replaceAll(/\{(\d)\}/g, (_match, at: string) => String(args[Number(at)])),
  },
  Uri: { parse: (text: string) => text },
  window: {
    setStatusBarMessage: () => undefined,
    showInputBox: async (
      _options: unknown,
      token: { onCancellationRequested: (end: () => void) => void },
    ) =>
      await new Promise((resolve) => {
        editor.field = (text) => {
          editor.field = undefined;
          resolve(text);
        };
        token.onCancellationRequested(() => editor.field?.(undefined));
      }),
  },
}));

beforeEach(() => {
  editor.commands.clear();
  editor.clipboard = "";
  editor.opens = true;
  editor.failure = undefined;
  editor.field = undefined;
});

const never = new AbortController().signal;
const url = new URL("https://db.example.com/ords/hr/oauth/auth?state=s");

test("what is told has links that work until the browser comes back, and none is left then", async () => {
  const { told, signingIn, comesBack } = await setUp("http://127.0.0.1:3000/back");
  expect(told()).toMatch(/^go on in the browser\. It comes back to .*3000\/back by itself\./);
  await follow(told(), "Copy address");
  expect(editor.clipboard).toBe(url.href);
  await follow(told(), "Copy address");
  void follow(told(), "Paste the answer");
  await vi.waitFor(() => expect(editor.field).toBeDefined());
  comesBack(new URL("http://127.0.0.1:3000/back?code=c"));
  expect((await signingIn).search).toBe("?code=c");
  expect(told()).toBe("fetching the token.");
  expect(editor.field).toBeUndefined();
  expect([...editor.commands]).toEqual([]);
});

test("where nothing can come back by itself the person pastes the answer, after having left it once", async () => {
  const { told, signingIn } = await setUp("https://app.example.com/back");
  expect(told()).toContain("It ends at https://app.example.com/back; paste that whole address");
  void follow(told(), "Paste the answer");
  await vi.waitFor(() => expect(editor.field).toBeDefined());
  editor.field?.(undefined);
  void follow(told(), "Paste the answer");
  await vi.waitFor(() => expect(editor.field).toBeDefined());
  editor.field?.(" https://app.example.com/back?code=c ");
  expect((await signingIn).href).toBe("https://app.example.com/back?code=c");
  expect([...editor.commands]).toEqual([]);
});

test("a sign-in that is cancelled leaves nothing behind", async () => {
  const cancelling = new AbortController();
  const { signingIn } = await setUp("http://127.0.0.1:3000/back", cancelling.signal);
  cancelling.abort();
  await expect(signingIn).rejects.toThrow(/abort/i);
  expect([...editor.commands]).toEqual([]);
});

test("a browser that does not open is said, and no redirect URI makes a link", async () => {
  editor.opens = false;
  const { told } = await setUp("https://x/[a](command:quit)");
  expect(told()).toContain("copy the address and open it in a browser.");
  expect(told().match(/\[[^\]]*\]\(command:[^)]*\)/g)).toHaveLength(2);
  expect(told()).not.toContain("](command:quit)");
});

test("a browser that cannot be opened at all ends the sign-in, and nothing is left waiting", async () => {
  const unhandled: unknown[] = [];
  const onUnhandled = (reason: unknown): void => void unhandled.push(reason);
  process.on("unhandledRejection", onUnhandled);
  editor.failure = new Error("no browser");
  const browse = createBrowse({
    isListenable: () => false,
    listenForRedirect: async () => await Promise.reject(new Error("not expected")),
    onDidOpenUri: new Emitter<URL>().event,
    extensionId: "publisher.name",
    tell: () => undefined,
  });
  const redirectUri = "vscode://publisher.name/back";
  await expect(browse({ url, redirectUri }, never)).rejects.toThrow("no browser");
  await new Promise((resolve) => setTimeout(resolve, 0));
  process.off("unhandledRejection", onUnhandled);
  expect(unhandled).toEqual([]);
});

/** A sign-in that has told what to do. */
async function setUp(redirectUri: string, signal = never) {
  const messages: string[] = [];
  let comesBack: (url: URL) => void = () => undefined;
  const browse = createBrowse({
    isListenable: (uri) => uri.startsWith("http://127."),
    listenForRedirect: async () => ({
      answered: new Promise<URL>((done) => (comesBack = done)),
      close: () => undefined,
    }),
    onDidOpenUri: new Emitter<URL>().event,
    extensionId: "publisher.name",
    tell: (message) => void messages.push(message),
  });
  const signingIn = browse({ url, redirectUri }, signal);
  await vi.waitFor(() => expect(messages).toHaveLength(1));
  return { told: () => messages.at(-1) ?? "", signingIn, comesBack };
}

async function follow(message: string, label: string): Promise<void> {
  const id = new RegExp(String.raw`\[${label}\]\(command:([^)]*)\)`).exec(message)?.[1];
  await editor.commands.get(id ?? "")?.();
}
