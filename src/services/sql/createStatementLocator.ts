import type { SqlAnswerItem } from "./parseSqlAnswer.ts";
import type { StatementLines } from "./toStatementError.ts";

/**
 * Tells for each statement of an answer, asked in order, which lines of the script it stands in: as the server says, or
 * where its text is found after the statement before, or else the whole script.
 */
export function createStatementLocator(script: string): (item: SqlAnswerItem) => StatementLines {
  let searchedTo = 0;
  return ({ startLine, endLine, statementText }) => {
    const at = statementText ? script.indexOf(statementText, searchedTo) : -1;
    if (at >= 0 && statementText) searchedTo = at + statementText.length;
    if (startLine !== undefined) return { start: startLine, end: endLine ?? startLine };
    if (at < 0) return { start: 1, end: lineAt(script, script.length) };
    return { start: lineAt(script, at), end: lineAt(script, searchedTo) };
  };
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1))
    line += 1;
  return line;
}
