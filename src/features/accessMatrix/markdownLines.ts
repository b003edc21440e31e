import { tableLines, type TableSource } from "./exportTable.ts";

/** The table as Markdown, line by line. Whatever stands in a name shows as the characters it has. */
export function* markdownLines(source: TableSource): Generator<string> {
  yield `# ${toCell(source.title)}\n\n`;
  let isFirst = true;
  for (const cells of tableLines(source)) {
    yield `| ${cells.map(toCell).join(" | ")} |\n`;
    if (isFirst) yield `|${" --- |".repeat(cells.length)}\n`;
    isFirst = false;
  }
}

/** Only what means something to Markdown is escaped, since such a table is also read as it stands. */
function toCell(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|~&!#$^]/g, "\\$&").replace(/\s+/g, " ");
}
