import { beforeEach, expect, test, vi } from "vitest";
import { Emitter } from "../../../../src/base/emitter.ts";
import { Secret } from "../../../../src/base/secret.ts";
import type { Frame, SecretPrompt, TextPrompt } from "../../../../src/vscode/prompts/prompt.ts";
import { showInput } from "../../../../src/vscode/prompts/showInput.ts";

const opened = vi.hoisted(() => ({
  box: undefined as unknown,
  dialog: async (): Promise<readonly { fsPath: string }[] | undefined> => undefined,
}));

vi.mock("vscode", () => ({
  CancellationError: class extends Error {
    override name = "Canceled";
  },
  InputBoxValidationSeverity: { Error: 3, Warning: 2 },
  QuickInputButtons: { Back: "back" },
  ThemeIcon: class {
    readonly id = "icon";
  },
  Uri: { file: (path: string) => path },
  l10n: { t: (text: string) => text },
  window: {
    createInputBox: () => opened.box,
    showOpenDialog: async () => await opened.dialog(),
  },
}));

/** As much of an input box as is needed. */
class FakeBox {
  title = "";
  prompt = "";
  value = "";
  buttons: readonly unknown[] = [];
  busy = false;
  enabled = true;
  validationMessage: { readonly message: string } | undefined;
  shown = 0;
  readonly #typed = new Emitter<string>();
  readonly #accepted = new Emitter<void>();
  readonly #button = new Emitter<unknown>();
  readonly #hidden = new Emitter<void>();
  readonly onDidChangeValue = this.#typed.event;
  readonly onDidAccept = this.#accepted.event;
  readonly onDidTriggerButton = this.#button.event;
  readonly onDidHide = this.#hidden.event;

  show(): void {
    this.shown += 1;
  }
  dispose(): void {}
  type(text: string): void {
    this.value = text;
    this.#typed.fire(text);
  }
  enter(): void {
    this.#accepted.fire();
  }
  press(button: unknown): void {
    this.#button.fire(button);
  }
  hide(): void {
    this.#hidden.fire();
  }
}

let box: FakeBox;
beforeEach(() => {
  box = new FakeBox();
  opened.box = box;
  opened.dialog = async () => undefined;
});

const settled = async (): Promise<void> => await new Promise((resolve) => setImmediate(resolve));

const frame: Frame = { title: "A title", step: 2, totalSteps: 3, draft: undefined };
const text: TextPrompt = {
  kind: "text",
  id: "folder",
  prompt: "Which folder?",
  placeholder: undefined,
  initial: "",
  optional: false,
  check: (typed) => (typed === "" ? { severity: "error", message: "Type it." } : undefined),
};

test("a text that will not do keeps the person at the step", async () => {
  const answer = showInput(text, frame);
  box.enter();
  await settled();
  expect(box.validationMessage?.message).toBe("Type it.");
  box.type("x");
  box.enter();
  expect(await answer).toEqual({ kind: "answered", answer: "x" });
});

test("what is looked up is told at the step, which is busy meanwhile and keeps what was typed", async () => {
  const looks: string[] = [];
  let found: (message: string | undefined) => void = () => undefined;
  const lookUp = async (typed: string) => {
    looks.push(typed);
    return await new Promise<string | undefined>((resolve) => (found = resolve));
  };
  const answer = showInput({ ...text, lookUp }, frame);
  box.type("/w");
  box.enter();
  expect([box.busy, box.enabled]).toEqual([true, false]);
  box.enter();
  found("There is no wallet.");
  await settled();
  expect([box.busy, box.enabled, box.value]).toEqual([false, true, "/w"]);
  expect(box.validationMessage?.message).toBe("There is no wallet.");
  box.type("/w2");
  expect(box.validationMessage).toBeUndefined();
  box.enter();
  found(undefined);
  expect(await answer).toEqual({ kind: "answered", answer: "/w2" });
  expect(looks).toEqual(["/w", "/w2"]);
});

test("neither a question nor a complaint makes a link", async () => {
  const complaint = { severity: "error", message: "Not [a](command:b)" } as const;
  const answer = showInput(
    {
      ...text,
      prompt: "Of [a](command:b)?",
      check: (typed) => (typed === "" ? complaint : undefined),
    },
    frame,
  );
  box.enter();
  await settled();
  expect(box.prompt).toBe("Of [a] (command:b)?");
  expect(box.validationMessage?.message).toBe("Not [a] (command:b)");
  box.type("x");
  box.enter();
  await answer;
});

test("an optional text that is empty is not looked up", async () => {
  const lookUp = vi.fn(async () => "No.");
  const answer = showInput({ ...text, optional: true, lookUp }, frame);
  box.enter();
  expect(await answer).toEqual({ kind: "answered", answer: "" });
  expect(lookUp).not.toHaveBeenCalled();
});

test("a folder can be chosen, also where the dialog takes the place of the box", async () => {
  opened.dialog = async () => {
    box.hide();
    return [{ fsPath: "/chosen" }];
  };
  const answer = showInput({ ...text, browse: "folder" }, frame);
  const [back, browse] = box.buttons;
  expect(back).toBe("back");
  box.press(browse);
  await settled();
  expect([box.value, box.shown]).toEqual(["/chosen", 2]);
  box.enter();
  expect(await answer).toEqual({ kind: "answered", answer: "/chosen" });
});

test("a dialog that is closed leaves what was typed", async () => {
  const answer = showInput({ ...text, browse: "folder" }, { ...frame, draft: "/typed", step: 1 });
  expect(box.buttons).toHaveLength(1);
  box.press(box.buttons[0]);
  await settled();
  box.enter();
  expect(await answer).toEqual({ kind: "answered", answer: "/typed" });
});

test("going back brings what was typed, a secret as one", async () => {
  const secret: SecretPrompt = {
    kind: "secret",
    id: "password",
    prompt: "Password",
    placeholder: undefined,
    check: () => undefined,
  };
  const answer = showInput(secret, frame);
  box.type("half");
  box.press("back");
  const outcome = await answer;
  const draft = outcome.kind === "back" ? outcome.draft : undefined;
  expect(draft).toBeInstanceOf(Secret);
  expect(draft instanceof Secret && draft.reveal()).toBe("half");
});

test("closing is cancelling", async () => {
  const answer = showInput(text, frame);
  box.hide();
  await expect(answer).rejects.toMatchObject({ name: "Canceled" });
});

test("what is wrong with the looking itself is thrown on", async () => {
  const lookUp = async (): Promise<string | undefined> => {
    throw new Error("broken");
  };
  const answer = showInput({ ...text, lookUp }, { ...frame, draft: "x" });
  box.enter();
  await expect(answer).rejects.toThrow("broken");
});
