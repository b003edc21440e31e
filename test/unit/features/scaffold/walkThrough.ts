import { nextQuestion } from "../../../../src/features/scaffold/nextQuestion.ts";
import type {
  Answer,
  Answers,
  Complaint,
  Question,
} from "../../../../src/features/scaffold/question.ts";
import type { Scaffold, ScaffoldContext } from "../../../../src/features/scaffold/scaffold.ts";

/** Answers a scaffold as a person would: only what is asked, only what is offered or may be typed. */
export function walkThrough(
  scaffold: Scaffold,
  context: ScaffoldContext,
  wanted: Answers,
  given: Answers = {},
): { readonly answers: Answers; readonly asked: readonly string[] } {
  const asked: string[] = [];
  let answers: Answers = {};
  for (;;) {
    const step = nextQuestion(scaffold, context, { given, answers });
    if (!step) break;
    const { question } = step;
    asked.push(question.id);
    const answer = wanted[question.id];
    if (answer === undefined) throw new Error(`No answer for the question "${question.id}"`);
    accept(question, answer);
    answers = { ...answers, [question.id]: answer };
  }
  const spare = Object.keys(wanted).filter((id) => !asked.includes(id));
  if (spare.length > 0) throw new Error(`Never asked for: ${spare.join(", ")}`);
  return { answers: { ...given, ...answers }, asked };
}

/** The complaint about an answer; throws for one that the question does not let a person give. */
export function complaintAbout(question: Question, answer: Answer): Complaint | undefined {
  if (question.kind === "text") {
    if (typeof answer !== "string") throw new Error(`"${question.id}" wants a text`);
    if (answer === "" && question.optional) return undefined;
    return question.check(answer);
  }
  const chosen = typeof answer === "string" ? [answer] : answer;
  for (const value of chosen) {
    if (question.options.some((option) => option.value === value)) continue;
    if (!question.other) throw new Error(`"${question.id}" does not offer "${value}"`);
    const complaint = question.other.check(value);
    if (complaint) return complaint;
  }
  return question.kind === "pickMany" ? question.checkAll(chosen) : undefined;
}

function accept(question: Question, answer: Answer): void {
  const complaint = complaintAbout(question, answer);
  if (complaint?.severity === "error") throw new Error(`${question.id}: ${complaint.message}`);
}
