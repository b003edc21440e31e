import { parseByKind, type Parse } from "../../base/parse.ts";
import type { Verdict } from "../../domain/access/decision.ts";
import type { Method } from "../../domain/model/catalog.ts";
import { parseText } from "../requestPanel/draft.ts";
import { parseQuestionDraft, type CallerDraft, type QuestionDraft } from "./questionDraft.ts";

/** What the page asks for; the only answer is the next `ExplanationModel`. */
export type ExplanationIntent =
  /** The page is there and knows nothing yet: after opening, a reload, or becoming visible again. */
  | { readonly kind: "ready" }
  | { readonly kind: "edit"; readonly draft: QuestionDraft }
  | { readonly kind: "runRemedy" }
  /** Shows a thing that the answer names in the sidebar. */
  | { readonly kind: "reveal"; readonly key: string }
  /** Opens the script of one of the ways that the answer names. */
  | { readonly kind: "showScript"; readonly key: string }
  | { readonly kind: "copyAnswer" }
  /** Opens the request panel with the call that is explained. */
  | { readonly kind: "tryIt" };

/** What the host tells the page: always complete, so the last one wins. */
export interface ExplanationMessage {
  readonly kind: "model";
  readonly model: ExplanationModel;
}

export interface ExplanationModel {
  readonly connection: ExplanationConnection;
  readonly methods: readonly Method[];
  /**
   * What the host holds. The page takes it over only when `draftVersion` is another than before, which happens when the
   * host itself filled the form in: fields belong to the page, so that typing is never overwritten.
   */
  readonly draft: QuestionDraft;
  readonly draftVersion: number;
  readonly callers: readonly CallerOption[];
  /** What about the chosen caller the person should know; undefined when nothing. */
  readonly callerNote: string | undefined;
  /** The list that the chosen caller brings: its roles or its scopes. */
  readonly credentials: CredentialField | undefined;
  readonly parameters: readonly SampleField[];
  /** Endpoints that fit what is typed as the address. */
  readonly endpoints: readonly EndpointOption[];
  /** The method that stands in what is typed as the address, such as a line of a log. */
  readonly typedMethod: Method | undefined;
  readonly addressNote: FieldNote | undefined;
  /** What can be thought deleted, as far as it fits what is typed. */
  readonly things: readonly string[];
  readonly answer: ExplanationAnswer;
}

export interface ExplanationConnection {
  readonly profile: string;
  readonly name: string;
  /** Which schema is judged: "schema HR". Empty while that is not known. */
  readonly schema: string;
  readonly note: ConnectionNote | undefined;
}

export interface ConnectionNote {
  readonly text: string;
  readonly buttonLabel: string | undefined;
}

export interface CallerOption {
  readonly caller: Pick<CallerDraft, "kind" | "client">;
  readonly label: string;
}

export interface CredentialField {
  readonly of: "roles" | "scopes";
  readonly label: string;
  readonly hint: string;
  /** Of the schema, those that are not chosen yet. */
  readonly offered: readonly string[];
}

export interface SampleField {
  readonly name: string;
  /** What stands for it while the person has typed nothing. */
  readonly sample: string;
}

export interface EndpointOption {
  readonly method: Method;
  readonly path: string;
}

export interface FieldNote {
  readonly text: string;
  readonly tone: "problem" | "hint";
}

export type ExplanationAnswer =
  /** What is missing before there can be an answer. */
  { readonly kind: "none"; readonly message: string } | CallAnswer | ListAnswer | LossAnswer;

export interface CallAnswer {
  readonly kind: "call";
  /** "client payroll: GET /hr/employees/7" */
  readonly question: string;
  readonly verdict: Verdict;
  readonly word: string;
  readonly paragraph: string;
  readonly chain: readonly ChainItem[];
  /** The open ones first. */
  readonly beliefs: readonly Belief[];
  readonly outside: readonly string[];
  /** What was probably meant otherwise: a pattern beside the path, a path beside the one that is called. */
  readonly hints: readonly string[];
  /** Of a call that nothing answers: the nearest one that something does. */
  readonly nearest: ListRow | undefined;
  /** Of a call that is refused: a few callers that are let in. */
  readonly instead: readonly ListRow[];
  /** Undefined where the question makes no sense: what is allowed needs no allowing. */
  readonly allow: Ways | undefined;
  readonly forbid: Ways | undefined;
}

export interface ChainItem {
  readonly text: string;
  readonly outcome: "good" | "bad" | "open" | "neutral";
  readonly link: ThingLink | undefined;
}

/** Leads to a thing in the sidebar. */
export interface ThingLink {
  readonly key: string;
  /** "role HR Reader" */
  readonly label: string;
}

export interface Belief {
  readonly id: string;
  readonly statement: string;
  /** The sources leave it open, and the verdict hangs on it. */
  readonly open: boolean;
}

export interface Ways {
  readonly ways: readonly WayItem[];
  /** Said when there is none. */
  readonly none: string;
}

export interface WayItem {
  readonly key: string;
  readonly label: string;
  /** What its script does, where that is more than one thing. */
  readonly steps: readonly string[];
  readonly warning: string | undefined;
  /** What else becomes different, one line for each endpoint. */
  readonly effects: readonly string[];
  /** Why its script cannot be written here. */
  readonly refused: string | undefined;
}

export interface ListAnswer {
  readonly kind: "list";
  readonly title: string;
  /** What the list does not say; empty when it is whole. */
  readonly notes: readonly string[];
  readonly groups: readonly VerdictGroup[];
  /** Whether there is so much that a filter is of use. */
  readonly long: boolean;
}

export interface VerdictGroup {
  readonly verdict: Verdict;
  readonly word: string;
  readonly count: number;
  readonly rows: readonly ListRow[];
  /** How many more there are than are shown. */
  readonly more: number;
}

export interface ListRow {
  readonly label: string;
  /** What the form is filled in with to have this call explained. */
  readonly ask: Partial<QuestionDraft>;
}

export interface LossAnswer {
  readonly kind: "loss";
  readonly title: string;
  /** AutoREST objects are taken off line. */
  readonly by: "deletion" | "disabling";
  readonly link: ThingLink;
  /** One for each endpoint whose callers differ afterwards. */
  readonly lines: readonly LossLine[];
  readonly more: number;
  /** What follows without being access: "The privilege hr.read asks for no role from then on." */
  readonly remarks: readonly string[];
  readonly way: WayItem;
}

export interface LossLine {
  readonly text: string;
  readonly tone: "loses" | "gains" | "open";
}

/** Reads a message of the page; whatever it is not, is undefined. */
export const parseExplanationIntent: Parse<ExplanationIntent> = parseByKind<ExplanationIntent>({
  ready: {},
  edit: { draft: parseQuestionDraft },
  runRemedy: {},
  reveal: { key: parseText },
  showScript: { key: parseText },
  copyAnswer: {},
  tryIt: {},
});
