import type { Answers, Question } from "./question.ts";
import type { Scaffold, ScaffoldContext } from "./scaffold.ts";

export interface Step {
  readonly question: Question;
  /** From 1, counting only what is asked. */
  readonly position: number;
  readonly total: number;
}

export interface Progress {
  /** Known from where the person began ("grant a role to *this* client"): never asked. */
  readonly given: Answers;
  readonly answers: Answers;
}

/** The first question that has no answer yet; undefined when everything has been asked. */
export function nextQuestion(
  scaffold: Scaffold,
  context: ScaffoldContext,
  progress: Progress,
): Step | undefined {
  const asked = askedQuestions(scaffold, context, progress);
  const index = asked.findIndex((question) => !(question.id in progress.answers));
  const question = asked[index];
  return question && { question, position: index + 1, total: asked.length };
}

/** Everything that will be asked, as far as the answers so far tell. */
export function askedQuestions(
  scaffold: Scaffold,
  context: ScaffoldContext,
  { given, answers }: Progress,
): readonly Question[] {
  return scaffold
    .questions(context, { ...answers, ...given })
    .filter((question) => !(question.id in given));
}
