import type { Method } from "../../domain/model/catalog.ts";

/**
 * All cells of a matrix in a form that is small enough to be handed to the page as a whole, so that scrolling never
 * waits for anybody: most endpoints stand behind the same few privileges and most callers have the same few roles, so
 * both come in classes, and a cell is one character of the text of its endpoint's class.
 */
export interface MatrixGrid {
  readonly callers: readonly GridCaller[];
  /** For each caller its place in the texts of `classes`. */
  readonly callerClasses: readonly number[];
  readonly groups: readonly GridGroup[];
  /** Ordered by group, then by path, then by method. */
  readonly endpoints: readonly GridEndpoint[];
  /** For each endpoint which of `classes` it is of. */
  readonly here: readonly number[];
  /** The same in the catalog that this one is compared with. */
  readonly there: readonly number[] | undefined;
  /** A `CellCode` for each class of callers. */
  readonly classes: readonly string[];
}

export interface GridCaller {
  readonly key: string;
  /** "client payroll". */
  readonly label: string;
  readonly place: GridPlace;
  /** Added by the person. */
  readonly own: boolean;
}

export interface GridGroup {
  /** A module's name, or what else the endpoints have in common. */
  readonly label: string;
  /** What all its paths begin with: `/hr/`; "" when they begin differently. */
  readonly base: string;
}

export interface GridEndpoint {
  readonly method: Method;
  readonly path: string;
  readonly group: number;
  readonly place: GridPlace;
}

/** Where something is when two catalogs are compared; "both" when they are not. */
export type GridPlace = "both" | "here" | "there";

/** The character of a cell. */
export function codeAt(grid: MatrixGrid, endpoint: number, caller: number): string {
  return codeIn(grid, grid.here, { endpoint, caller });
}

/** The same in the catalog that is compared with; undefined when there is none. */
export function codeThereAt(
  grid: MatrixGrid,
  endpoint: number,
  caller: number,
): string | undefined {
  return grid.there && codeIn(grid, grid.there, { endpoint, caller });
}

function codeIn(
  { classes, callerClasses }: MatrixGrid,
  rows: readonly number[],
  { endpoint, caller }: { readonly endpoint: number; readonly caller: number },
): string {
  return classes[rows[endpoint] ?? -1]?.[callerClasses[caller] ?? -1] ?? "u";
}
