/** One step. Ids are also the keys of the answers. */
export type Question = TextQuestion | PickOneQuestion | PickManyQuestion;

interface QuestionCommon {
  readonly id: string;
  /** One line above the field: what to type or choose. */
  readonly prompt: string;
  readonly placeholder: string | undefined;
}

export interface TextQuestion extends QuestionCommon {
  readonly kind: "text";
  readonly initial: string;
  /** An optional text may be left empty. */
  readonly optional: boolean;
  /** Judges the text as it is typed. Not called for an optional text that is empty. */
  readonly check: Check;
}

export interface PickOneQuestion extends QuestionCommon {
  readonly kind: "pickOne";
  readonly options: readonly Option[];
  /** Whether something can be typed that is not in the list. */
  readonly other: OtherOption | undefined;
}

export interface PickManyQuestion extends QuestionCommon {
  readonly kind: "pickMany";
  readonly options: readonly Option[];
  readonly initial: readonly string[];
  readonly other: OtherOption | undefined;
  /** Judges the whole choice when it is confirmed. */
  readonly checkAll: (values: readonly string[]) => Complaint | undefined;
}

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly description: string | undefined;
  /** A second line. */
  readonly detail: string | undefined;
}

export interface OtherOption {
  /** The line that is offered for a typed text: `Create role "HR Reader"`. */
  readonly label: (text: string) => string;
  readonly check: Check;
}

export type Check = (text: string) => Complaint | undefined;

/** An error keeps the person at the question; a warning is shown and can be passed. */
export interface Complaint {
  readonly severity: "error" | "warning";
  readonly message: string;
}

/** A text for text and pickOne, a list for pickMany. */
export type Answers = Readonly<Record<string, Answer>>;
export type Answer = string | readonly string[];

/** The answer as a text; "" when there is none. */
export function textIn(answers: Answers, id: string): string {
  const answer = answers[id];
  return typeof answer === "string" ? answer : (answer?.[0] ?? "");
}

/** The answer as a list, also when it was given as one text. */
export function listIn(answers: Answers, id: string): readonly string[] {
  const answer = answers[id];
  if (answer === undefined || answer === "") return [];
  return typeof answer === "string" ? [answer] : answer;
}

/** undefined for an answer that is missing or empty, as changes want it. */
export function optionalTextIn(answers: Answers, id: string): string | undefined {
  return textIn(answers, id) || undefined;
}
