import { beforeEach, expect, test, vi } from "vitest";
import { Emitter } from "../../../../src/base/emitter.ts";
import type {
  Option,
  PickManyQuestion,
  PickOneQuestion,
} from "../../../../src/features/scaffold/question.ts";
import type { Outcome, PromptAnswer } from "../../../../src/vscode/prompts/prompt.ts";
import { showPick } from "../../../../src/vscode/prompts/showPick.ts";

const opened = vi.hoisted(() => ({ picker: undefined as unknown }));

vi.mock("vscode", () => ({
  CancellationError: class extends Error {
    override name = "Canceled";
  },
  QuickInputButtons: { Back: "back" },
  window: { createQuickPick: () => opened.picker },
}));

interface Item {
  readonly value: string;
  readonly label: string;
}

/** As much of a quick pick as is needed; like the real one it forgets its ticks when the list changes. */
class FakePicker {
  title = "";
  placeholder = "";
  step: number | undefined;
  totalSteps: number | undefined;
  buttons: readonly unknown[] = [];
  canSelectMany = false;
  busy = false;
  enabled = true;
  activeItems: readonly Item[] = [];
  #items: readonly Item[] = [];
  #selected: readonly Item[] = [];
  #value = "";
  readonly #typed = new Emitter<string>();
  readonly #selection = new Emitter<readonly Item[]>();
  readonly #accepted = new Emitter<void>();
  readonly #button = new Emitter<unknown>();
  readonly #hidden = new Emitter<void>();
  readonly onDidChangeValue = this.#typed.event;
  readonly onDidChangeSelection = this.#selection.event;
  readonly onDidAccept = this.#accepted.event;
  readonly onDidTriggerButton = this.#button.event;
  readonly onDidHide = this.#hidden.event;

  get items(): readonly Item[] {
    return this.#items;
  }
  set items(items: readonly Item[]) {
    this.#items = items;
    this.#activate();
    this.selectedItems = [];
  }
  get selectedItems(): readonly Item[] {
    return this.#selected;
  }
  set selectedItems(items: readonly Item[]) {
    this.#selected = items;
    this.#selection.fire(items);
  }
  get value(): string {
    return this.#value;
  }
  set value(text: string) {
    this.#value = text;
    this.#typed.fire(text);
  }
  show(): void {}
  dispose(): void {}

  type(text: string): void {
    this.value = text;
    this.#activate();
  }
  tick(value: string): void {
    const item = this.#items.find((one) => one.value === value);
    if (!item) throw new Error(`${value} is not in the list`);
    this.selectedItems = [...this.#selected, item];
  }
  enter(): void {
    this.#accepted.fire();
  }
  goBack(): void {
    this.#button.fire("back");
  }
  close(): void {
    this.#hidden.fire();
  }
  /** Where several can be ticked, no line is active as long as one only types. */
  #activate(): void {
    this.activeItems = this.canSelectMany ? [] : this.#shown().slice(0, 1);
  }
  #shown(): readonly Item[] {
    return this.#items.filter(({ label }) =>
      label.toLowerCase().includes(this.#value.toLowerCase()),
    );
  }
}

let picker: FakePicker;
beforeEach(() => {
  picker = new FakePicker();
  opened.picker = picker;
});

const option = (value: string): Option => ({
  value,
  label: value,
  description: undefined,
  detail: undefined,
});

const many: PickManyQuestion = {
  kind: "pickMany",
  id: "roles",
  prompt: "Which roles?",
  placeholder: "Choose roles",
  options: ["HR Reader", "HR Writer"].map(option),
  initial: [],
  other: {
    label: (text) => `Create role ${text}`,
    check: (text) => (text === "bad" ? { severity: "error", message: "Not this name" } : undefined),
  },
  checkAll: (values) =>
    values.length === 0 ? { severity: "warning", message: "Without a role?" } : undefined,
};

const one: PickOneQuestion = {
  kind: "pickOne",
  id: "client",
  prompt: "Which client?",
  placeholder: undefined,
  options: ["payroll", "report"].map(option),
  other: undefined,
};

