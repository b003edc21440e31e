import type { Token } from "./lexer.ts";
import type { ScriptStatement } from "./script.ts";
import { isName, isSlashLine, isSymbol, readCode, upperWord, wordAfter } from "./scriptTokens.ts";
import { createUnitNesting, type UnitKind, unitOfCreate } from "./unitNesting.ts";

/**
 * Cuts a script into what a database is given at a time, as SQL*Plus and SQLcl do it, but without
 * their traps: a `/` line or a `;` inside a text or a comment ends nothing, and a PL/SQL block
 * whose `/` line is missing (every third script that people publish) ends with its own END. Never
 * fails, never loses text but comments and terminators.
 */
export function splitScript(text: string): readonly ScriptStatement[] {
  const statements: ScriptStatement[] = [];
  let offset = 0;
  for (;;) {
    const first = readCode(text, offset);
    if (first === undefined) {
      return statements;
    }
    const found = readStatement(text, first);
    if (found.statement !== undefined) {
      statements.push(found.statement);
    }
    offset = found.next;
  }
}

interface Found {
  /** Undefined for a stray `;`. */
  readonly statement: ScriptStatement | undefined;
  readonly next: number;
}

function readStatement(text: string, first: Token): Found {
  if (isSymbol(text, first, ";")) {
    return { statement: undefined, next: first.end };
  }
  const word = upperWord(text, first);
  if (word === "DECLARE" || word === "BEGIN" || isSymbol(text, first, "<<")) {
    return readUnit(text, first, "block");
  }
  if (word === "CREATE") {
    const unit = unitOfCreate(text, first);
    if (unit !== undefined) {
      return readUnit(text, first, unit);
    }
  }
  if (word === "COMMIT" || word === "ROLLBACK") {
    return readSql(text, first, "transaction");
  }
  if (word === "EXEC" || word === "EXECUTE") {
    return readExec(text, first);
  }
  if (word === "CALL") {
    return readCall(text, first);
  }
  if (word === "SET" ? sqlSets.has(wordAfter(text, first.end)) : sqlWords.has(word)) {
    return readSql(text, first, "sql");
  }
  // A call without BEGIN and END, or another fragment of PL/SQL: kept whole, so that the reader can
  // say so.
  if (
    isName(first) &&
    !directives.has(word) &&
    /^[ \t]*(?:\.\w|\(|:=)/.test(text.slice(first.end, first.end + 40))
  ) {
    return readSql(text, first, "sql");
  }
  return readLine(text, first);
}

const sqlWords = new Set(
  (
    "SELECT WITH INSERT UPDATE DELETE MERGE CREATE ALTER DROP GRANT REVOKE TRUNCATE COMMENT ANALYZE AUDIT NOAUDIT " +
    "EXPLAIN LOCK PURGE RENAME SAVEPOINT SET FLASHBACK ASSOCIATE DISASSOCIATE ADMINISTER"
  ).split(" "),
);
const sqlSets = new Set(["ROLE", "TRANSACTION", "CONSTRAINT", "CONSTRAINTS"]);
const directives = new Set("REM REMARK PROMPT PRO HOST START SPOOL".split(" "));

function readSql(text: string, first: Token, kind: "sql" | "transaction"): Found {
  let last = first;
  for (
    let token: Token | undefined = first;
    token !== undefined;
    token = readCode(text, token.end)
  ) {
    if (isSymbol(text, token, ";") || isSlashLine(text, token)) {
      return found(text, kind, { start: first.start, end: last.end, next: token.end });
    }
    last = token;
  }
  return found(text, kind, { start: first.start, end: last.end, next: text.length });
}

/** `CALL p(…);` does what `BEGIN p(…); END;` does, for procedures. */
function readCall(text: string, first: Token): Found {
  const second = readCode(text, first.end);
  if (second === undefined) {
    return readLine(text, first);
  }
  const { statement, next } = readSql(text, second, "sql");
  const { start, end } = statement?.range ?? second;
  const code = text.slice(start, end);
  return { statement: wrapped(code, { start: first.start, codeStart: start, end }), next };
}

/** `EXEC p(…)`: one line, or more where a line ends with `-`; a `;` at its end is allowed. */
function readExec(text: string, first: Token): Found {
  const lineEnd = endOfLine(text, first.end);
  // The `-` that ties lines together is no part of the code; a blank in its place keeps all
  // offsets.
  const code = text.slice(first.end, lineEnd).replaceAll(/-(?=\r?\n)/g, " ");
  const start = first.end + code.length - code.trimStart().length;
  const end = first.end + code.trimEnd().replace(/;$/, "").trimEnd().length;
  return {
    statement: wrapped(code.slice(start - first.end, end - first.end), {
      start: first.start,
      codeStart: Math.min(start, end),
      end,
    }),
    next: lineEnd,
  };
}

/** `BEGIN code; END;` for a statement from `start` to `end` whose code begins at `codeStart`. */
function wrapped(
  code: string,
  place: { readonly start: number; readonly codeStart: number; readonly end: number },
): ScriptStatement {
  const opening = "BEGIN ";
  return {
    kind: "plsql",
    text: `${opening}${code}; END;`,
    range: { start: place.start, end: place.end },
    textStart: place.codeStart - opening.length,
  };
}

function readLine(text: string, first: Token): Found {
  const end = endOfLine(text, first.start);
  return found(text, "sqlplus", {
    start: first.start,
    end: first.start + text.slice(first.start, end).trimEnd().length,
    // What was read once is not read again: else a script of open texts would cost the square of
    // its length.
    next: Math.max(end, first.end),
  });
}

/** The end of the line, or of the last of several that a `-` at the end ties together. */
function endOfLine(text: string, offset: number): number {
  let from = offset;
  for (;;) {
    const newline = text.indexOf("\n", from);
    if (newline < 0) {
      return text.length;
    }
    const before = text[newline - 1] === "\r" ? newline - 2 : newline - 1;
    if (before < offset || text[before] !== "-" || text[before - 1] === "-") {
      return newline;
    }
    from = newline + 1;
  }
}

/** A PL/SQL unit: to the `/` line, or to the `;` after the END that closes it. */
function readUnit(text: string, first: Token, unit: UnitKind): Found {
  const nesting = createUnitNesting(unit);
  let last = first;
  for (
    let token: Token | undefined = first;
    token !== undefined;
    token = readCode(text, token.end)
  ) {
    if (isSlashLine(text, token)) {
      return found(text, "plsql", { start: first.start, end: last.end, next: token.end });
    }
    nesting.take(text, token);
    last = token;
    if (nesting.isComplete()) {
      return found(text, "plsql", {
        start: first.start,
        end: token.end,
        next: afterSlashLine(text, token.end),
      });
    }
  }
  return found(text, "plsql", { start: first.start, end: last.end, next: text.length });
}

function afterSlashLine(text: string, offset: number): number {
  const next = readCode(text, offset);
  return next !== undefined && isSlashLine(text, next) ? next.end : offset;
}

interface Cut {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

function found(text: string, kind: ScriptStatement["kind"], cut: Cut): Found {
  const range = { start: cut.start, end: cut.end };
  return {
    statement: { kind, text: text.slice(cut.start, cut.end), range, textStart: cut.start },
    next: cut.next,
  };
}
