import { createPlaceFinder } from "../../../src/practice/execute/placeIn.ts";
import { readCode } from "../../../src/plsql/scriptTokens.ts";
import { splitScript } from "../../../src/plsql/splitScript.ts";
import { OracleFailure } from "./listenerDatabase.ts";

/**
 * Throws `OracleFailure` for what is not one statement as a database takes it: the practice server reads whole scripts
 * and would forgive a terminator, or a command that only SQL*Plus knows.
 */
export function refuseScript(sql: string): void {
  const [statement] = splitScript(sql);
  const isExec = /^\s*exec(?:ute)?\b/i.test(sql);
  if (!statement || statement.kind === "sqlplus" || isExec)
    throw new OracleFailure(900, "invalid SQL statement");
  const rest = readCode(sql, statement.range.end);
  const isBlock = statement.kind === "plsql" && !/^\s*call\b/i.test(sql);
  if (isBlock && !statement.text.trimEnd().endsWith(";"))
    throw notParsed(sql, statement.range.end, "end-of-file");
  if (!rest) return;
  const word = sql.slice(rest.start, rest.end);
  if (isBlock) throw notParsed(sql, rest.start, word);
  throw word === ";"
    ? new OracleFailure(911, "invalid character", rest.start)
    : new OracleFailure(933, "SQL command not properly ended", rest.start);
}

function notParsed(sql: string, offset: number, symbol: string): OracleFailure {
  const { line, column } = createPlaceFinder(sql)(offset);
  return new OracleFailure(
    6550,
    `line ${line}, column ${column}:\nPLS-00103: Encountered the symbol "${symbol}" when expecting something else`,
    offset,
  );
}
