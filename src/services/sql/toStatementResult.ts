import type { SqlAnswerItem } from "./parseSqlAnswer.ts";
import type { StatementResult } from "./sqlRunner.ts";
import { toStatementError } from "./toStatementError.ts";

/** One statement's part of an answer of REST-Enabled SQL as every runner tells it. */
export function toStatementResult(
  item: SqlAnswerItem,
  lines: StatementResult["lines"],
): StatementResult {
  const { resultSet, failure } = item;
  const cut = resultSet?.hasMore
    ? [`Only the first ${resultSet.rows.length} rows are shown; the server has more.`]
    : [];
  return {
    text: item.statementText ?? "",
    lines,
    output: [...item.output, ...cut],
    rows: resultSet && { columns: resultSet.columns, rows: resultSet.rows },
    rowsAffected: item.rowsAffected,
    error: failure && toStatementError(failure, lines),
  };
}
