import type { Secret } from "../../base/secret.ts";
import type {
  Check,
  PickManyQuestion,
  PickOneQuestion,
  TextQuestion,
} from "../../features/scaffold/question.ts";

/** One step of a conversation in VS Code's quick input. */
export type Prompt = TextPrompt | PickOnePrompt | PickManyQuestion | SecretPrompt;

export type TextPrompt = TextQuestion &
  LookedUp & {
    /** Shows a button that lets it be chosen instead of typed. */
    readonly browse?: "folder" | "file";
  };

export type PickOnePrompt = PickOneQuestion & LookedUp;

interface LookedUp {
  /**
   * Judges the answer when it is confirmed, by looking outside the editor; the step shows that it is busy. What it gives
   * is shown, and the person stays at the step with everything still typed.
   */
  readonly lookUp?: (answer: string) => Promise<string | undefined>;
}

/** A text that is not shown while it is typed. */
export interface SecretPrompt {
  readonly kind: "secret";
  readonly id: string;
  readonly prompt: string;
  readonly placeholder: string | undefined;
  readonly check: Check;
}

export type PromptAnswer = string | readonly string[] | Secret;
export type PromptAnswers = Readonly<Record<string, PromptAnswer>>;

/** Where a prompt stands in its conversation. */
export interface Frame {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
  /** What the person had typed or chosen here before. */
  readonly draft: PromptAnswer | undefined;
}

export type Outcome =
  | { readonly kind: "answered"; readonly answer: PromptAnswer }
  /** With what was typed so far, so that coming forward again finds it. */
  | { readonly kind: "back"; readonly draft: PromptAnswer | undefined };
