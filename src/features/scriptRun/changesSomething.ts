import { splitScript } from "../../plsql/splitScript.ts";

/** Whether a script may change anything: all of it that is not a query or a setting of SQL*Plus. */
export function changesSomething(text: string): boolean {
  return splitScript(text).some(({ kind, text: statement }) => {
    // Another script, or a program: nobody knows here what it does.
    if (kind === "sqlplus") return /^\s*(?:@|!|host\b|ho\b|start\b|sta\b)/i.test(statement);
    return kind !== "sql" || !/^\s*(?:select|with)\b/i.test(withoutComments(statement));
  });
}

function withoutComments(statement: string): string {
  return statement.replace(/^(?:\s+|--[^\n]*\n|\/\*[^]*?\*\/)+/, "");
}
