/** A place in the table: row -1 is the line of the callers, column 0 that of the endpoints. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

export interface TableSize {
  /** Without the line of the callers. */
  readonly rows: number;
  /** Without the column of the endpoints. */
  readonly columns: number;
  /** Rows in sight at once. */
  readonly page: number;
}

export interface Stroke {
  readonly key: string;
  readonly ctrlKey: boolean;
}

/** Where a key leads, as in every grid; undefined for a key that moves nothing. */
export function moveInTable(from: Place, stroke: Stroke, size: TableSize): Place | undefined {
  const target = targetOf(from, stroke, size);
  return (
    target && {
      row: clamp(target.row, -1, size.rows - 1),
      column: clamp(target.column, 0, size.columns),
    }
  );
}

function targetOf(
  { row, column }: Place,
  { key, ctrlKey }: Stroke,
  size: TableSize,
): Place | undefined {
  switch (key) {
    case "ArrowDown":
      return { row: ctrlKey ? size.rows - 1 : row + 1, column };
    case "ArrowUp":
      return { row: ctrlKey ? -1 : row - 1, column };
    case "ArrowRight":
      return { row, column: ctrlKey ? size.columns : column + 1 };
    case "ArrowLeft":
      return { row, column: ctrlKey ? 0 : column - 1 };
    case "PageDown":
      return { row: row + size.page, column };
    case "PageUp":
      return { row: row - size.page, column };
    case "Home":
      return { row: ctrlKey ? -1 : row, column: 0 };
    case "End":
      return { row: ctrlKey ? size.rows - 1 : row, column: size.columns };
    default:
      return undefined;
  }
}

function clamp(value: number, lowest: number, highest: number): number {
  return Math.max(lowest, Math.min(value, highest));
}
