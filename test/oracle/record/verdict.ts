import type { Answer, Answers, HttpAnswer, SqlAnswer } from "./answer.ts";

/** What answers say of an assumption. */
export type Verdict = "confirmed" | "refuted" | "notSettled";

/** A thing that an answer shows or not; undefined when there is no answer to tell it by. */
export type Observation = boolean | undefined;

/** Confirmed when all is as presumed; refuted when anything is not; else the experiment could not tell. */
export function allHold(...observations: readonly Observation[]): Verdict {
  if (observations.includes(false)) return "refuted";
  return observations.length === 0 || observations.includes(undefined) ? "notSettled" : "confirmed";
}

/** The observation, as far as another one holds without which it would say nothing. */
export function given(condition: Observation, observation: () => Observation): Observation {
  return condition === true ? observation() : undefined;
}

/** Whether one thing is equal to another; undefined when there is nothing to compare. */
export function equals<T>(actual: T | undefined, expected: T): Observation {
  return actual === undefined ? undefined : actual === expected;
}

export function statusOf(answers: Answers, label: string): number | undefined {
  return httpOf(answers, label)?.status;
}

export function hasStatus(answers: Answers, label: string, expected: number): Observation {
  return equals(statusOf(answers, label), expected);
}

export function httpOf(answers: Answers, label: string): HttpAnswer | undefined {
  const answer: Answer | undefined = answers[label];
  return answer?.kind === "http" ? answer : undefined;
}

export function sqlOf(answers: Answers, label: string): SqlAnswer | undefined {
  const answer: Answer | undefined = answers[label];
  return answer?.kind === "sql" ? answer : undefined;
}

/** Whether a statement went through. */
export function succeeded(answers: Answers, label: string): Observation {
  const answer = sqlOf(answers, label);
  return answer && answer.error === undefined;
}

/** The code of a statement that failed, as far as it has one. */
export function errorOf(answers: Answers, label: string): string | undefined {
  return sqlOf(answers, label)?.error?.code;
}

/** The values of the first column of a query that was answered. */
export function valuesOf(answers: Answers, label: string): readonly string[] | undefined {
  return sqlOf(answers, label)?.rows?.map(([value]) => String(value));
}

/** The JSON of an answer's body; undefined when it is none. */
export function jsonOf(
  answers: Answers,
  label: string,
): Readonly<Record<string, unknown>> | undefined {
  const body = httpOf(answers, label)?.body;
  if (body === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}
