import type { HttpResponse } from "../http/httpMessage.ts";
import type { Catalog } from "../model/catalog.ts";
import type { AssumptionId } from "./assumptions.ts";
import type { Caller } from "./caller.ts";

/** Why a call was answered as it was, as far as the catalog can tell. */
export interface Diagnosis {
  /** The likely cause in one plain sentence. */
  readonly sentence: string;
  /** What else helps to know, one sentence each. Texts of the server among them are to be shown as text. */
  readonly details: readonly string[];
  /** What would change it. */
  readonly fix: Fix | undefined;
  /** What had to be believed to say so. */
  readonly assumptions: readonly AssumptionId[];
}

/** A scaffold with the answers that are already known, by the ids of its questions. */
export interface Fix {
  /** For a button: "Grant role HR Reader". */
  readonly label: string;
  readonly scaffold: FixScaffold;
  readonly arguments: Readonly<Record<string, string | readonly string[]>>;
}

export type FixScaffold =
  "grantRole" | "mapPrivilege" | "createRole" | "registerClient" | "publishModule" | "enableSchema";

/** An answered call and what is known of it. */
export interface ExchangeFacts {
  readonly catalog: Catalog;
  readonly method: string;
  /** Below the schema as it was sent, percent-encoded; a query may follow. */
  readonly path: string;
  readonly caller: DiagnosedCaller;
  readonly response: Pick<HttpResponse, "status" | "headers" | "body">;
}

/** Of a pasted token nobody knows to whom it belongs. */
export type DiagnosedCaller = Caller | { readonly kind: "pastedToken" };
