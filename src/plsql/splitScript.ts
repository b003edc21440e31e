import { type Token, tokenKinds } from "./lexer.ts";
import { markName } from "./marks.ts";
import type { Problem, ScriptStatement } from "./script.ts";
import {
  isFenceLine,
  isName,
  isSlashLine,
  isSlashAlone,
  isSymbol,
  isTag,
  readCode,
  upperWord,
  wordAfter,
} from "./scriptTokens.ts";
import { openMessage, problemOfStray } from "./strayProblems.ts";
import { appendToken, clearTokens, createTokenList, markAt, type TokenList } from "./tokenList.ts";
import { createUnitNesting, type UnitKind, unitOfCreate } from "./unitNesting.ts";

/**
 * Cuts a script into what a database is given at a time, as SQL*Plus and SQLcl do it, but without
 * their traps: a `/` line or a `;` inside a text or a comment ends nothing, and a PL/SQL block
 * whose `/` line is missing (every third script that people publish) ends with its own END. Never
 * fails, never loses text but comments and terminators.
 */
export function splitScript(text: string): readonly ScriptStatement[] {
  const statements: ScriptStatement[] = [];
  const tokens = createTokenList();
  for (let offset = 0; offset < text.length;) {
    const { statement, next } = splitNext(text, offset, tokens);
    if (statement !== undefined) {
      statements.push(statement);
    }
    offset = next;
  }
  return statements;
}

/** One step of splitting. */
export interface SplitStep {
  /** Undefined for a stray `;`, and where nothing but comments follows. */
  readonly statement: ScriptStatement | undefined;
  /** Whether the tokens are those of the statement, with places in the script. */
  readonly hasTokens: boolean;
  /** Where the next step begins. */
  readonly next: number;
  readonly problems: readonly Problem[];
}

/**
 * The first statement at or after `offset`, which is 0 or where an earlier step ended. What it
 * gives depends on nothing before that, and on nothing behind the line of the token that follows
 * the statement. `tokens` is filled again.
 */
export function splitNext(text: string, offset: number, tokens: TokenList): SplitStep {
  clearTokens(tokens);
  const end = appendToken(tokens, text, offset);
  const [stray] = tokens.strays;
  if (stray !== undefined) {
    return splitStray(text, stray);
  }
  const [open] = tokens.open;
  if (end < 0) {
    const problems = open === undefined ? [] : [problemOfOpen(open)];
    return { statement: undefined, hasTokens: false, next: text.length, problems };
  }
  const first: Token = {
    kind: tokenKinds[tokens.kinds[0] ?? 0] ?? "stray",
    start: tokens.starts[0] ?? 0,
    end,
    closed: open === undefined,
  };
  return splitFrom({ text, tokens }, first);
}

interface Source {
  readonly text: string;
  readonly tokens: TokenList;
}

/**
 * A no-break space or a combining mark that a blog left in front of a statement must not hide it;
 * in front of anything else it is the first character of a line that nobody understands.
 */
function splitStray(text: string, stray: Token): SplitStep {
  const after = readCode(text, stray.end);
  if (after !== undefined && beginsStatement(text, after)) {
    const { start, end } = stray;
    const problems = [problemOfStray(text.slice(start, end), { start, end })];
    return { statement: undefined, hasTokens: false, next: stray.end, problems };
  }
  return readLine(text, stray);
}

function beginsStatement(text: string, token: Token): boolean {
  const word = upperWord(text, token);
  return (
    isSymbol(text, token, "<<") ||
    (word !== "" && (otherStarts.has(word) || sqlWords.has(word)) && !isProse(text, token)) ||
    (isName(token) && isFragment(text, token))
  );
}

const otherStarts = new Set("DECLARE BEGIN COMMIT ROLLBACK EXEC EXECUTE CALL".split(" "));

