import type { AccessMatrixTexts } from "../../features/accessMatrix/accessMatrixTexts.ts";
import type {
  GridCaller,
  GridEndpoint,
  GridGroup,
  GridPlace,
  MatrixGrid,
} from "../../features/accessMatrix/matrixGrid.ts";
import type { MatrixView } from "../../features/accessMatrix/selectView.ts";
import { fillIn } from "../shared/fillIn.ts";
import { createCellWords, type CellWords } from "./cellWords.ts";

/** What stands in the table, by its rows and columns as they are shown. */
export interface TableContent {
  readonly rows: number;
  readonly columns: number;
  /** Whether a second catalog stands beside the first. */
  readonly isComparing: boolean;
  rowAt(row: number): TableRow | undefined;
  callerAt(column: number): GridCaller | undefined;
  /** The name of a caller with where it is, when two catalogs are compared. */
  callerLabel(column: number): string;
  cellAt(row: number, column: number): TableCell;
  /** One sentence for a cell, a row or a column. */
  describe(row: number, column: number): string;
}

export type TableRow =
  | {
      readonly kind: "group";
      readonly group: GridGroup;
      readonly endpoints: number;
      readonly isCollapsed: boolean;
    }
  | {
      readonly kind: "endpoint";
      readonly endpoint: GridEndpoint;
      /** What its group's paths begin with, and the rest. */
      readonly base: string;
      readonly rest: string;
      /** Where it is, when that is not in both catalogs. */
      readonly note: string;
      readonly isPublic: boolean;
    };

export interface TableCell {
  readonly here: CellWords;
  /** What it is in the other catalog, when it differs. */
  readonly there: CellWords | undefined;
  readonly spoken: string;
}

export interface ContentParts {
  readonly grid: MatrixGrid;
  readonly view: MatrixView;
  readonly texts: AccessMatrixTexts;
  /** The labels of groups that are folded. */
  readonly collapsed: ReadonlySet<string>;
  /** What is compared with. */
  readonly otherName: string;
}

export function toTableContent(parts: ContentParts): TableContent {
  const { grid, view, texts, otherName } = parts;
  const words = createCellWords(texts);
  const { rows, counts } = unfolded(parts);
  const notes: Readonly<Record<GridPlace, string>> = {
    both: "",
    here: texts.onlyHere,
    there: fillIn(texts.onlyThere, otherName),
  };
  const codeIn = (list: readonly number[], endpoint: number, column: number): string => {
    const place = grid.callerClasses[view.columns[column] ?? -1] ?? -1;
    return grid.classes[list[endpoint] ?? -1]?.[place] ?? "u";
  };
  const groupRow = (group: number): TableRow | undefined => {
    const found = grid.groups[group];
    return (
      found && {
        kind: "group",
        group: found,
        endpoints: counts[group] ?? 0,
        isCollapsed: parts.collapsed.has(found.label),
      }
    );
  };
  const rowAt = (row: number): TableRow | undefined => {
    const item = rows[row];
    if (item === undefined) return undefined;
    if (item < 0) return groupRow(-1 - item);
    const endpoint = grid.endpoints[item];
    if (!endpoint) return undefined;
    const base = grid.groups[endpoint.group]?.base ?? "";
    const isBelow = base !== "" && endpoint.path.startsWith(base);
    return {
      kind: "endpoint",
      endpoint,
      base: isBelow ? base : "",
      rest: isBelow ? endpoint.path.slice(base.length) : endpoint.path,
      note: notes[endpoint.place],
      // Anonymous is the first of all callers, whoever is shown.
      isPublic: grid.classes[grid.here[item] ?? -1]?.[grid.callerClasses[0] ?? -1] === "a",
    };
  };
  const callerAt = (column: number): GridCaller | undefined =>
    grid.callers[view.columns[column] ?? -1];
  const callerLabel = (column: number): string => {
    const caller = callerAt(column);
    if (!caller) return "";
    const note = notes[caller.place];
    return note === "" ? caller.label : `${caller.label} (${note})`;
  };
  const cellAt = (row: number, column: number): TableCell => {
    const item = rows[row] ?? -1;
    const code = codeIn(grid.here, item, column);
    const other = grid.there ? codeIn(grid.there, item, column) : code;
    const here = words(code);
    if (other === code) return { here, there: undefined, spoken: here.spoken };
    const there = words(other);
    const spoken = fillIn(texts.differs, here.spoken, otherName, there.spoken.toLowerCase());
    return { here, there, spoken };
  };
  return {
    rows: rows.length,
    columns: view.columns.length,
    isComparing: grid.there !== undefined,
    rowAt,
    callerAt,
    callerLabel,
    cellAt,
    describe: (row, column) => {
      const line = rowAt(row);
      if (column < 0 && line?.kind === "endpoint") return titleOf(line);
      if (line?.kind === "group") return line.group.label;
      if (!line) return callerLabel(column);
      return fillIn(texts.cell, titleOf(line), callerLabel(column), cellAt(row, column).spoken);
    },
  };
}

function titleOf({ endpoint, note }: Extract<TableRow, { kind: "endpoint" }>): string {
  const title = `${endpoint.method} ${endpoint.path}`;
  return note === "" ? title : `${title} (${note})`;
}

/** The rows without what lies in folded groups, and how many each group has. */
function unfolded({ grid, view, collapsed }: ContentParts): {
  readonly rows: readonly number[];
  readonly counts: readonly number[];
} {
  const counts: number[] = grid.groups.map(() => 0);
  const isGrouped = view.rows.some((row) => row < 0);
  const isCollapsed = grid.groups.map(({ label }) => isGrouped && collapsed.has(label));
  const rows = view.rows.filter((row) => {
    if (row < 0) return true;
    const group = grid.endpoints[row]?.group ?? 0;
    counts[group] = (counts[group] ?? 0) + 1;
    return isCollapsed[group] !== true;
  });
  return { rows, counts };
}
