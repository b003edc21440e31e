import type { ScriptStatement } from "../../plsql/script.ts";
import type { StatementLines } from "./toStatementError.ts";

/** Tells for each statement, asked in the order of the script, which lines it stands in. */
export function createLineFinder(script: string): (statement: ScriptStatement) => StatementLines {
  let line = 1;
  let at = 0;
  const lineAt = (offset: number): number => {
    // Only forward, so that a long script is walked once.
    for (let found = script.indexOf("\n", at); found >= 0 && found < offset;) {
      line += 1;
      at = found + 1;
      found = script.indexOf("\n", at);
    }
    return line;
  };
  return ({ range }) => ({
    start: lineAt(range.start),
    end: lineAt(Math.max(range.start, range.end - 1)),
  });
}
