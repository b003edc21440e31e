import { methods, type Method } from "../../domain/model/catalog.ts";
import { isRecord, parseText, type Row } from "../requestPanel/draft.ts";

export const questionViews = ["call", "reach", "callers", "loss"] as const;

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

export const callerKinds = ["none", "anonymous", "client", "user", "jwt"] as const;

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

const maxRows = 500;

/** Reads a draft from a page message or from a stored state; both are untrusted. */
export function parseQuestionDraft(value: unknown): QuestionDraft | undefined {
  if (!isRecord(value)) return undefined;
  const view = questionViews.find((known) => known === value["view"]);
  const caller = parseCallerDraft(value["caller"]);
  const method = methods.find((known) => known === value["method"]);
  const address = parseText(value["address"]);
  const parameters = parseRows(value["parameters"]);
  const credential = parseText(value["credential"]);
  const thing = parseText(value["thing"]);
  const filter = parseText(value["filter"]);
  if (!view || !caller || !method || !parameters) return undefined;
  if (address === undefined || credential === undefined) return undefined;
  if (thing === undefined || filter === undefined) return undefined;
  return { view, caller, method, address, parameters, credential, thing, filter };
}

export function parseTexts(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value) || value.length > maxRows) return undefined;
  const texts = (value as readonly unknown[]).flatMap((one) => parseText(one) ?? []);
  return texts.length === value.length ? texts : undefined;
}

function parseCallerDraft(value: unknown): CallerDraft | undefined {
  if (!isRecord(value)) return undefined;
  const kind = callerKinds.find((known) => known === value["kind"]);
  const client = parseText(value["client"]);
  const roles = parseTexts(value["roles"]);
  const scopes = parseTexts(value["scopes"]);
  return kind && client !== undefined && roles && scopes
    ? { kind, client, roles, scopes }
    : undefined;
}

function parseRows(value: unknown): readonly Row[] | undefined {
  if (!Array.isArray(value) || value.length > maxRows) return undefined;
  const rows = (value as readonly unknown[]).flatMap((item): readonly Row[] => {
    const name = isRecord(item) ? parseText(item["name"]) : undefined;
    const text = isRecord(item) ? parseText(item["value"]) : undefined;
    return name === undefined || text === undefined ? [] : [{ name, value: text }];
  });
  return rows.length === value.length ? rows : undefined;
}
