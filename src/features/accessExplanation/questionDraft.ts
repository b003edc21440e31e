import { parseList, parseOneOf, parseRecord, type Parse } from "../../base/parse.ts";
import { methods, type Method } from "../../domain/model/catalog.ts";
import { parseRows, parseText, type Row } from "../requestPanel/draft.ts";

const questionViews = ["call", "reach", "callers", "loss"] as const;

/** One call, what a caller can reach, who can reach an endpoint, who loses what by a deletion. */
export type QuestionView = (typeof questionViews)[number];

/** What the person has typed and chosen: the whole form. What one view does not use is kept for the others. */
export interface QuestionDraft {
  readonly view: QuestionView;
  readonly caller: CallerDraft;
  readonly method: Method;
  /** As typed: below the schema's root with parameters by name, or an address pasted from elsewhere. */
  readonly address: string;
  /** Values of the parameters; those of names that are not in the address now are kept for later. */
  readonly parameters: readonly Row[];
  /** A role or scope that is being typed and not added yet. */
  readonly credential: string;
  /** What is thought to be deleted, in words: "role HR Reader". */
  readonly thing: string;
  /** Of a long list, only what has this text is shown. */
  readonly filter: string;
}

const callerKinds = ["none", "anonymous", "client", "user", "jwt"] as const;

/** Who calls. What the chosen kind does not use is kept, so that trying another kind loses nothing. */
export interface CallerDraft {
  readonly kind: (typeof callerKinds)[number];
  readonly client: string;
  /** Of a person, or those that a token claims. */
  readonly roles: readonly string[];
  /** Of a token of another issuer. */
  readonly scopes: readonly string[];
}

export const emptyCaller: CallerDraft = { kind: "anonymous", client: "", roles: [], scopes: [] };

export const emptyQuestion: QuestionDraft = {
  view: "call",
  caller: emptyCaller,
  method: "GET",
  address: "",
  parameters: [],
  credential: "",
  thing: "",
  filter: "",
};

const parseTexts = parseList(parseText, 500);

/** Reads a draft from a page message or from a stored state; both are untrusted. */
export const parseQuestionDraft: Parse<QuestionDraft> = parseRecord<QuestionDraft>({
  view: parseOneOf(questionViews),
  caller: parseRecord<CallerDraft>({
    kind: parseOneOf(callerKinds),
    client: parseText,
    roles: parseTexts,
    scopes: parseTexts,
  }),
  method: parseOneOf(methods),
  address: parseText,
  parameters: parseRows,
  credential: parseText,
  thing: parseText,
  filter: parseText,
});
