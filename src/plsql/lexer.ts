import {
  isBlank,
  isCurlyDouble,
  isCurlySingle,
  isDigit,
  isHighSurrogate,
  isLowSurrogate,
  isWordPart,
  isWordStart,
} from "./characters.ts";
import { symbolAt, symbolLength } from "./marks.ts";

/**
 * Reads the token at or after `offset`, blanks skipped; undefined at the end of the text. Never
 * fails: what Oracle would not understand is a `stray` token of one character. Reading a whole text
 * token by token costs time in proportion to its length.
 */
export function readToken(text: string, offset: number): Token | undefined {
  const start = skipBlanks(text, offset);
  if (start >= text.length) {
    return undefined;
  }
  const scanned = createScanned();
  scanToken(text, start, scanned);
  const { kind, end, closed } = scanned;
  return { kind: tokenKinds[kind] ?? "stray", start, end, closed };
}

/** All tokens of a text, comments included. */
export function lex(text: string): Token[] {
  const tokens: Token[] = [];
  for (let token = readToken(text, 0); token !== undefined; token = readToken(text, token.end)) {
    tokens.push(token);
  }
  return tokens;
}

export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  /** False for a text, quoted name or comment that the end of the script cuts off. */
  readonly closed: boolean;
}

export const tokenKinds = [
  "word",
  /** A name in double quotes. */
  "quotedName",
  /** `'…'`, `n'…'`, `q'[…]'`, `nq'[…]'`. */
  "text",
  /**
   * A text or name after the curly quote of a blog, to the next quote on its line: Oracle refuses
   * it, but what is in it, such as the `/*` of a pattern, must not be taken for PL/SQL.
   */
  "curlyText",
  "number",
  /** `:name`, `:1`. */
  "bind",
  /** `&name`, `&&name.`, `&1`: SQL*Plus replaces it before the database sees it. */
  "substitution",
  "symbol",
  "comment",
  "stray",
] as const;

export type TokenKind = (typeof tokenKinds)[number];

/**
 * What was scanned last. One object is filled again and again: a script has a hundred thousand
 * tokens, and an object for each would cost more than all the rest of reading.
 */
export interface Scanned {
  /** The place of the kind in `tokenKinds`. */
  kind: number;
  end: number;
  closed: boolean;
}

export function createScanned(): Scanned {
  return { kind: stray, end: 0, closed: true };
}

/** Scans the token that starts at `start`, where no blank is. */
export function scanToken(text: string, start: number, into: Scanned): void {
  into.closed = true;
  const code = text.charCodeAt(start);
  if (isWordStart(code)) {
    scanWordOrPrefixedText(text, start, into);
  } else if (code === quote) {
    scanPlainText(text, start, into);
  } else if (isDigit(code)) {
    scanNumber(text, start, into);
  } else {
    scanSymbol(text, start, into);
  }
}

export function skipBlanks(text: string, offset: number): number {
  let i = offset;
  while (i < text.length && isBlank(text.charCodeAt(i))) {
    i++;
  }
  return i;
}

/**
 * The characters that a `text` or `curlyText` token stands for; a token that is not closed gives
 * what there is.
 */
export function textOfToken(text: string, token: Omit<Token, "kind">): string {
  let start = token.start;
  if (isN(text.charCodeAt(start))) {
    start++;
  }
  if (isQ(text.charCodeAt(start))) {
    const delimiterLength = (text.codePointAt(start + 2) ?? 0) > 0xffff ? 2 : 1;
    const inner = Math.min(start + 2 + delimiterLength, token.end);
    return text.slice(inner, token.closed ? token.end - delimiterLength - 1 : token.end);
  }
  const inner = text.slice(start + 1, token.closed ? token.end - 1 : token.end);
  return text.charCodeAt(start) === quote && inner.includes("'")
    ? inner.replaceAll("''", "'")
    : inner;
}

/** The name that a `word` (as written) or `quotedName` (without its quotes) token stands for. */
export function nameOfToken(text: string, token: Token): string {
  return token.kind === "quotedName"
    ? text.slice(token.start + 1, token.closed ? token.end - 1 : token.end)
    : text.slice(token.start, token.end);
}

const quote = 0x27;
const doubleQuote = 0x22;
const newline = 0x0a;

function set(into: Scanned, kind: number, end: number): void {
  into.kind = kind;
  into.end = end;
}

function setOpen(into: Scanned, kind: number, end: number): void {
  into.kind = kind;
  into.end = end;
  into.closed = false;
}

const word = tokenKinds.indexOf("word");
const quotedName = tokenKinds.indexOf("quotedName");
const plainText = tokenKinds.indexOf("text");
const curlyText = tokenKinds.indexOf("curlyText");
const number = tokenKinds.indexOf("number");
const bind = tokenKinds.indexOf("bind");
const substitution = tokenKinds.indexOf("substitution");
const symbol = tokenKinds.indexOf("symbol");
const comment = tokenKinds.indexOf("comment");
const stray = tokenKinds.indexOf("stray");

function scanWordOrPrefixedText(text: string, start: number, into: Scanned): void {
  const code = text.charCodeAt(start);
  const prefix = isN(code) ? start + 1 : start;
  const prefixCode = prefix === start ? code : text.charCodeAt(prefix);
  if (
    isQ(prefixCode) &&
    text.charCodeAt(prefix + 1) === quote &&
    scanDelimitedText(text, prefix + 2, into)
  ) {
    return;
  }
  if (prefix === start + 1 && prefixCode === quote) {
    scanPlainText(text, prefix, into);
  } else {
    set(into, word, skipWord(text, start + 1));
  }
}

