import { lex } from "../../plsql/lexer.ts";
import { readScript } from "../../plsql/readScript.ts";
import { changesOf } from "../../plsql/scripts.ts";
import { splitScript } from "../../plsql/splitScript.ts";
import { noSubstitution } from "../../plsql/substitution.ts";
import type { StatementResult } from "../../services/sql/sqlRunner.ts";

/**
 * How many changes wait for a COMMIT after a run: calls of ORDS that change something, and rows that DML changed, since
 * the last statement that ended the transaction. What a block does besides counts for nothing, so the number is what a
 * person can find in the script, not what the database has locked.
 */
export function countUncommitted(before: number, results: readonly StatementResult[]): number {
  return results.reduce(
    (count, result) => (result.error ? count : afterStatement(count, result)),
    before,
  );
}

function afterStatement(before: number, { text, rowsAffected }: StatementResult): number {
  if (/^\s*(?:commit|rollback|create|alter|drop|grant|revoke|truncate)\b/i.test(text)) return 0;
  if (rowsAffected !== undefined) return before + rowsAffected;
  const [statement] = splitScript(text);
  if (statement?.kind !== "plsql") return before;
  const { changes } = changesOf(readScript(text, noSubstitution));
  const end = lastEndOfTransaction(text);
  // One call can be several changes.
  const calls = new Set(changes.map(({ range }) => range.start));
  const waiting = [...calls].filter((start) => start > end).length;
  return end < 0 ? before + waiting : waiting;
}

/** Where a block commits or rolls back last; -1 when it does neither. A comment or a text that says so does not. */
function lastEndOfTransaction(block: string): number {
  const end = /(?:commit|rollback)(?:\s+work)?\s*;/iy;
  const last = lex(block).findLast(({ kind, start }) => {
    end.lastIndex = start;
    return kind === "word" && end.test(block);
  });
  return last?.start ?? -1;
}
