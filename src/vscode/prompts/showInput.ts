import {
  CancellationError,
  type InputBox,
  InputBoxValidationSeverity,
  l10n,
  QuickInputButtons,
  ThemeIcon,
  Uri,
  window,
} from "vscode";
import { Secret } from "../../base/secret.ts";
import type { Complaint } from "../../features/scaffold/question.ts";
import { withoutLinks } from "../withoutLinks.ts";
import type { Frame, Outcome, SecretPrompt, TextPrompt } from "./prompt.ts";

/** Asks for a text, checked as it is typed. Closing it throws a `CancellationError`. */
export async function showInput(prompt: TextPrompt | SecretPrompt, frame: Frame): Promise<Outcome> {
  const box = window.createInputBox();
  box.title = frame.title;
  if (frame.totalSteps > 1) {
    box.step = frame.step;
    box.totalSteps = frame.totalSteps;
  }
  box.prompt = withoutLinks(prompt.prompt);
  box.placeholder = prompt.placeholder;
  box.password = prompt.kind === "secret";
  box.ignoreFocusOut = true;
  box.value = firstValue(prompt, frame);
  const browse = prompt.kind === "text" && prompt.browse ? browseButton(prompt.browse) : undefined;
  box.buttons = [...(frame.step > 1 ? [QuickInputButtons.Back] : []), ...(browse ? [browse] : [])];
  // Nobody wants to be scolded for an empty field that they have not touched.
  if (box.value !== "") box.validationMessage = toValidation(complaintOf(prompt, box.value));
  const answer = (text: string): string | Secret =>
    prompt.kind === "secret" ? new Secret(text) : text;
  let browsing = false;
  try {
    return await new Promise<Outcome>((resolve, reject) => {
      box.onDidChangeValue((text) => {
        box.validationMessage = toValidation(complaintOf(prompt, text));
      });
      box.onDidAccept(() => {
        accept(prompt, box).then((good) => {
          if (good) resolve({ kind: "answered", answer: answer(box.value) });
        }, reject);
      });
      box.onDidTriggerButton((button) => {
        if (!browse || button !== browse)
          return resolve({ kind: "back", draft: answer(box.value) });
        browsing = true;
        choose(box, browse.what).then(() => {
          browsing = false;
          // Where VS Code has a dialog of its own, it took the place of this one.
          box.show();
        }, reject);
      });
      box.onDidHide(() => {
        if (!browsing) reject(new CancellationError());
      });
      box.show();
    });
  } finally {
    box.dispose();
  }
}

/** Whether the text will do; when not, the box says why. */
async function accept(prompt: TextPrompt | SecretPrompt, box: InputBox): Promise<boolean> {
  if (box.busy) return false;
  const text = box.value;
  const problem = complaintOf(prompt, text);
  box.validationMessage = toValidation(problem);
  if (problem?.severity === "error") return false;
  if (prompt.kind === "secret" || !prompt.lookUp || (prompt.optional && text === "")) return true;
  box.busy = true;
  box.enabled = false;
  try {
    const message = await prompt.lookUp(text);
    box.validationMessage = toValidation(
      message === undefined ? problem : { severity: "error", message },
    );
    return message === undefined;
  } finally {
    box.busy = false;
    box.enabled = true;
  }
}

function browseButton(what: "folder" | "file") {
  const tooltip = what === "folder" ? l10n.t("Choose folder…") : l10n.t("Choose file…");
  return { what, iconPath: new ThemeIcon("folder-opened"), tooltip };
}

async function choose(box: InputBox, what: "folder" | "file"): Promise<void> {
  const chosen = await window.showOpenDialog({
    canSelectFiles: what === "file",
    canSelectFolders: what === "folder",
    openLabel: l10n.t("Choose"),
    ...(box.value.trim() === "" ? {} : { defaultUri: Uri.file(box.value.trim()) }),
  });
  const [place] = chosen ?? [];
  if (!place) return;
  box.value = place.fsPath;
  box.validationMessage = undefined;
}

function complaintOf(prompt: TextPrompt | SecretPrompt, text: string): Complaint | undefined {
  if (prompt.kind === "text" && prompt.optional && text === "") return undefined;
  return prompt.check(text);
}

function firstValue(prompt: TextPrompt | SecretPrompt, { draft }: Frame): string {
  if (draft instanceof Secret) return draft.reveal();
  if (typeof draft === "string") return draft;
  return prompt.kind === "text" ? prompt.initial : "";
}

function toValidation(
  problem: Complaint | undefined,
): { message: string; severity: InputBoxValidationSeverity } | undefined {
  return (
    problem && {
      message: withoutLinks(problem.message),
      severity:
        problem.severity === "error"
          ? InputBoxValidationSeverity.Error
          : InputBoxValidationSeverity.Warning,
    }
  );
}