function scanPlainText(text: string, opening: number, into: Scanned): void {
  let i = opening + 1;
  for (;;) {
    const next = text.indexOf("'", i);
    if (next < 0) {
      setOpen(into, plainText, text.length);
      return;
    }
    if (text.charCodeAt(next + 1) !== quote) {
      set(into, plainText, next + 1);
      return;
    }
    i = next + 2;
  }
}

/** `q'[…]'`; false when what follows the quote cannot be a delimiter. */
function scanDelimitedText(text: string, delimiterAt: number, into: Scanned): boolean {
  const delimiter = text.codePointAt(delimiterAt);
  if (delimiter === undefined || isBlank(delimiter)) {
    return false;
  }
  const opening = String.fromCodePoint(delimiter);
  const closing = `${closingDelimiters[opening] ?? opening}'`;
  const found = text.indexOf(closing, delimiterAt + opening.length);
  if (found < 0) {
    setOpen(into, plainText, text.length);
  } else {
    set(into, plainText, found + closing.length);
  }
  return true;
}

const closingDelimiters: Readonly<Record<string, string>> = {
  "[": "]",
  "{": "}",
  "(": ")",
  "<": ">",
};

function scanNumber(text: string, start: number, into: Scanned): void {
  let end = skipDigits(text, start);
  // `1..10` is a range of a loop, not a number with a point.
  if (text[end] === "." && text[end + 1] !== ".") {
    end = skipDigits(text, end + 1);
  }
  if (text[end] === "e" || text[end] === "E") {
    const sign = text[end + 1] === "+" || text[end + 1] === "-" ? 1 : 0;
    if (isDigit(text.charCodeAt(end + 1 + sign))) {
      end = skipDigits(text, end + 1 + sign);
    }
  }
  set(into, number, end);
}

function skipDigits(text: string, offset: number): number {
  let i = offset;
  while (isDigit(text.charCodeAt(i))) {
    i++;
  }
  return i;
}

function scanSymbol(text: string, start: number, into: Scanned): void {
  const code = text.charCodeAt(start);
  const next = text.charCodeAt(start + 1);
  if (code === 0x2d && next === 0x2d) {
    const end = text.indexOf("\n", start);
    set(into, comment, end < 0 ? text.length : end);
  } else if (code === 0x2f && next === 0x2a) {
    const end = text.indexOf("*/", start + 2);
    if (end < 0) {
      setOpen(into, comment, text.length);
    } else {
      set(into, comment, end + 2);
    }
  } else if (code === doubleQuote) {
    scanQuotedName(text, start, into);
  } else if (code === 0x3a && isWordPart(next)) {
    set(into, bind, skipWord(text, start + 1));
  } else if (code === 0x26) {
    scanSubstitution(text, start, into);
  } else if (code === 0x2e && isDigit(next)) {
    scanNumber(text, start, into);
  } else {
    scanSymbolOrStray(text, start, into);
  }
}

function scanSymbolOrStray(text: string, start: number, into: Scanned): void {
  const code = text.charCodeAt(start);
  const next = text.charCodeAt(start + 1);
  const length = symbolLength(symbolAt(code, next));
  if (length > 0) {
    set(into, symbol, start + length);
  } else if (isCurlySingle(code) || isCurlyDouble(code)) {
    scanCurlyText(text, start, into);
  } else {
    set(into, stray, start + (isHighSurrogate(code) && isLowSurrogate(next) ? 2 : 1));
  }
}

/**
 * A quoted name does not go over a line's end: an open one must not swallow the rest of the script.
 */
function scanQuotedName(text: string, start: number, into: Scanned): void {
  let i = start + 1;
  while (i < text.length && text.charCodeAt(i) !== newline) {
    if (text.charCodeAt(i) === doubleQuote) {
      set(into, quotedName, i + 1);
      return;
    }
    i++;
  }
  setOpen(into, quotedName, i);
}

/**
 * To the next quote on the line, curly or straight; the quote alone when there is none, which can
 * be only once on each line.
 */
function scanCurlyText(text: string, start: number, into: Scanned): void {
  const isSingle = isCurlySingle(text.charCodeAt(start));
  for (let i = start + 1; i < text.length && text.charCodeAt(i) !== newline; i++) {
    const code = text.charCodeAt(i);
    if (
      isSingle ? isCurlySingle(code) || code === quote : isCurlyDouble(code) || code === doubleQuote
    ) {
      set(into, curlyText, i + 1);
      return;
    }
  }
  set(into, stray, start + 1);
}

function scanSubstitution(text: string, start: number, into: Scanned): void {
  const nameAt = text[start + 1] === "&" ? start + 2 : start + 1;
  const end = skipWord(text, nameAt);
  if (end === nameAt) {
    set(into, stray, start + 1);
  } else {
    set(into, substitution, text[end] === "." ? end + 1 : end);
  }
}

function skipWord(text: string, offset: number): number {
  let i = offset;
  while (i < text.length && isWordPart(text.charCodeAt(i))) {
    i++;
  }
  return i;
}

function isN(code: number): boolean {
  return code === 0x6e || code === 0x4e;
}

function isQ(code: number): boolean {
  return code === 0x71 || code === 0x51;
}
