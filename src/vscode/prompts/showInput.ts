import { CancellationError, InputBoxValidationSeverity, QuickInputButtons, window } from "vscode";
import { Secret } from "../../base/secret.ts";
import type { Complaint, TextQuestion } from "../../features/scaffold/question.ts";
import type { Frame, Outcome, SecretPrompt } from "./prompt.ts";

/** Asks for a text, checked as it is typed. Closing it throws a `CancellationError`. */
export async function showInput(
  prompt: TextQuestion | SecretPrompt,
  frame: Frame,
): Promise<Outcome> {
  const box = window.createInputBox();
  box.title = frame.title;
  if (frame.totalSteps > 1) {
    box.step = frame.step;
    box.totalSteps = frame.totalSteps;
  }
  box.prompt = prompt.prompt;
  box.placeholder = prompt.placeholder;
  box.password = prompt.kind === "secret";
  box.ignoreFocusOut = true;
  box.value = firstValue(prompt, frame);
  if (frame.step > 1) box.buttons = [QuickInputButtons.Back];
  // Nobody wants to be scolded for an empty field that they have not touched.
  if (box.value !== "") box.validationMessage = toValidation(complaintOf(prompt, box.value));
  const answer = (text: string): string | Secret =>
    prompt.kind === "secret" ? new Secret(text) : text;
  try {
    return await new Promise<Outcome>((resolve, reject) => {
      box.onDidChangeValue((text) => {
        box.validationMessage = toValidation(complaintOf(prompt, text));
      });
      box.onDidAccept(() => {
        const problem = complaintOf(prompt, box.value);
        box.validationMessage = toValidation(problem);
        if (problem?.severity !== "error") {
          resolve({ kind: "answered", answer: answer(box.value) });
        }
      });
      box.onDidTriggerButton(() => resolve({ kind: "back", draft: answer(box.value) }));
      box.onDidHide(() => reject(new CancellationError()));
      box.show();
    });
  } finally {
    box.dispose();
  }
}

function complaintOf(prompt: TextQuestion | SecretPrompt, text: string): Complaint | undefined {
  if (prompt.kind === "text" && prompt.optional && text === "") return undefined;
  return prompt.check(text);
}

function firstValue(prompt: TextQuestion | SecretPrompt, { draft }: Frame): string {
  if (draft instanceof Secret) return draft.reveal();
  if (typeof draft === "string") return draft;
  return prompt.kind === "text" ? prompt.initial : "";
}

function toValidation(
  problem: Complaint | undefined,
): { message: string; severity: InputBoxValidationSeverity } | undefined {
  return (
    problem && {
      message: problem.message,
      severity:
        problem.severity === "error"
          ? InputBoxValidationSeverity.Error
          : InputBoxValidationSeverity.Warning,
    }
  );
}
