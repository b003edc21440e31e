import { bindNames } from "../../plsql/bindNames.ts";
import { splitScript } from "../../plsql/splitScript.ts";

/**
 * The names of all binds that a script wants values for, in lower case, each once. What looks like one inside a text
 * or a comment is none: the source of a handler is full of them.
 */
export function bindsOf(text: string): readonly string[] {
  const names = splitScript(text)
    .filter(({ kind }) => kind === "plsql" || kind === "sql")
    .flatMap((statement) => bindNames(statement.text));
  return [...new Set(names)];
}
