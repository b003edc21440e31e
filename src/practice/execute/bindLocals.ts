import { nameOfToken, lex } from "../../plsql/lexer.ts";
import { findVariable } from "../../plsql/locals.ts";
import type { Locals } from "../../plsql/locals.ts";
import type { Value } from "../../plsql/value.ts";

export interface BoundText {
  readonly text: string;
  readonly values: ReadonlyMap<string, Value>;
}

/** DML inside a block: the block's variables become bind variables, as PL/SQL does it. */
export function bindLocals(text: string, locals: Locals): BoundText {
  const values = new Map<string, Value>();
  let out = "";
  let done = 0;
  const tokens = lex(text);
  tokens.forEach((token, i) => {
    const isPart = [tokens[i - 1], tokens[i + 1]].some(
      (other) => other !== undefined && text.slice(other.start, other.end) === ".",
    );
    if (token.kind !== "word" || isPart) return;
    const name = nameOfToken(text, token);
    const variable = findVariable(locals, name);
    // USER is a word of SQL itself.
    if (variable?.kind !== "plain" || name.toUpperCase() === "USER") return;
    const bind = `ords_local_${name.toLowerCase()}`;
    values.set(bind, variable.value);
    out += `${text.slice(done, token.start)}:${bind}`;
    done = token.end;
  });
  return { text: out + text.slice(done), values };
}
