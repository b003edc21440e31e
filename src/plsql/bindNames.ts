import { lex } from "./lexer.ts";

/**
 * The names of the binds of one statement, in lower case, each once and in order. What looks like one inside a text or
 * a comment is none.
 */
export function bindNames(statement: string): readonly string[] {
  const names = lex(statement)
    .filter(({ kind }) => kind === "bind")
    .map(({ start, end }) => statement.slice(start + 1, end).toLowerCase());
  return [...new Set(names)];
}
