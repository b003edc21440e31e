import { isRecord } from "../../base/isRecord.ts";
import { parseByKind, parseOneOf, type Parse } from "../../base/parse.ts";
import type { Method } from "../../domain/model/catalog.ts";
import { parseDraft, parseText, type Draft, type DraftCaller, type Row } from "./draft.ts";
import { bodySources, type BodySource, type Suggestions } from "./suggestions.ts";
import { parseFilterForm, type FilterForm } from "./filterForm.ts";
import { withFilter, type FilterModel } from "./filterModel.ts";
import type { AnswerTable } from "./answerTable.ts";
import { pageRels, type PageRel } from "./pageLinks.ts";

/**
 * What the page asks for. The only thing that answers an intent is the next `Model`; there are no request and
 * response pairs between page and host.
 */
export type Intent =
  /** The page is there and knows nothing yet: after opening, a reload, or becoming visible again. */
  | { readonly kind: "ready" }
  | {
      readonly kind: "edit";
      readonly draft: Draft;
      /** The rows of the filter, while it is typed in rows. */
      readonly filter?: FilterForm | undefined;
    }
  | { readonly kind: "send"; readonly draft: Draft }
  | { readonly kind: "cancel" }
  /** The one way in which a credential crosses, and only upwards; the host never sends it back. */
  | { readonly kind: "pasteToken"; readonly token: string }
  | { readonly kind: "forgetToken" }
  | { readonly kind: "runFix" }
  /** Opens who can make this call, and why. */
  | { readonly kind: "explain" }
  | { readonly kind: "runRemedy"; readonly of: "failure" | "caller" | "connection" }
  /** Copies the request for another tool, or saves it for one; the editor asks which. */
  | { readonly kind: "handOver"; readonly draft: Draft }
  /** Keeps the request under a name in the workspace. */
  | { readonly kind: "saveRequest"; readonly draft: Draft }
  /** Asks for one of the requests that were sent over this connection. */
  | { readonly kind: "showHistory" }
  /** Asks for another page of the collection that was answered. */
  | { readonly kind: "followLink"; readonly rel: PageRel }
  /** Reads which columns the object of the address has, to filter by. */
  | { readonly kind: "readColumns"; readonly draft: Draft }
  /** Puts the version of the last answer into the form. */
  | { readonly kind: "useEtag"; readonly draft: Draft }
  /** Asks what the body may hold, and fills it in. */
  | { readonly kind: "fillBody"; readonly draft: Draft; readonly source: BodySource }
  | { readonly kind: "saveBody" }
  | { readonly kind: "copyBody" }
  | { readonly kind: "openBody" }
  /** Opens the body beside the one of the answer before. */
  | { readonly kind: "compareAnswers" }
  /** Opens the request by which the token of the client was fetched. */
  | { readonly kind: "showTokenRequest" };

/**
 * An intent as the page sends it: one with a draft brings the rows of the filter that are being typed with it, and
 * what stands in `q` is written from them. So nothing is sent that is older than what the person sees.
 */
export type SentIntent = Intent & { readonly filter?: FilterForm | undefined };

/** What the host tells the page. A body may be a megabyte: it travels once, apart from the model that names it. */
export type Message =
  | { readonly kind: "model"; readonly model: Model }
  | { readonly kind: "body"; readonly body: BodyText };

/** Everything the page shows except the text of the body: always complete, so the last one wins. */
export interface Model {
  readonly connection: Connection;
  readonly methods: readonly Method[];
  /**
   * What the host holds. The page takes it over only when `draftVersion` is another than before, which happens when
   * the host itself filled the form in: fields belong to the page, so that typing is never overwritten.
   */
  readonly draft: Draft;
  readonly draftVersion: number;
  /** Whether the method of the draft takes a body. */
  readonly takesBody: boolean;
  readonly parameters: readonly ParameterField[];
  /** The address as it would be called now. */
  readonly url: string;
  readonly callers: readonly CallerChoice[];
  readonly callerNote: Note | undefined;
  /** "22 characters", while a pasted token is held. */
  readonly pastedToken: string | undefined;
  /** What keeps the request from being sent; shown at its field. */
  readonly problems: readonly FieldProblem[];
  /** What the schema says that the request takes and the form does not have. */
  readonly suggestions: Suggestions;
  /** About the filter in the query; does not keep it from being sent. */
  readonly filterHint: string | undefined;
  readonly filter: FilterModel;
  /** About the body; does not keep it from being sent. */
  readonly bodyHint: string | undefined;
  readonly sending: boolean;
  readonly outcome: Outcome;
}

