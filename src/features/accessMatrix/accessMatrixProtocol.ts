import { parseByKind, parseOneOf, type Parse } from "../../base/parse.ts";
import { methods, type Method } from "../../domain/model/catalog.ts";
import type { MatrixGrid } from "./matrixGrid.ts";
import type { MatrixMemento } from "./matrixMemento.ts";
import { parseMatrixQuery, parseShortText, type MatrixQuery } from "./matrixQuery.ts";
import type { MatrixView } from "./selectView.ts";

/** What the page asks for. What answers an intent is the next model, and the next view when the query was another. */
export type Intent =
  /** The page is there and knows nothing yet: after opening, a reload, or becoming visible again. */
  | { readonly kind: "ready" }
  | { readonly kind: "show"; readonly query: MatrixQuery }
  /** A cell; the caller by its key. */
  | {
      readonly kind: "explain";
      readonly method: Method;
      readonly path: string;
      readonly caller: string;
    }
  /** The name of an endpoint. */
  | { readonly kind: "showCallers"; readonly method: Method; readonly path: string }
  | { readonly kind: "chooseCallers" }
  | { readonly kind: "addCaller" }
  | { readonly kind: "removeCallers" }
  | { readonly kind: "compare" }
  | { readonly kind: "stopComparing" }
  /** What the matrix is compared with is not connected. */
  | { readonly kind: "connectOther" }
  | { readonly kind: "export"; readonly format: ExportFormat }
  | { readonly kind: "runRemedy" };

const exportFormats = ["csv", "markdown"] as const;
export type ExportFormat = (typeof exportFormats)[number];

/**
 * What the host tells the page. A grid may be megabytes: it travels once for each catalog, the view once for each query,
 * and both apart from the model that names them. Scrolling asks for nothing.
 */
export type Message =
  | { readonly kind: "model"; readonly model: Model }
  | { readonly kind: "grid"; readonly id: number; readonly grid: MatrixGrid }
  | { readonly kind: "view"; readonly gridId: number; readonly view: MatrixView };

/** Everything the page shows except the cells: always complete, so the last one wins. */
export interface Model {
  readonly connection: { readonly name: string; readonly schema: string };
  /** Why there is no matrix, or why it may be out of date. */
  readonly notice: Notice | undefined;
  /** The matrix is being made, or made anew. */
  readonly busy: boolean;
  /**
   * What the host holds. The page takes it over only when `queryVersion` is another than before, which happens when the
   * host itself changed it: the fields belong to the page, so that typing is never overwritten.
   */
  readonly query: MatrixQuery;
  readonly queryVersion: number;
  readonly methods: readonly Method[];
  /** "All 14 callers", "3 of 14 callers". */
  readonly callersShown: string;
  /** Whether the person has added callers. */
  readonly hasOwnCallers: boolean;
  readonly comparison: Comparison | undefined;
  /** "132 of 10,000 endpoints, 14 callers; 9 public". */
  readonly counts: string;
  /** What the editor keeps for the page over a reload. */
  readonly memento: MatrixMemento;
}

export interface Notice {
  readonly kind: "waiting" | "disconnected" | "failed" | "empty" | "doubt";
  readonly text: string;
  readonly buttonLabel: string | undefined;
}

export interface Comparison {
  readonly name: string;
  /** Why there is nothing to compare with. */
  readonly problem: string | undefined;
  /** Of what is done about it. */
  readonly buttonLabel: string | undefined;
}

/** Reads a message of the page; whatever it is not, is undefined. */
export const parseIntent: Parse<Intent> = parseByKind<Intent>({
  ready: {},
  show: { query: parseMatrixQuery },
  explain: { method: parseOneOf(methods), path: parseShortText, caller: parseShortText },
  showCallers: { method: parseOneOf(methods), path: parseShortText },
  chooseCallers: {},
  addCaller: {},
  removeCallers: {},
  compare: {},
  stopComparing: {},
  connectOther: {},
  export: { format: parseOneOf(exportFormats) },
  runRemedy: {},
});
