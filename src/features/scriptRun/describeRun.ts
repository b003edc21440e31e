import type { Rows, StatementResult } from "../../services/sql/sqlRunner.ts";

/** A run as plain text for an output channel: statement by statement, with its place, its output and its error. */
export function describeRun(results: readonly StatementResult[]): string {
  if (results.length === 0) return "The script has no statement to run.\n";
  const failed = results.filter(({ error }) => error !== undefined).length;
  const closing =
    failed === 0
      ? `${results.length === 1 ? "1 statement" : `${results.length} statements`}, no errors.`
      : `${failed} of ${results.length} ${results.length === 1 ? "statement" : "statements"} failed.`;
  return `${results.map(describeResult).join("\n\n")}\n\n${closing}\n`;
}

function describeResult(result: StatementResult): string {
  const { lines, text, output, rows, rowsAffected, error } = result;
  const place =
    lines.start === lines.end ? `Line ${lines.start}` : `Lines ${lines.start}-${lines.end}`;
  const parts = [`${place}: ${firstLine(text)}`, ...output.flatMap((line) => line.split(/\r?\n/))];
  if (rows) parts.push(...describeRows(rows));
  if (rowsAffected !== undefined && output.length === 0) {
    parts.push(`${rowsAffected} ${rowsAffected === 1 ? "row" : "rows"} affected.`);
  }
  if (error) {
    const at = error.line === undefined ? "" : ` (line ${error.line})`;
    parts.push(`ERROR${at}: ${error.message}`);
  }
  return trimEnd(parts).join("\n");
}

function describeRows(rows: Rows): readonly string[] {
  if (rows.rows.length === 0) return ["No rows."];
  const shown = rows.rows.slice(0, mostRows).map((row) => row.map((value) => cell(value)));
  const widths = rows.columns.map((name, column) =>
    Math.max(name.length, ...shown.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  const left = rows.rows.length - shown.length;
  return [
    line(rows.columns),
    line(widths.map((width) => "-".repeat(width))),
    ...shown.map(line),
    ...(left > 0 ? [`… and ${left} more rows`] : []),
  ];
}

/** An output channel is for reading along, not for data. */
const mostRows = 200;
const widestCell = 80;

function cell(value: string | number | null): string {
  const text = value === null ? "" : String(value).replace(/\s+/g, " ");
  return text.length > widestCell ? `${text.slice(0, widestCell - 1)}…` : text;
}

function firstLine(text: string): string {
  const lines = text.trim().split(/\r?\n/);
  const [first = ""] = lines;
  return lines.length > 1 ? `${first.trimEnd()} …` : first;
}

function trimEnd(lines: readonly string[]): readonly string[] {
  const last = lines.findLastIndex((line) => line.trim() !== "");
  return lines.slice(0, last + 1);
}
