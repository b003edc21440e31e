import type { Place } from "./moveInTable.ts";
import type { ActiveCell } from "./pageState.ts";
import type { TableContent } from "./tableContent.ts";

/** Where a cell is now; what is not shown any more gives the first of its line. */
export function placeOf({ row, column }: ActiveCell, content: TableContent): Place {
  return { row: rowOf(row, content), column: columnOf(column, content) };
}

/** What stands at a place, by names. */
export function activeAt({ row, column }: Place, content: TableContent): ActiveCell {
  return { row: rowKey(row, content), column: content.callerAt(column - 1)?.key };
}

function rowOf(key: string | undefined, content: TableContent): number {
  if (key === undefined) return content.rows > 0 ? 0 : -1;
  for (let row = 0; row < content.rows; row += 1) {
    if (rowKey(row, content) === key) return row;
  }
  return 0;
}

function columnOf(key: string | undefined, content: TableContent): number {
  if (key === undefined) return 0;
  for (let column = 0; column < content.columns; column += 1) {
    if (content.callerAt(column)?.key === key) return column + 1;
  }
  return 0;
}

function rowKey(row: number, content: TableContent): string | undefined {
  const line = content.rowAt(row);
  if (line?.kind === "group") return `module ${line.group.label}`;
  return line && `${line.endpoint.method} ${line.endpoint.path}`;
}
