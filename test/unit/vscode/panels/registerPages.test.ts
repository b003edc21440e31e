import { beforeEach, expect, test, vi } from "vitest";
import { Emitter } from "../../../../src/base/emitter.ts";
import { silentLogger } from "../../../../src/base/logger.ts";
import { registerPages } from "../../../../src/vscode/panels/registerPages.ts";
import type { FakeView } from "./windowStub.ts";

const stub = await vi.hoisted(async () => {
  const { FakeWindow } = await import("./windowStub.ts");
  return { window: new FakeWindow() };
});

vi.mock("vscode", () => ({
  window: stub.window,
  env: { language: "en" },
  l10n: { t: (text: string) => `${text}, translated` },
  Uri: { joinPath: (...parts: readonly unknown[]) => parts.join("/") },
  ViewColumn: { Active: -1 },
}));

beforeEach(() => {
  stub.window.views.length = 0;
});

const viewType = "test.pages";

/** The state behind one page of the test. */
class Counter {
  readonly #changed = new Emitter<void>();
  readonly onDidChange = this.#changed.event;
  count = 0;
  isOver = false;
  readonly asked: string[] = [];
  readonly title: string;

  constructor(title: string) {
    this.title = title;
  }

  add(): void {
    this.count += 1;
    this.#changed.fire();
  }

  dispose(): void {
    this.isOver = true;
  }
}

interface Target {
  readonly name: string;
}

function setUp() {
  const made: Counter[] = [];
  const warnings: string[] = [];
  const errors: unknown[] = [];
  const make = (name: string): Counter => {
    const counter = new Counter(name);
    made.push(counter);
    return counter;
  };
  const pages = registerPages({
    viewType,
    extensionUri: "extension" as never,
    page: { name: "counter", texts: { more: "More" } },
    open: ({ name }: Target) => make(name),
    restore: (memento) => (typeof memento === "string" ? make(memento) : undefined),
    keyOf: ({ name }) => (name === "" ? undefined : name),
    keyOfRestored: ({ title }) => title,
    ask: (counter, { name }) => counter.asked.push(name),
    parseIntent: (message) =>
      message === "ready" || message === "add" || message === "fail"
        ? { kind: message }
        : undefined,
    receive: async ({ kind }, counter) => {
      if (kind === "add") counter.add();
      if (kind === "fail") throw new Error("It went wrong");
    },
    newsOf: ({ title, count }) => [
      { version: title, message: { kind: "name", title } },
      { version: count, message: { kind: "count", count } },
    ],
    reportError: async (error) => void errors.push(error),
    log: { ...silentLogger, warn: (message) => void warnings.push(message) },
  });
  return { pages, made, warnings, errors };
}

const sent = (view: FakeView | undefined): readonly unknown[] => view?.posted.splice(0) ?? [];

test("targets of one key lead to one page, which hears what it is asked for now", () => {
  const { pages, made } = setUp();
  pages.open({ name: "a" });
  pages.open({ name: "b" });
  pages.open({ name: "a" });
  expect(made.map(({ title }) => title)).toEqual(["a", "b"]);
  expect(made[0]?.asked).toEqual(["a"]);
  expect(stub.window.views.map(({ reveals }) => reveals)).toEqual([1, 0]);
});

test("targets without a key have a page each", () => {
  const { pages, made } = setUp();
  pages.open({ name: "" });
  pages.open({ name: "" });
  expect(made).toHaveLength(2);
});

test("a page that was closed is opened anew, and what was behind it has ended", () => {
  const { pages, made } = setUp();
  pages.open({ name: "a" });
  stub.window.views[0]?.dispose();
  expect(made[0]?.isOver).toBe(true);
  pages.open({ name: "a" });
  expect(made).toHaveLength(2);
});

test("a page has its words in the language of the editor", () => {
  setUp().pages.open({ name: "a" });
  const [view] = stub.window.views;
  expect(view?.title).toBe("a");
  expect(view?.webview.html).toContain("More, translated");
});

test("a page that is ready hears everything, and afterwards only of what is new", () => {
  const { pages, made } = setUp();
  pages.open({ name: "a" });
  const [view] = stub.window.views;
  const name = { ordsSecurity: true, kind: "name", title: "a" };
  const count = (value: number) => ({ ordsSecurity: true, kind: "count", count: value });
  view?.received.fire("ready");
  expect(sent(view)).toEqual([name, count(0)]);
  view?.received.fire("add");
  expect(sent(view)).toEqual([count(1)]);
  made[0]?.add();
  expect(sent(view)).toEqual([count(2)]);
  view?.received.fire("ready");
  expect(sent(view)).toEqual([name, count(2)]);
});

test("a hidden page is told nothing, and everything when it is back", () => {
  const { pages, made } = setUp();
  pages.open({ name: "a" });
  const [view] = stub.window.views;
  if (view) view.visible = false;
  made[0]?.add();
  expect(sent(view)).toEqual([]);
  if (view) view.visible = true;
  view?.received.fire("ready");
  expect(sent(view)).toHaveLength(2);
});

test("what a page says and nobody understands is logged; what fails is reported", async () => {
  const { pages, warnings, errors } = setUp();
  pages.open({ name: "a" });
  const [view] = stub.window.views;
  view?.received.fire({ kind: "drop" });
  expect(warnings).toEqual(["The page counter sent something that is not understood."]);
  view?.received.fire("fail");
  await vi.waitFor(() => expect(errors).toEqual([new Error("It went wrong")]));
});

test("pages of before a reload are filled again, and found by their key", async () => {
  const { pages, made } = setUp();
  const view = await stub.window.bringBack(viewType, "a");
  expect(view.webview.html).toContain("counter.js");
  pages.open({ name: "a" });
  expect(made).toHaveLength(1);
  expect(view.reveals).toBe(1);
});

test("a page that nobody understands, or whose key is taken, does not come back", async () => {
  const { pages, made } = setUp();
  expect((await stub.window.bringBack(viewType, 7)).isGone).toBe(true);
  pages.open({ name: "a" });
  expect((await stub.window.bringBack(viewType, "a")).isGone).toBe(true);
  expect(made.map(({ isOver }) => isOver)).toEqual([false, true]);
});

test("the end leaves the editors, which come back after a reload, and ends what is behind them", () => {
  const { pages, made } = setUp();
  let closed = 0;
  pages.open({ name: "a" });
  stub.window.views[0]?.onDidDispose(() => (closed += 1));
  pages.dispose();
  expect(made[0]?.isOver).toBe(true);
  expect(closed).toBe(0);
});
