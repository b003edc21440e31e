import type { TextRange } from "../base/textRange.ts";
import { nameOfToken, textOfToken, type Token, type TokenKind, tokenKinds } from "./lexer.ts";
import { markName, noMark } from "./marks.ts";
import type { Problem, ProblemCode, ScriptStatement } from "./script.ts";
import { openMessage, problemOfStray } from "./strayProblems.ts";
import { substitute, type Substitution } from "./substitution.ts";
import { listTokens, type TokenList } from "./tokenList.ts";

/**
 * Walks over the tokens of one statement. Comments are left out; stray characters are reported and
 * left out, so that a curly quote or a combining mark of a blog does not hide the call beside it.
 * All places are in the script.
 */
export interface TokenCursor {
  isAtEnd(): boolean;
  /** Where the current token starts. */
  position(): number;
  /** From `start` to the end of the token before the current one. */
  rangeFrom(start: number): TextRange;
  range(): TextRange;
  kind(): TokenKind | undefined;
  /** The keyword in upper case; empty for any other word, and for anything else. */
  keyword(ahead?: number): string;
  /** The symbol; empty for anything else. */
  symbol(ahead?: number): string;
  /**
   * As written: the name of a word or quoted name, the characters of a text, else the token itself.
   */
  value(ahead?: number): string;
  /** What a text is worth; undefined when SQL*Plus replaces something in it that is not known. */
  text(): string | undefined;
  isName(ahead?: number): boolean;
  next(): void;
  /** Goes on if the current token is this keyword or symbol. */
  take(mark: string): boolean;
  /**
   * Goes behind the next `;`, which nothing in PL/SQL can hold but a text: a way out of any
   * confusion.
   */
  skipStatement(): void;
  /** What stands between two places of the script. */
  slice(range: TextRange): string;
  report(code: ProblemCode, message: string, range?: TextRange): void;
}

export interface CursorOptions {
  /** Those of the statement, with places in the script; without them they are read. */
  readonly tokens?: TokenList | undefined;
  /** What SQL*Plus replaces in its texts: nothing, unless it is given. */
  readonly substitution?: Substitution;
}

export function createTokenCursor(
  statement: ScriptStatement,
  problems: Problem[],
  { tokens, substitution }: CursorOptions = {},
): TokenCursor {
  const { text, textStart } = statement;
  const { length, kinds, marks, starts, ends, strays, open } = tokens ?? listTokens(text);
  // Added to a place of a token, this gives one in the script, and this one in the text.
  const toScript = tokens === undefined ? textStart : 0;
  const toText = tokens === undefined ? 0 : -textStart;
  // What stands around the code of an EXEC is no part of the script.
  const { start: first, end: last } = statement.range;
  const clamp = (offset: number) =>
    tokens === undefined ? Math.max(first, Math.min(last, offset)) : offset;
  const openStarts = new Set(open.map(({ start }) => start));
  let index = 0;

  const startAt = (i: number) =>
    clamp((i < length ? (starts[i] ?? 0) : text.length - toText) + toScript);
  const endAt = (i: number) =>
    clamp((i < length ? (ends[i] ?? 0) : text.length - toText) + toScript);
  const placeOf = ({ start, end }: TextRange): TextRange => ({
    start: clamp(start + toScript),
    end: clamp(end + toScript),
  });
  const range = (): TextRange => ({ start: startAt(index), end: endAt(index) });
  const kindAt = (i: number) => (i < length ? (kinds[i] ?? noKind) : noKind);
  const markedAs = (kind: number, i: number) =>
    i < length && kinds[i] === kind ? markName(marks[i] ?? noMark) : "";
  const value = (ahead = 0) => {
    const i = index + ahead;
    const kind = tokenKinds[kindAt(i)];
    return kind === undefined
      ? ""
      : valueOf(text, {
          kind,
          start: (starts[i] ?? 0) + toText,
          end: (ends[i] ?? 0) + toText,
          closed: openStarts.size === 0 || !openStarts.has(starts[i] ?? 0),
        });
  };

  for (const token of open) {
    const place = placeOf({ start: token.start, end: token.start + 1 });
    problems.push({ code: "syntax", message: openMessage(token), range: place });
  }
  for (const { start, end, character } of strayRuns(text, strays, toText)) {
    problems.push(problemOfStray(character, placeOf({ start, end })));
  }
  for (
    let i = kinds.indexOf(curlyText);
    i >= 0 && i < length;
    i = kinds.indexOf(curlyText, i + 1)
  ) {
    for (const start of [startAt(i), endAt(i) - 1]) {
      const character = text.charAt(start - toScript + toText);
      if (character !== "'" && character !== '"') {
        problems.push(problemOfStray(character, { start, end: start + 1 }));
      }
    }
  }

  return {
    isAtEnd: () => index >= length,
    position: () => startAt(index),
    rangeFrom: (start) => ({
      start,
      end: index === 0 ? start : Math.max(start, endAt(Math.min(index, length) - 1)),
    }),
    range,
    kind: () => tokenKinds[kindAt(index)],
    keyword: (ahead = 0) => markedAs(word, index + ahead),
    symbol: (ahead = 0) => markedAs(symbol, index + ahead),
    value,
    text: () => {
      const written = value();
      return substitution === undefined ? written : substitute(written, substitution);
    },
    isName: (ahead = 0) => {
      const kind = kindAt(index + ahead);
      return kind === word || kind === quotedName;
    },
    next: () => {
      index++;
    },
    take: (mark) => {
      const is = index < length && markName(marks[index] ?? noMark) === mark;
      index += is ? 1 : 0;
      return is;
    },
    skipStatement: () => {
      while (index < length && markName(marks[index] ?? noMark) !== ";") {
        index++;
      }
      index++;
    },
    slice: (place) => text.slice(place.start - textStart, place.end - textStart),
    report: (code, message, place = range()) => {
      problems.push({ code, message, range: place });
    },
  };
}

const noKind = -1;
const word = tokenKinds.indexOf("word");
const quotedName = tokenKinds.indexOf("quotedName");
const curlyText = tokenKinds.indexOf("curlyText");
const symbol = tokenKinds.indexOf("symbol");

/** The same stray character several times in a row is one mistake. */
function strayRuns(text: string, strays: readonly Token[], toText: number): readonly StrayRun[] {
  const runs: { start: number; end: number; character: string }[] = [];
  for (const { start, end } of strays) {
    const character = text.slice(start + toText, end + toText);
    const last = runs.at(-1);
    if (last?.end === start && last.character === character) {
      last.end = end;
    } else {
      runs.push({ start, end, character });
    }
  }
  return runs;
}

interface StrayRun extends TextRange {
  readonly character: string;
}

function valueOf(text: string, token: Token): string {
  switch (token.kind) {
    case "text":
    case "curlyText":
      return textOfToken(text, token);
    case "word":
    case "quotedName":
      return nameOfToken(text, token);
    case "bind":
      return text.slice(token.start + 1, token.end);
    default:
      return text.slice(token.start, token.end);
  }
}
