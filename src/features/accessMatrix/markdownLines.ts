import { inMarkdown } from "../explorer/inMarkdown.ts";
import { tableLines, type TableSource } from "./exportTable.ts";

/** The table as Markdown, line by line. Whatever stands in a name shows as the characters it has. */
export function* markdownLines(source: TableSource): Generator<string> {
  yield `# ${inMarkdown(source.title)}\n\n`;
  let isFirst = true;
  for (const cells of tableLines(source)) {
    yield `| ${cells.map(inMarkdown).join(" | ")} |\n`;
    if (isFirst) yield `|${" --- |".repeat(cells.length)}\n`;
    isFirst = false;
  }
}
