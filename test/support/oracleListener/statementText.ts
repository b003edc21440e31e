import { lex } from "../../../src/plsql/lexer.ts";

/** Whether a statement is PL/SQL, which has binds that go out. */
export function isPlsql(sql: string): boolean {
  return /^(?:BEGIN|DECLARE|CALL)$/.test(firstWord(sql)) || sql.trimStart().startsWith("<<");
}

/**
 * The names of the binds in the order in which their values are sent, in upper case unless quoted: each occurrence in
 * SQL, each name once in PL/SQL. A definition has none: `:new` of a trigger is no bind.
 */
export function bindNamesOf(sql: string): readonly string[] {
  if (/^(?:CREATE|ALTER|DROP|GRANT|REVOKE|COMMENT|TRUNCATE)$/.test(firstWord(sql))) return [];
  const tokens = lex(sql);
  const names = tokens.flatMap(({ kind, start, end }, i) => {
    if (kind === "bind") return [sql.slice(start + 1, end).toUpperCase()];
    const before = tokens[i - 1];
    const isBind = kind === "quotedName" && before && sql.slice(before.start, start).trim() === ":";
    return isBind ? [sql.slice(start + 1, end - 1)] : [];
  });
  return isPlsql(sql) ? [...new Set(names)] : names;
}

function firstWord(sql: string): string {
  const token = lex(sql).find(({ kind }) => kind !== "comment" && kind !== "symbol");
  return token ? sql.slice(token.start, token.end).toUpperCase() : "";
}
