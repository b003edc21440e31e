import { assertNever } from "../../base/assertNever.ts";
import type { PromptAnswers } from "./prompt.ts";
import { showInput } from "./showInput.ts";
import { showPick } from "./showPick.ts";
import { type ShowPrompt, type Walk, walkPrompts } from "./walkPrompts.ts";

/** Asks the steps of a walk in VS Code's quick input. Throws a `CancellationError` when the person closes it. */
export async function askPrompts(walk: Walk): Promise<PromptAnswers> {
  return await walkPrompts(walk, showPrompt);
}

const showPrompt: ShowPrompt = async (prompt, frame) => {
  switch (prompt.kind) {
    case "text":
    case "secret":
      return await showInput(prompt, frame);
    case "pickOne":
    case "pickMany":
      return await showPick(prompt, frame);
    default:
      return assertNever(prompt);
  }
};
