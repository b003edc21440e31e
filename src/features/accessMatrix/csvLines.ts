import { tableLines, type TableSource } from "./exportTable.ts";

/**
 * The table as CSV (RFC 4180), line by line. Names come from a database: a cell that a spreadsheet would take for a
 * formula gets an apostrophe before it.
 */
export function* csvLines(source: TableSource): Generator<string> {
  for (const cells of tableLines(source)) yield `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(text: string): string {
  const harmless = /^\s*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",;\r\n]|^\s|\s$/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