export interface Connection {
  readonly profile: string;
  readonly name: string;
  /** `https://host/ords/hr`, which the address is relative to. */
  readonly schemaUrl: string;
  readonly note: Note | undefined;
}

export interface ParameterField {
  readonly name: string;
  readonly optional: boolean;
}

export interface CallerChoice {
  readonly caller: DraftCaller;
  readonly label: string;
  /** Why it cannot be chosen; undefined when it can. */
  readonly refused: string | undefined;
}

export interface Note {
  readonly text: string;
  readonly buttonLabel: string | undefined;
}

export interface FieldProblem {
  readonly field: "address" | "parameter" | "query" | "header" | "caller" | "token";
  /** Which row of the field, from 0; 0 for a field without rows. */
  readonly index: number;
  readonly message: string;
}

export type Outcome =
  | { readonly kind: "none" }
  | { readonly kind: "cancelled" }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "answered"; readonly answer: Answer };

export interface Failure {
  readonly message: string;
  readonly why: string | undefined;
  readonly buttonLabel: string | undefined;
}

export interface Answer {
  readonly status: number;
  readonly statusText: string;
  readonly tone: "good" | "neutral" | "bad";
  /** The likely cause, when there is one to tell. */
  readonly diagnosis: Diagnosis | undefined;
  /** Whether it may be access that was refused, so that its explanation is worth a look. */
  readonly explainable: boolean;
  readonly duration: string;
  /** Where the time went, in words. */
  readonly timings: string;
  readonly size: string;
  /** Other pages of the collection. */
  readonly pages: readonly PageRel[];
  readonly hasEtag: boolean;
  /** Whether the answer before it in this panel is kept. */
  readonly comparable: boolean;
  /** Whether it was called with the token of a client, whose request can be looked at. */
  readonly hasTokenRequest: boolean;
  readonly headers: readonly Row[];
  readonly body: BodyFacts;
  /** One sentence for each attempt, when there was more than one. */
  readonly attempts: readonly string[];
  readonly sent: SentRequest;
}

export interface Diagnosis {
  readonly sentence: string;
  readonly details: readonly string[];
  /** What had to be believed of ORDS, without proof, to say so. */
  readonly beliefs: readonly string[];
  readonly fixLabel: string | undefined;
}

export type BodyFacts =
  | { readonly kind: "empty" }
  | {
      readonly kind: "binary";
      readonly id: number;
      readonly mediaType: string;
      readonly note: string | undefined;
    }
  | {
      readonly kind: "text";
      readonly id: number;
      readonly note: string | undefined;
      /** Whether it is a collection, whose rows can be shown as a table. */
      readonly hasTable: boolean;
    };

export interface BodyText {
  readonly id: number;
  readonly language: BodyLanguage;
  /** Of what is not text, its first bytes. */
  readonly text: string;
  readonly table: AnswerTable | undefined;
  /** A picture, as an address that holds it. */
  readonly image: string | undefined;
}

export type BodyLanguage = "json" | "xml" | "html" | "plaintext";

/** The request as it went over the wire; a token stands there as `•••`. */
export interface SentRequest {
  readonly line: string;
  readonly headers: readonly Row[];
  readonly body: string | undefined;
}

const parseIntentAsSent = parseByKind<Intent>({
  ready: {},
  edit: { draft: parseDraft },
  send: { draft: parseDraft },
  cancel: {},
  pasteToken: { token: parseText },
  forgetToken: {},
  runFix: {},
  explain: {},
  runRemedy: { of: parseOneOf(["failure", "caller", "connection"]) },
  handOver: { draft: parseDraft },
  saveRequest: { draft: parseDraft },
  showHistory: {},
  followLink: { rel: parseOneOf(pageRels) },
  readColumns: { draft: parseDraft },
  useEtag: { draft: parseDraft },
  fillBody: { draft: parseDraft, source: parseOneOf(bodySources) },
  saveBody: {},
  copyBody: {},
  openBody: {},
  compareAnswers: {},
  showTokenRequest: {},
});

/** Reads a message of the page; whatever it is not, is undefined. The draft is as the rows of its filter say. */
export const parseIntent: Parse<Intent> = (value) => {
  const intent = parseIntentAsSent(value);
  if (!intent || !("draft" in intent)) return intent;
  const filter = isRecord(value) ? parseFilterForm(value["filter"]) : undefined;
  const draft = withFilter(intent.draft, filter);
  return intent.kind === "edit" ? { ...intent, draft, filter } : { ...intent, draft };
};
