import type { SqlValue } from "../sql/sqlRunner.ts";
import type { Cells } from "./toCatalogRows.ts";

/** A text, or the text of a number; undefined where Oracle says null, which is also its empty text. */
export function textOf(value: SqlValue | undefined): string | undefined {
  if (value === null || value === undefined || value === "") return undefined;
  return typeof value === "string" ? value : String(value);
}

/** A number, also when it came as text; undefined for null and for what is no number. */
export function numberOf(value: SqlValue | undefined): number | undefined {
  const text = textOf(value);
  if (text === undefined) return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}

/** The parts of a comma list, as ORDS stores lists of origins. */
export function listOf(value: SqlValue | undefined): readonly string[] {
  const text = textOf(value);
  if (text === undefined) return none;
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** Looks rows up by one of their columns; the order of the rows is kept. */
export function groupBy(rows: readonly Cells[], column: number): (key: string) => readonly Cells[] {
  const groups = new Map<string, Cells[]>();
  for (const cells of rows) {
    const key = textOf(cells[column]);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(cells);
    else groups.set(key, [cells]);
  }
  return (key) => groups.get(key) ?? none;
}

const none: readonly never[] = [];
