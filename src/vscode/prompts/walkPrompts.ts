import type { Frame, Outcome, Prompt, PromptAnswer, PromptAnswers } from "./prompt.ts";

export interface Walk {
  readonly title: string;
  /** The steps as they follow from the answers so far; a later one may appear or go. */
  readonly prompts: (answers: PromptAnswers) => readonly Prompt[];
  /** What was answered in an earlier walk through the same steps: the fields begin with it. */
  readonly drafts: PromptAnswers;
  /** The step to begin at; the steps before it keep their drafts as answers. */
  readonly startAt: "first" | "last";
}

export type ShowPrompt = (prompt: Prompt, frame: Frame) => Promise<Outcome>;

/** Walks through the steps, forward and back, and keeps what was typed. Throws what `show` throws. */
export async function walkPrompts(walk: Walk, show: ShowPrompt): Promise<PromptAnswers> {
  const drafts: Record<string, PromptAnswer> = { ...walk.drafts };
  let position = walk.startAt === "first" ? 0 : walk.prompts(drafts).length - 1;
  for (;;) {
    const answers = answersBefore(walk, drafts, position);
    const prompts = walk.prompts(answers);
    const prompt = prompts[position];
    if (!prompt) return answers;
    const outcome = await show(prompt, {
      title: walk.title,
      step: position + 1,
      totalSteps: prompts.length,
      draft: drafts[prompt.id],
    });
    if (outcome.kind === "answered") {
      drafts[prompt.id] = outcome.answer;
      position += 1;
    } else {
      if (outcome.draft !== undefined) drafts[prompt.id] = outcome.draft;
      position -= 1;
    }
  }
}

/** The answers of the steps that come before a place; a step that an answer made disappear leaves none. */
function answersBefore(walk: Walk, drafts: PromptAnswers, position: number): PromptAnswers {
  const answers: Record<string, PromptAnswer> = {};
  for (let index = 0; index < position; index += 1) {
    const id = walk.prompts(answers)[index]?.id;
    const draft = id === undefined ? undefined : drafts[id];
    if (id !== undefined && draft !== undefined) answers[id] = draft;
  }
  return answers;
}
