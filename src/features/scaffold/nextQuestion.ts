import { assertNever } from "../../base/assertNever.ts";
import { error } from "./checks.ts";
import type { Answer, Answers, Complaint, Question } from "./question.ts";
import { refusalIn } from "./refusalIn.ts";
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

/**
 * Everything that will be asked, as far as the answers so far tell. What the dialect cannot say is an error of the
 * answer that asks for it; a choice of one is judged by `refusalIn` when it is made, since it has no check.
 */
export function askedQuestions(
  scaffold: Scaffold,
  context: ScaffoldContext,
  { given, answers }: Progress,
): readonly Question[] {
  const known = { ...answers, ...given };
  return scaffold
    .questions(context, known)
    .filter((question) => !(question.id in given))
    .map((question) =>
      withRefusal(question, (answer) =>
        refusalIn(scaffold, context, { ...known, [question.id]: answer }),
      ),
    );
}

function withRefusal(question: Question, refuse: (answer: Answer) => string | undefined): Question {
  const judge = (complaint: Complaint | undefined, answer: Answer): Complaint | undefined => {
    if (complaint?.severity === "error") return complaint;
    const refusal = refuse(answer);
    return refusal === undefined ? complaint : error(refusal);
  };
  switch (question.kind) {
    case "text":
      return { ...question, check: (text) => judge(question.check(text), text) };
    case "pickMany":
      return { ...question, checkAll: (values) => judge(question.checkAll(values), values) };
    case "pickOne":
      return question;
    default:
      return assertNever(question);
  }
}
