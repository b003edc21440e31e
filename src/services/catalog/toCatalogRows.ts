import type { CatalogViewId } from "../../plsql/catalogViews.ts";
import type { Rows, SqlValue } from "../sql/sqlRunner.ts";

/** One row of a part, in the order of the columns that `catalogViews` has for it; what lies behind them is no value. */
export type Cells = readonly SqlValue[];

/** The rows of one part of a catalog; none for one that is missing. */
export type CatalogRows = (part: CatalogViewId | "version") => readonly Cells[];

/**
 * Deals the rows of `catalogQuery` out to their parts, as they are: there may be tens of thousands of them, and giving
 * each its columns' names would cost more than the reading.
 */
export function toCatalogRows({ columns, rows }: Rows): CatalogRows {
  const partAt = columns.length - 1;
  const parts = new Map<string, Cells[]>();
  let dealt: Cells[] = [];
  for (const cells of rows) {
    const part = cells[partAt];
    // Only the first row of a part names it.
    if (typeof part === "string") {
      dealt = [];
      parts.set(part, dealt);
    }
    dealt.push(cells);
  }
  return (part) => parts.get(part) ?? [];
}
