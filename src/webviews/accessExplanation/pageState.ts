import type {
  ExplanationIntent,
  ExplanationModel,
} from "../../features/accessExplanation/accessExplanationProtocol.ts";
import type { ExplanationTexts } from "../../features/accessExplanation/explanationTexts.ts";
import type { QuestionDraft } from "../../features/accessExplanation/questionDraft.ts";

/** What the page knows at one moment; everything on it is drawn from this. */
export interface ExplanationPageState {
  readonly model: ExplanationModel;
  /** The form as it is being typed; the page's own. */
  readonly draft: QuestionDraft;
}

/** What the parts of the page are given to draw themselves and to say what the person did. */
export interface ExplanationPageContext {
  readonly state: ExplanationPageState;
  readonly texts: ExplanationTexts;
  readonly edit: (change: Partial<QuestionDraft>) => void;
  /** Another question from within an answer: the answer then gets the focus. */
  readonly ask: (change: Partial<QuestionDraft>) => void;
  readonly send: (intent: ExplanationIntent) => void;
}

/** What the editor keeps over a restart. */
export function toExplanationMemento({ model, draft }: ExplanationPageState): unknown {
  return { profile: model.connection.profile, draft };
}
