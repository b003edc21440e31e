import { assertNever } from "../../base/assertNever.ts";
import { cellInWords } from "./cellInWords.ts";
import { codeAt, codeThereAt, type GridPlace, type MatrixGrid } from "./matrixGrid.ts";
import type { MatrixView } from "./selectView.ts";

export interface TableSource {
  readonly grid: MatrixGrid;
  readonly view: MatrixView;
  /** The schema, and when the catalog was read: what the table is about. */
  readonly title: string;
  /** What the catalog that is compared with is called; undefined without one. */
  readonly otherName: string | undefined;
}

/** The names of the columns, then a line of cells for each endpoint that is shown; lines are made as they are asked for. */
export function* tableLines(source: TableSource): Generator<readonly string[]> {
  const { grid, view, otherName } = source;
  yield [
    "Module",
    "Method",
    "Path",
    ...(otherName === undefined ? [] : ["Where"]),
    ...view.columns.map((at) => grid.callers[at]?.label ?? ""),
  ];
  for (const row of view.rows) {
    const endpoint = grid.endpoints[row];
    if (!endpoint) continue;
    const { method, path, group, place } = endpoint;
    yield [
      grid.groups[group]?.label ?? "",
      method,
      path,
      ...(otherName === undefined ? [] : [placeInWords(place, otherName)]),
      ...view.columns.map((caller) => cellOf(source, row, caller)),
    ];
  }
}

function cellOf({ grid, otherName }: TableSource, endpoint: number, caller: number): string {
  const code = codeAt(grid, endpoint, caller);
  const other = codeThereAt(grid, endpoint, caller);
  const words = cellInWords(code);
  if (otherName === undefined || other === undefined || other === code) return words;
  return `${words}; ${otherName}: ${cellInWords(other)}`;
}

function placeInWords(place: GridPlace, otherName: string): string {
  switch (place) {
    case "both":
      return "both";
    case "here":
      return "only here";
    case "there":
      return `only ${otherName}`;
    default:
      return assertNever(place);
  }
}
