/**
 * The bind variable, with its colon, that a PL/SQL text makes part of SQL which it runs: by `||`, at once or by way of
 * a variable. undefined when none is found, or when DBMS_ASSERT looks at it first. A reading of statements, not of
 * PL/SQL: what goes through several variables or other procedures is not found. The cost is linear.
 */
export function findSqlFromInput(source: string): string | undefined {
  if (!/immediate|dbms_sql|\bfor\b/i.test(source) || !source.includes("||")) return undefined;
  const tainted = new Map<string, string>();
  for (const statement of withoutTexts(source).split(";")) {
    if (/\bdbms_assert\b/i.test(statement)) continue;
    const sql = runBy(statement);
    if (sql !== undefined) {
      const bind = joined(sql) ?? [...wordsOf(sql)].map((word) => tainted.get(word)).find(Boolean);
      if (bind !== undefined) return bind;
      continue;
    }
    const assigned = /\b([a-z][\w$#]{0,127})\s*:=([^]*)$/i.exec(statement);
    const bind = assigned && joined(assigned[2] ?? "");
    if (assigned && bind) {
      tainted.set((assigned[1] ?? "").toLowerCase(), bind);
    }
  }
  return undefined;
}

/** What a statement runs: the text behind EXECUTE IMMEDIATE and the like, up to what is bound or fetched. */
function runBy(statement: string): string | undefined {
  const found =
    /\bexecute\s+immediate\b([^]*)$/i.exec(statement) ??
    /\bdbms_sql\s*\.\s*parse\b([^]*)$/i.exec(statement) ??
    /\bopen\s+[:\w$#]+\s+for\b(?!\s+(?:select|with)\b)([^]*)$/i.exec(statement);
  return found?.[1]?.split(/\b(?:using|into|bulk|returning)\b/i, 1)[0];
}

/** The bind of an expression that joins it to something. */
function joined(expression: string): string | undefined {
  return expression.includes("||") ? /:[a-z][\w$#]{0,127}/i.exec(expression)?.[0] : undefined;
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[a-z][\w$#]*/g) ?? []);
}

/** Without comments, and with every quoted text empty. What does not end takes the rest along. */
function withoutTexts(source: string): string {
  return source.replaceAll(quoted, (text) => (/^(?:--|\/\*)/.test(text) ? " " : "''"));
}

const quoted =
  /--[^\n]*|\/\*[^]*?(?:\*\/|$)|q'\[[^]*?(?:\]'|$)|q'\{[^]*?(?:\}'|$)|q'\([^]*?(?:\)'|$)|q'<[^]*?(?:>'|$)|q'([^\s[{(<])[^]*?(?:\1'|$)|'[^']*(?:'|$)|"[^"]*(?:"|$)/gi;