function splitFrom(source: Source, first: Token): SplitStep {
  const { text } = source;
  if (isSymbol(text, first, ";")) {
    return { statement: undefined, hasTokens: false, next: first.end, problems: [] };
  }
  const word = upperWord(text, first);
  if (isProse(text, first)) {
    return readLine(text, first);
  }
  if (word === "DECLARE" || word === "BEGIN" || isSymbol(text, first, "<<")) {
    return readUnit(source, first, "block");
  }
  if (word === "CREATE") {
    const unit = unitOfCreate(text, first);
    if (unit !== undefined) {
      return readUnit(source, first, unit);
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
  if (isName(first) && !directives.has(word) && isFragment(text, first)) {
    return readSql(text, first, "sql");
  }
  return readLine(text, first);
}

/**
 * "Create the roles first", "Begin by …": the text around a script. Read as a statement it would
 * swallow the script up to the next `;`.
 */
function isProse(text: string, first: Token): boolean {
  const next = first.kind === "word" ? wordAfter(text, first.end) : "";
  return (
    proseWords.has(next) ||
    (next === "A" && /^(?:create|drop|alter)$/i.test(upperWord(text, first)))
  );
}

const proseWords = new Set("THE AN YOUR THIS THESE BY FOLLOWING".split(" "));

function isFragment(text: string, first: Token): boolean {
  return /^[ \t]*(?:\.\w|\(|:=)/.test(text.slice(first.end, first.end + 40));
}

const sqlWords = new Set(
  (
    "SELECT WITH INSERT UPDATE DELETE MERGE CREATE ALTER DROP GRANT REVOKE TRUNCATE COMMENT ANALYZE AUDIT NOAUDIT " +
    "EXPLAIN LOCK PURGE RENAME SAVEPOINT SET FLASHBACK ASSOCIATE DISASSOCIATE ADMINISTER"
  ).split(" "),
);
const sqlSets = new Set(["ROLE", "TRANSACTION", "CONSTRAINT", "CONSTRAINTS"]);
const directives = new Set("REM REMARK PROMPT PRO HOST START SPOOL".split(" "));

function readSql(text: string, first: Token, kind: "sql" | "transaction"): SplitStep {
  const problems: Problem[] = [];
  let last = first;
  let next = text.length;
  for (
    let token: Token | undefined = first;
    token !== undefined;
    token = readCode(text, token.end)
  ) {
    if (isSymbol(text, token, ";") || isSlashLine(text, token)) {
      next = token.end;
      break;
    }
    if (token !== first && endsAnything(text, token)) {
      next = token.start;
      break;
    }
    if (!token.closed) {
      problems.push(problemOfOpen(token));
    }
    last = token;
  }
  return { ...found(text, kind, { start: first.start, end: last.end, next }), problems };
}

/**
 * A fence of Markdown, or a `<copy>` of Oracle's tutorials: what came before is prose, or a
 * statement without its end.
 */
function endsAnything(text: string, token: Token): boolean {
  return isFenceLine(text, token) || isTag(text, token);
}

function problemOfOpen(token: Token): Problem {
  const range = { start: token.start, end: token.start + 1 };
  return { code: "syntax", message: openMessage(token), range };
}

/** `CALL p(…);` does what `BEGIN p(…); END;` does, for procedures. */
function readCall(text: string, first: Token): SplitStep {
  const second = readCode(text, first.end);
  if (second === undefined) {
    return readLine(text, first);
  }
  const { statement, next } = readSql(text, second, "sql");
  const { start, end } = statement?.range ?? second;
  const code = text.slice(start, end);
  return step(wrapped(code, { start: first.start, codeStart: start, end }), next);
}

/** `EXEC p(…)`: one line, or more where a line ends with `-`; a `;` at its end is allowed. */
function readExec(text: string, first: Token): SplitStep {
  const lineEnd = endOfLine(text, first.end);
  // The `-` that ties lines together is no part of the code; a blank in its place keeps all
  // offsets.
  const code = text.slice(first.end, lineEnd).replaceAll(/-(?=\r?\n)/g, " ");
  const start = first.end + code.length - code.trimStart().length;
  const end = first.end + code.trimEnd().replace(/;$/, "").trimEnd().length;
  const place = { start: first.start, codeStart: Math.min(start, end), end };
  return step(wrapped(code.slice(start - first.end, end - first.end), place), lineEnd);
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

function readLine(text: string, first: Token): SplitStep {
  // A `<copy>` may have the first line of the code behind it.
  const end = isTag(text, first)
    ? text.indexOf(">", first.start) + 1
    : endOfLine(text, first.start);
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
function readUnit({ text, tokens }: Source, first: Token, unit: UnitKind): SplitStep {
  const nesting = createUnitNesting(unit);
  const { strays } = tokens;
  nesting.take(markName(markAt(tokens, 0)));
  let end = first.end;
  for (;;) {
    const i = tokens.length;
    const next = appendToken(tokens, text, end);
    if (next < 0) {
      return foundUnit(text, { start: first.start, end, next: text.length });
    }
    const mark = markName(markAt(tokens, i));
    if (i === tokens.length) {
      const stray = strays.at(-1);
      if (stray !== undefined && isFenceLine(text, stray)) {
        strays.pop();
        return foundUnit(text, { start: first.start, end, next: stray.start });
      }
    } else if (mark !== "") {
      const start = tokens.starts[i] ?? 0;
      const isTerminator = mark === "/" && isSlashAlone(text, start);
      if (isTerminator || (mark === "<" && isTag(text, { start, kind: "symbol" }))) {
        tokens.length = i;
        return foundUnit(text, { start: first.start, end, next: isTerminator ? next : start });
      }
      nesting.take(mark);
      if (nesting.isComplete()) {
        const after = afterSlashLine(text, next);
        return foundUnit(text, { start: first.start, end: next, next: after });
      }
    } else {
      nesting.take("");
    }
    end = next;
  }
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

function found(text: string, kind: ScriptStatement["kind"], cut: Cut): SplitStep {
  const range = { start: cut.start, end: cut.end };
  return step(
    { kind, text: text.slice(cut.start, cut.end), range, textStart: cut.start },
    cut.next,
  );
}

function foundUnit(text: string, cut: Cut): SplitStep {
  return { ...found(text, "plsql", cut), hasTokens: true };
}

function step(statement: ScriptStatement, next: number): SplitStep {
  return { statement, hasTokens: false, next, problems: [] };
}