const ask = async (
  question: PickOneQuestion | PickManyQuestion,
  draft?: PromptAnswer,
): Promise<Outcome> =>
  await showPick(question, { title: "A title", step: 2, totalSteps: 3, draft });

test("one of the list", async () => {
  const answer = ask(one);
  picker.type("rep");
  picker.enter();
  expect(await answer).toEqual({ kind: "answered", answer: "report" });
});

test("Enter takes the first of the list, when nothing was chosen before", async () => {
  const answer = ask(one);
  picker.enter();
  expect(await answer).toEqual({ kind: "answered", answer: "payroll" });
});

test("a single question is not counted", async () => {
  const answer = showPick(one, { title: "A title", step: 1, totalSteps: 1, draft: undefined });
  expect([picker.step, picker.totalSteps]).toEqual([undefined, undefined]);
  picker.enter();
  await answer;
});

test("what was chosen before is active again", async () => {
  const answer = ask(one, "report");
  picker.enter();
  expect(await answer).toEqual({ kind: "answered", answer: "report" });
});

test("several, ticked while typing changes the list", async () => {
  const answer = ask(many);
  picker.tick("HR Writer");
  picker.type("Audit");
  picker.tick("Audit");
  picker.type("");
  expect(picker.items.map(({ label }) => label)).toEqual([
    "$(add) Create role Audit",
    "HR Reader",
    "HR Writer",
  ]);
  picker.enter();
  expect(await answer).toEqual({ kind: "answered", answer: ["Audit", "HR Writer"] });
});

test("a name that is typed and not ticked is meant all the same", async () => {
  const answer = ask(many);
  picker.type("Audit");
  picker.enter();
  expect(await answer).toEqual({ kind: "answered", answer: ["Audit"] });
});

test("a name that will not do cannot be chosen", async () => {
  const answer = ask(many);
  picker.type("bad");
  picker.enter();
  expect(picker.placeholder).toBe("Without a role?");
  picker.tick("HR Reader");
  picker.enter();
  expect(await answer).toEqual({ kind: "answered", answer: ["HR Reader"] });
});

test("a warning is said once and can be passed", async () => {
  const answer = ask(many);
  picker.enter();
  expect(picker.placeholder).toBe("Without a role?");
  picker.enter();
  expect(await answer).toEqual({ kind: "answered", answer: [] });
});

test("an error cannot be passed", async () => {
  const strict: PickManyQuestion = {
    ...many,
    checkAll: (values) =>
      values.length === 0 ? { severity: "error", message: "At least one." } : undefined,
  };
  const answer = ask(strict);
  picker.enter();
  picker.enter();
  expect(picker.placeholder).toBe("At least one.");
  picker.tick("HR Reader");
  picker.enter();
  expect(await answer).toEqual({ kind: "answered", answer: ["HR Reader"] });
});

test("going back brings what is ticked", async () => {
  const answer = ask(many, ["HR Reader", "Audit"]);
  picker.goBack();
  expect(await answer).toEqual({ kind: "back", draft: ["HR Reader", "Audit"] });
});

test("what is chosen is looked up, and what is wrong with it is said in the list", async () => {
  const lookUp = vi.fn(async (value: string) =>
    value === "payroll" ? "Payroll is not there." : undefined,
  );
  const answer = showPick(
    { ...one, lookUp },
    { title: "A title", step: 1, totalSteps: 1, draft: undefined },
  );
  picker.enter();
  expect([picker.busy, picker.enabled]).toEqual([true, false]);
  picker.enter();
  await new Promise((resolve) => setImmediate(resolve));
  expect([picker.busy, picker.enabled]).toEqual([false, true]);
  expect(picker.placeholder).toBe("Payroll is not there.");
  picker.type("report");
  picker.enter();
  expect(await answer).toEqual({ kind: "answered", answer: "report" });
  expect(lookUp.mock.calls).toEqual([["payroll"], ["report"]]);
});

test("closing is cancelling", async () => {
  const answer = ask(one);
  picker.close();
  await expect(answer).rejects.toMatchObject({ name: "Canceled" });
});
