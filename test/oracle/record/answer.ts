import type { SqlValue } from "../../../src/services/sql/sqlRunner.ts";

/** What came back of one question. It is masked when it is written to a file, see `mask.ts`. */
export type Answer = HttpAnswer | SqlAnswer | NotAnswered;

export interface HttpAnswer {
  readonly kind: "http";
  /** What was sent; the credential in words. */
  readonly request: {
    readonly method: string;
    /** Below the schema's alias. */
    readonly path: string;
    readonly credential: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
  };
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One statement of a script, or one query. */
export interface SqlAnswer {
  readonly kind: "sql";
  readonly text: string;
  readonly columns?: readonly string[];
  readonly rows?: readonly (readonly SqlValue[])[];
  readonly output?: readonly string[];
  readonly error?: { readonly code?: string; readonly message: string };
}

/** The question could not be asked, or nobody was there to answer it. */
export interface NotAnswered {
  readonly kind: "notAnswered";
  readonly why: string;
}

/** By what was asked, in the order in which it was. */
export type Answers = Readonly<Record<string, Answer>>;
