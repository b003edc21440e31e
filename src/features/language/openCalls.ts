import type { TextRange } from "../../base/textRange.ts";
import { readToken, textOfToken, type Token } from "../../plsql/lexer.ts";
import { isName, isSymbol, upperWord } from "../../plsql/scriptTokens.ts";

/** A parenthesis that is open where the cursor stands, with the name before it. */
export interface OpenCall {
  /** `["ORDS", "CREATE_ROLE"]` in upper case; empty where nothing stands before the parenthesis. */
  readonly path: readonly string[];
  /** Where the path stands; of no length where there is none. */
  readonly pathRange: TextRange;
  /** After the opening parenthesis. */
  readonly start: number;
  /** The arguments up to the cursor; the last one is the one that the cursor is in. */
  readonly arguments: readonly OpenArgument[];
}

export interface OpenArgument {
  /** In lower case; undefined as long as no `=>` has been read. */
  readonly name: string | undefined;
  readonly nameRange: TextRange | undefined;
  /** What stands after the `=>`, or the whole argument where there is none. */
  readonly value: readonly Token[];
}

/** The code in front of the cursor, from the start of its statement. */
export interface CodeBefore {
  /** The token that the cursor is inside of or at the end of: a word being written, a text, a comment. */
  readonly touching: Token | undefined;
  /** Outermost first. */
  readonly calls: readonly OpenCall[];
  /** What stands between the last `;`, BEGIN, THEN … and the cursor, without `touching`. */
  readonly segment: readonly Token[];
  /** How many BEGINs are open. */
  readonly depth: number;
}

/** Where to begin reading, and how many BEGINs are open there. */
export interface CodeStart {
  readonly offset: number;
  readonly depth: number;
}

/**
 * Reads from the start of a statement to the cursor with the lexer alone, since what stands there is being written and
 * seldom whole.
 */
export function readBefore(text: string, start: CodeStart, offset: number): CodeBefore {
  const reading: Reading = { calls: [], segment: [], depth: start.depth, previous: undefined };
  let token = readToken(text, start.offset);
  while (token !== undefined && token.start < offset) {
    if (touches(text, token, offset)) return { ...finished(reading), touching: token };
    if (token.kind !== "comment") take(text, token, reading);
    token = readToken(text, token.end);
  }
  return { ...finished(reading), touching: undefined };
}

/** An argument after the one that the cursor is in. */
export interface LaterArgument {
  readonly name: string | undefined;
  readonly text: string | undefined;
}

/** What follows the cursor inside of the innermost call: what still belongs to its argument, and later arguments. */
export function readAfter(
  text: string,
  offset: number,
): { readonly next: Token | undefined; readonly later: readonly LaterArgument[] } {
  const later: { name: string | undefined; text: string | undefined }[] = [];
  let next: Token | undefined;
  let depth = 0;
  let words: Token[] = [];
  let count = 0;
  for (
    let token = readToken(text, offset);
    token !== undefined && count < farEnough;
    token = readToken(text, token.end)
  ) {
    if (token.kind === "comment") continue;
    count += 1;
    next ??= token;
    const symbol = token.kind === "symbol" ? text.slice(token.start, token.end) : "";
    if (symbol === ";" || (symbol === ")" && depth === 0)) break;
    if (symbol === "(") depth += 1;
    if (symbol === ")") depth -= 1;
    if (symbol === "," && depth === 0) {
      later.push({ name: undefined, text: undefined });
      words = [];
      continue;
    }
    const current = later.at(-1);
    if (!current) continue;
    const [first] = words;
    if (symbol === "=>" && words.length === 1 && first) {
      current.name = text.slice(first.start, first.end).toLowerCase();
      words = [];
      continue;
    }
    words.push(token);
    current.text =
      words.length === 1 && token.kind === "text" ? textOfToken(text, token) : undefined;
  }
  return { next, later };
}

/** Tokens after the cursor that are looked at: more than any call has. */
const farEnough = 400;

interface Reading {
  readonly calls: { path: string[]; pathRange: TextRange; start: number; arguments: Draft[] }[];
  segment: Token[];
  depth: number;
  previous: Token | undefined;
}

interface Draft {
  name: string | undefined;
  nameRange: TextRange | undefined;
  value: Token[];
}

function finished({ calls, segment, depth }: Reading): Omit<CodeBefore, "touching"> {
  return { calls, segment, depth };
}

function touches(text: string, token: Token, offset: number): boolean {
  switch (token.kind) {
    case "word":
      return offset <= token.end;
    case "comment":
      // A comment of one line goes on as long as the cursor is on that line.
      return (
        offset < token.end || !token.closed || (offset === token.end && text[token.start] === "-")
      );
    case "text":
    case "quotedName":
      return offset < token.end || !token.closed;
    default:
      return offset < token.end;
  }
}

function take(text: string, token: Token, reading: Reading): void {
  const symbol = token.kind === "symbol" ? text.slice(token.start, token.end) : "";
  const word = upperWord(text, token);
  if (reading.previous && upperWord(text, reading.previous) === "END" && !loopEnds.has(word)) {
    reading.depth = Math.max(0, reading.depth - 1);
  }
  if (word === "BEGIN" || (word === "CASE" && !isWord(text, reading.previous, "END"))) {
    reading.depth += 1;
  }
  reading.previous = token;
  if (symbol === ";" || boundaries.has(word)) {
    // A call that is not closed ends with its statement.
    reading.calls.length = 0;
    reading.segment = [];
    return;
  }
  if (symbol === "(") {
    const { path, range } = pathBefore(text, reading.segment, token.start);
    reading.segment.push(token);
    reading.calls.push({
      path,
      pathRange: range,
      start: token.end,
      arguments: [{ name: undefined, nameRange: undefined, value: [] }],
    });
    return;
  }
  reading.segment.push(token);
  if (symbol === ")") {
    reading.calls.pop();
    reading.calls.at(-1)?.arguments.at(-1)?.value.push(token);
    return;
  }
  const call = reading.calls.at(-1);
  if (!call) return;
  if (symbol === ",") {
    call.arguments.push({ name: undefined, nameRange: undefined, value: [] });
    return;
  }
  const argument = call.arguments.at(-1);
  if (!argument) return;
  const [first, ...others] = argument.value;
  if (symbol === "=>" && first && others.length === 0 && isName(first)) {
    argument.name = text.slice(first.start, first.end).toLowerCase();
    argument.nameRange = { start: first.start, end: first.end };
    argument.value = [];
    return;
  }
  argument.value.push(token);
}

/** END IF and END LOOP close nothing that is counted. */
const loopEnds = new Set(["IF", "LOOP"]);
const boundaries = new Set(["BEGIN", "THEN", "ELSE", "LOOP", "DECLARE", "EXEC", "EXECUTE", "CALL"]);

function isWord(text: string, token: Token | undefined, word: string): boolean {
  return token !== undefined && upperWord(text, token) === word;
}

/** The names with dots between them at the end of some tokens, in upper case. */
export function pathBefore(
  text: string,
  tokens: readonly Token[],
  end: number,
): { readonly path: string[]; readonly range: TextRange } {
  const path: string[] = [];
  let start = end;
  for (let i = tokens.length - 1; i >= 0; i -= 2) {
    const name = tokens[i];
    if (!name || !isName(name)) break;
    path.unshift(text.slice(name.start, name.end).replaceAll('"', "").toUpperCase());
    start = name.start;
    const dot = tokens[i - 1];
    if (!dot || !isSymbol(text, dot, ".")) break;
  }
  const last = tokens.at(-1);
  return { path, range: { start, end: path.length > 0 && last ? last.end : end } };
}
