import type { Rows, SqlValue } from "../sql/sqlRunner.ts";

/** One row by its columns' names in upper case. */
export type Row = ReadonlyMap<string, SqlValue>;

export function toRows({ columns, rows }: Rows): readonly Row[] {
  const names = columns.map((name) => name.toUpperCase());
  return rows.map((row) => new Map(names.map((name, at) => [name, row[at] ?? null])));
}

/** A text, or the text of a number; undefined where Oracle says null, which is also its empty text. */
export function textIn(row: Row, column: string): string | undefined {
  const value = row.get(column) ?? null;
  return value === null || value === "" ? undefined : String(value);
}

/** A number, also when it came as text; undefined for null and for what is no number. */
export function numberIn(row: Row, column: string): number | undefined {
  const text = textIn(row, column);
  const number = Number(text ?? Number.NaN);
  return Number.isFinite(number) ? number : undefined;
}

/** The parts of a comma list, as ORDS stores lists of origins. */
export function listIn(row: Row, column: string): readonly string[] {
  const parts = (textIn(row, column) ?? "").split(",").map((part) => part.trim());
  return parts.filter((part) => part !== "");
}

/** Looks rows up by one of their columns; the order of the rows is kept. */
export function groupBy(rows: readonly Row[], column: string): (key: string) => readonly Row[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = textIn(row, column);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return (key) => groups.get(key) ?? [];
}
