import {
  parseByKind,
  parseList,
  parseOneOf,
  parseRecord,
  parseTextUpTo,
  type Parse,
} from "../../base/parse.ts";
import { methods, type Method } from "../../domain/model/catalog.ts";

/** What the person has typed: the whole form of the panel. Never a credential. */
export interface Draft {
  readonly method: Method;
  /** Below the schema's root, with parameters by name: `/hr/employees/:id`. */
  readonly address: string;
  /** Values of the parameters; those of names that are not in the address now are kept for later. */
  readonly parameters: readonly Row[];
  readonly query: readonly Row[];
  readonly headers: readonly Row[];
  readonly body: string;
  readonly caller: DraftCaller;
}

export interface Row {
  readonly name: string;
  readonly value: string;
}

export type DraftCaller =
  | { readonly kind: "anonymous" }
  | { readonly kind: "client"; readonly clientId: string }
  /** The database user of the connection, by name and password. */
  | { readonly kind: "user" }
  | { readonly kind: "pastedToken" };

export const emptyDraft: Draft = {
  method: "GET",
  address: "/",
  parameters: [],
  query: [],
  headers: [],
  body: "",
  caller: { kind: "anonymous" },
};

const mostRows = 500;

export const parseText = parseTextUpTo(20_000_000);

export const parseRows: Parse<readonly Row[]> = parseList(
  parseRecord<Row>({ name: parseText, value: parseText }),
  mostRows,
);

/** Reads a draft from a page message or from a stored state; both are untrusted. */
export const parseDraft: Parse<Draft> = parseRecord<Draft>({
  method: parseOneOf(methods),
  address: parseText,
  parameters: parseRows,
  query: parseRows,
  headers: parseRows,
  body: parseText,
  caller: parseByKind<DraftCaller>({
    anonymous: {},
    client: { clientId: parseText },
    user: {},
    pastedToken: {},
  }),
});
