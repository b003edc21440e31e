import { isRecord } from "../../base/isRecord.ts";
import { withoutCredentials } from "../../base/withoutCredentials.ts";
import type { Draft } from "../../features/requestPanel/draft.ts";
import type { FilterForm } from "../../features/requestPanel/filterForm.ts";
import type {
  BodyText,
  FieldProblem,
  Intent,
  Model,
} from "../../features/requestPanel/requestPanelProtocol.ts";
import type { RequestPanelTexts } from "../../features/requestPanel/requestPanelTexts.ts";

/** What the page knows at one moment; everything on it is drawn from this. */
export interface PageState {
  readonly model: Model;
  readonly body: BodyText | undefined;
  /** The form as it is being typed; the page's own. */
  readonly draft: Draft;
  /** The filter as it is being typed in rows; undefined as long as the rows say what stands in `q`. */
  readonly filter: FilterForm | undefined;
  readonly filterOpen: boolean;
  /** What has been typed or pasted as a token and not been handed to the host yet. Never remembered. */
  readonly token: string;
  readonly tab: AnswerTab;
}

export type AnswerTab = "body" | "table" | "headers" | "sent";

/** What the parts of the page are given to draw themselves and to say what the person did. */
export interface PageContext {
  readonly state: PageState;
  readonly texts: RequestPanelTexts;
  readonly edit: (change: Partial<Draft>) => void;
  /** Changes the rows of the filter; what stands in `q` follows. */
  readonly editFilter: (filter: FilterForm) => void;
  readonly showFilter: (open: boolean) => void;
  readonly typeToken: (token: string) => void;
  readonly showTab: (tab: AnswerTab) => void;
  readonly send: (intent: Intent) => void;
}

export function problemOf(
  model: Model,
  field: FieldProblem["field"],
  index: number,
): string | undefined {
  return model.problems.find((problem) => problem.field === field && problem.index === index)
    ?.message;
}

/** The id of the element that a problem is about, for moving the focus there. */
export function fieldId(field: FieldProblem["field"], index: number): string {
  return `field-${field}-${index}`;
}

/** What the editor keeps over a restart: the form without what can be a credential. */
export function toMemento({ model, draft, filterOpen }: PageState): unknown {
  return { profile: model.connection.profile, draft: withoutCredentials(draft), filterOpen };
}

/** Whether the rows of the filter were open, by what a page has remembered. */
export function wasFilterOpen(memento: unknown): boolean {
  return isRecord(memento) && memento["filterOpen"] === true;
}
