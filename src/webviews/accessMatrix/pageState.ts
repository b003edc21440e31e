import type { Intent, Model } from "../../features/accessMatrix/accessMatrixProtocol.ts";
import type { AccessMatrixTexts } from "../../features/accessMatrix/accessMatrixTexts.ts";
import type { MatrixGrid } from "../../features/accessMatrix/matrixGrid.ts";
import type { MatrixQuery } from "../../features/accessMatrix/matrixQuery.ts";
import type { MatrixView } from "../../features/accessMatrix/selectView.ts";

/** What the page knows at one moment; everything on it is drawn from this. */
export interface PageState {
  readonly model: Model;
  /** The fields as they are; the page's own. */
  readonly query: MatrixQuery;
  /** What belongs together; undefined until the first matrix has arrived. */
  readonly shown: Shown | undefined;
  readonly kept: KeptOfPage;
}

export interface Shown {
  readonly grid: MatrixGrid;
  readonly view: MatrixView;
}

/** What the page itself keeps over a reload, besides what the host gives it to keep. */
export interface KeptOfPage {
  /** The labels of folded groups. */
  readonly collapsed: readonly string[];
  /** Where the keyboard was, by names, since numbers change with every filter. */
  readonly active: ActiveCell;
}

export interface ActiveCell {
  /** "GET /hr/employees/", or "module hr" of a group; undefined is the line of the callers. */
  readonly row: string | undefined;
  /** The key of a caller; undefined is the column of the endpoints. */
  readonly column: string | undefined;
}

/** What the parts of the page are given to draw themselves and to say what the person did. */
export interface PageContext {
  readonly state: PageState;
  readonly texts: AccessMatrixTexts;
  readonly edit: (part: Partial<MatrixQuery>) => void;
  readonly send: (intent: Intent) => void;
}

/** What the editor keeps over a restart. */
export function toMemento({ model, kept }: PageState): unknown {
  return { ...model.memento, page: kept };
}

/** Reads what `toMemento` has given; anything else keeps nothing. */
export function parseKept(memento: unknown): KeptOfPage {
  const page = membersOf(membersOf(memento)["page"]);
  const collapsed: unknown = page["collapsed"];
  const active = membersOf(page["active"]);
  return {
    collapsed: Array.isArray(collapsed)
      ? (collapsed as readonly unknown[]).filter((one) => typeof one === "string")
      : [],
    active: { row: parseText(active["row"]), column: parseText(active["column"]) },
  };
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function parseText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
