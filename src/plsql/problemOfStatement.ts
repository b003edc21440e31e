import { ordsPackages } from "./procedureCall.ts";
import type { Problem, ScriptStatement } from "./script.ts";

/** What can be said of a statement that is not PL/SQL. */
export function problemOfStatement(statement: ScriptStatement): Problem | undefined {
  const { range, text } = statement;
  const [, first = "", after = ""] = /^([\w$#@!/]*)\s*([.(]?)/.exec(text) ?? [];
  const word = first.toUpperCase();
  if (statement.kind === "sql" && after === "." && packageNames.has(word)) {
    const message =
      "This call stands outside of a block: put it between BEGIN and END, or write EXEC before it.";
    return { code: "notUnderstood", message, range };
  }
  if (statement.kind === "sqlplus" && !isDirective(word)) {
    const message = "This is neither SQL, nor PL/SQL, nor a command of SQL*Plus.";
    return { code: "notUnderstood", message, range };
  }
  return undefined;
}

const packageNames: ReadonlySet<string> = new Set([...ordsPackages, "ORDS_METADATA"]);

function isDirective(word: string): boolean {
  return word.startsWith("@") || word.startsWith("!") || word === "/" || directives.has(word);
}

const directives = new Set(
  (
    "SET PROMPT PRO REM REMARK SPOOL SPO WHENEVER COLUMN COL DEFINE DEF UNDEFINE UNDEF ACCEPT ACC VARIABLE VAR PRINT " +
    "SHOW SHO CONNECT CONN DISCONNECT DISC EXIT QUIT PAUSE PAU HOST HO START STA CLEAR CL BREAK BRE BTITLE TTITLE COMPUTE " +
    "DESCRIBE DESC EDIT ED GET SAVE STORE TIMING TIMI PASSWORD PASSW LIST L RUN R APPEND CHANGE INPUT DEL ARCHIVE STARTUP " +
    "SHUTDOWN RECOVER HELP REPHEADER REPFOOTER ALIAS CD DDL HISTORY INFO LIQUIBASE LB PROJECT SCRIPT TNSPING REST LOAD CTAS"
  ).split(" "),
);
