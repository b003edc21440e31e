import type { Answers } from "../../features/scaffold/question.ts";
import type { PromptAnswers } from "../prompts/prompt.ts";

/** Answers where no secret is asked for: texts and lists. */
export function plainAnswers(answers: PromptAnswers): Answers {
  const entries = Object.entries(answers).flatMap(([id, answer]) =>
    typeof answer === "string" || Array.isArray(answer) ? [[id, answer] as const] : [],
  );
  return Object.fromEntries(entries);
}
