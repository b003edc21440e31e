import {
  CancellationError,
  QuickInputButtons,
  type QuickPick,
  type QuickPickItem,
  window,
} from "vscode";
import type { Option, PickManyQuestion } from "../../features/scaffold/question.ts";
import type { Frame, Outcome, PickOnePrompt } from "./prompt.ts";
import { withoutIcons } from "../withoutIcons.ts";

/** Offers a list, with a place for a value of one's own where the prompt allows it. Closing it throws. */
export async function showPick(prompt: PickPrompt, frame: Frame): Promise<Outcome> {
  const picker = window.createQuickPick<ValueItem>();
  const choice = new Choice(prompt, picker);
  picker.title = frame.title;
  if (frame.totalSteps > 1) {
    picker.step = frame.step;
    picker.totalSteps = frame.totalSteps;
  }
  picker.placeholder = placeholderOf(prompt);
  picker.canSelectMany = prompt.kind === "pickMany";
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.ignoreFocusOut = true;
  if (frame.step > 1) picker.buttons = [QuickInputButtons.Back];
  choice.start(frame.draft === undefined ? initialOf(prompt) : [frame.draft].flat().map(String));
  try {
    return await new Promise<Outcome>((resolve, reject) => {
      picker.onDidChangeValue((text) => choice.typed(text));
      picker.onDidChangeSelection((items) => choice.selected(items));
      picker.onDidAccept(() => {
        choice.accepted().then((answer) => {
          if (answer !== undefined) resolve({ kind: "answered", answer });
        }, reject);
      });
      picker.onDidTriggerButton(() => resolve({ kind: "back", draft: choice.draft() }));
      picker.onDidHide(() => reject(new CancellationError()));
      picker.show();
    });
  } finally {
    picker.dispose();
  }
}

type PickPrompt = PickOnePrompt | PickManyQuestion;

interface ValueItem extends QuickPickItem {
  readonly value: string;
  /** Cannot be chosen: it only says why what was typed will not do. */
  readonly refused: boolean;
}

/** What is chosen while the list changes under the person's typing. */
class Choice {
  readonly #prompt: PickPrompt;
  readonly #picker: QuickPick<ValueItem>;
  #values: readonly string[] = [];
  /** What the person was warned of; confirming once more passes it. */
  #warning: string | undefined;

  constructor(prompt: PickPrompt, picker: QuickPick<ValueItem>) {
    this.#prompt = prompt;
    this.#picker = picker;
  }

  start(values: readonly string[]): void {
    this.#values = values;
    this.#show("");
    const before = this.#picker.items.filter(({ value }) => values.includes(value));
    // An empty list here would leave nothing active, and Enter without an effect.
    if (this.#prompt.kind === "pickOne" && before.length > 0) this.#picker.activeItems = before;
  }

  typed(text: string): void {
    if (this.#prompt.other) this.#show(text.trim());
  }

  selected(items: readonly ValueItem[]): void {
    if (this.#prompt.kind !== "pickMany") return;
    this.#values = items.filter(({ refused }) => !refused).map(({ value }) => value);
  }

  /** The answer, or undefined when it will not do and the person has been told why. */
  async accepted(): Promise<string | readonly string[] | undefined> {
    if (this.#prompt.kind === "pickOne") {
      const [active] = this.#picker.activeItems;
      if (!active || active.refused || this.#picker.busy) return undefined;
      const problem = await this.#lookUp(this.#prompt, active.value);
      if (problem === undefined) return active.value;
      this.#say(problem);
      return undefined;
    }
    const meant = this.#values.length === 0 ? this.#meant() : undefined;
    const values = meant === undefined ? this.#values : [meant];
    const complaint = this.#prompt.checkAll(values);
    const passed = complaint?.severity === "warning" && complaint.message === this.#warning;
    if (!complaint || passed) return values;
    if (complaint.severity === "warning") this.#warning = complaint.message;
    this.#say(complaint.message);
    return undefined;
  }

  draft(): string | readonly string[] | undefined {
    return this.#prompt.kind === "pickMany" ? this.#values : this.#picker.activeItems[0]?.value;
  }

  async #lookUp({ lookUp }: PickOnePrompt, value: string): Promise<string | undefined> {
    if (!lookUp) return undefined;
    this.#picker.busy = true;
    this.#picker.enabled = false;
    try {
      return await lookUp(value);
    } finally {
      this.#picker.busy = false;
      this.#picker.enabled = true;
    }
  }

  /** A quick pick has no place for a complaint but the line where one types. */
  #say(message: string): void {
    this.#picker.value = "";
    this.#picker.placeholder = message;
  }

  /** Typing a name and pressing Enter means that name, although its box was not ticked. */
  #meant(): string | undefined {
    const text = this.#picker.value.trim();
    if (text === "") return undefined;
    const shown = this.#picker.items.filter(({ refused }) => !refused);
    const named = shown.find(({ value }) => value === text);
    return (named ?? this.#picker.activeItems.find(({ refused }) => !refused))?.value;
  }

  #show(text: string): void {
    const offered = this.#prompt.options.map((item) => ({ ...toItem(item), refused: false }));
    const known = new Set(this.#prompt.options.map(({ value }) => value));
    // What a draft brings and the list does not know any more is kept only where one may type.
    const typedBefore = this.#prompt.other ? this.#values.filter((value) => !known.has(value)) : [];
    const own = typedBefore.map((value) => this.#own(value));
    const isNew = text !== "" && !known.has(text) && !this.#values.includes(text);
    const typed = isNew && this.#prompt.other ? [this.#own(text)] : [];
    const values = this.#values;
    this.#picker.items = [...own, ...offered, ...typed];
    if (this.#prompt.kind === "pickMany") {
      // A new list forgets the ticks.
      this.#picker.selectedItems = this.#picker.items.filter(({ value }) => values.includes(value));
    }
  }

  #own(text: string): ValueItem {
    const problem = this.#prompt.other?.check(text);
    return {
      value: text,
      label: `$(${problem ? "warning" : "add"}) ${withoutIcons(this.#prompt.other?.label(text) ?? text)}`,
      ...(problem ? { detail: problem.message } : {}),
      alwaysShow: true,
      refused: problem?.severity === "error",
    };
  }
}

/** A quick pick has one line for both the question and the hint. */
function placeholderOf({ kind, prompt, placeholder }: PickPrompt): string {
  return kind === "pickOne" || placeholder === undefined ? prompt : `${prompt} – ${placeholder}`;
}

function initialOf(prompt: PickPrompt): readonly string[] {
  return prompt.kind === "pickMany" ? prompt.initial : [];
}

function toItem(item: Option): Omit<ValueItem, "refused"> {
  return {
    value: item.value,
    label: withoutIcons(item.label),
    ...(item.description === undefined ? {} : { description: withoutIcons(item.description) }),
    ...(item.detail === undefined ? {} : { detail: withoutIcons(item.detail) }),
  };
}
