import {
  isBlank,
  isDigit,
  isHighSurrogate,
  isLowSurrogate,
  isWordPart,
  isWordStart,
} from "./characters.ts";

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
  const code = text.charCodeAt(start);
  if (isWordStart(code)) {
    return readWordOrPrefixedText(text, start, code);
  }
  if (code === quote) {
    return readPlainText(text, start, start);
  }
  if (isDigit(code)) {
    return readNumber(text, start);
  }
  return readSymbol(text, start, code);
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

export type TokenKind =
  | "word"
  /** A name in double quotes. */
  | "quotedName"
  /** `'…'`, `n'…'`, `q'[…]'`, `nq'[…]'`. */
  | "text"
  | "number"
  /** `:name`, `:1`. */
  | "bind"
  /** `&name`, `&&name.`, `&1`: SQL*Plus replaces it before the database sees it. */
  | "substitution"
  | "symbol"
  | "comment"
  | "stray";

/**
 * The characters that a `text` token stands for; a token that is not closed gives what there is.
 */
export function textOfToken(text: string, token: Token): string {
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
  return inner.includes("'") ? inner.replaceAll("''", "'") : inner;
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

function skipBlanks(text: string, offset: number): number {
  let i = offset;
  while (i < text.length && isBlank(text.charCodeAt(i))) {
    i++;
  }
  return i;
}

function readWordOrPrefixedText(text: string, start: number, code: number): Token {
  let prefix = start;
  if (isN(code)) {
    prefix++;
  }
  if (isQ(text.charCodeAt(prefix)) && text.charCodeAt(prefix + 1) === quote) {
    const token = readDelimitedText(text, start, prefix + 2);
    if (token !== undefined) {
      return token;
    }
  }
  if (prefix === start + 1 && text.charCodeAt(prefix) === quote) {
    return readPlainText(text, start, prefix);
  }
  let end = start + 1;
  while (end < text.length && isWordPart(text.charCodeAt(end))) {
    end++;
  }
  return tokenOf("word", start, end);
}

function readPlainText(text: string, start: number, opening: number): Token {
  let i = opening + 1;
  for (;;) {
    const next = text.indexOf("'", i);
    if (next < 0) {
      return { kind: "text", start, end: text.length, closed: false };
    }
    if (text.charCodeAt(next + 1) !== quote) {
      return tokenOf("text", start, next + 1);
    }
    i = next + 2;
  }
}

/** `q'[…]'`; undefined when what follows the quote cannot be a delimiter. */
function readDelimitedText(text: string, start: number, delimiterAt: number): Token | undefined {
  const delimiter = text.codePointAt(delimiterAt);
  if (delimiter === undefined || isBlank(delimiter)) {
    return undefined;
  }
  const opening = String.fromCodePoint(delimiter);
  const closing = `${closingDelimiters[opening] ?? opening}'`;
  const found = text.indexOf(closing, delimiterAt + opening.length);
  return found < 0
    ? { kind: "text", start, end: text.length, closed: false }
    : tokenOf("text", start, found + closing.length);
}

const closingDelimiters: Readonly<Record<string, string>> = {
  "[": "]",
  "{": "}",
  "(": ")",
  "<": ">",
};

function readNumber(text: string, start: number): Token {
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
  return tokenOf("number", start, end);
}

function skipDigits(text: string, offset: number): number {
  let i = offset;
  while (isDigit(text.charCodeAt(i))) {
    i++;
  }
  return i;
}

function readSymbol(text: string, start: number, code: number): Token {
  const next = text.charCodeAt(start + 1);
  if (code === 0x2d && next === 0x2d) {
    const end = text.indexOf("\n", start);
    return tokenOf("comment", start, end < 0 ? text.length : end);
  }
  if (code === 0x2f && next === 0x2a) {
    const end = text.indexOf("*/", start + 2);
    return end < 0
      ? { kind: "comment", start, end: text.length, closed: false }
      : tokenOf("comment", start, end + 2);
  }
  if (code === doubleQuote) {
    return readQuotedName(text, start);
  }
  if (code === 0x3a && isWordPart(next)) {
    return tokenOf("bind", start, skipWord(text, start + 1));
  }
  if (code === 0x26) {
    return readSubstitution(text, start);
  }
  if (code === 0x2e && isDigit(next)) {
    return readNumber(text, start);
  }
  if (pairs.has(text.slice(start, start + 2))) {
    return tokenOf("symbol", start, start + 2);
  }
  if (singles.includes(text.charAt(start))) {
    return tokenOf("symbol", start, start + 1);
  }
  return tokenOf("stray", start, start + (isHighSurrogate(code) && isLowSurrogate(next) ? 2 : 1));
}

const pairs = new Set([
  ":=",
  "=>",
  "||",
  "..",
  "<<",
  ">>",
  "<=",
  ">=",
  "<>",
  "!=",
  "^=",
  "~=",
  "**",
]);
const singles = "()+-*/<>=,;:.%@!^~|?[]{}\\";

/**
 * A quoted name does not go over a line's end: an open one must not swallow the rest of the script.
 */
function readQuotedName(text: string, start: number): Token {
  let i = start + 1;
  while (i < text.length && text.charCodeAt(i) !== newline) {
    if (text.charCodeAt(i) === doubleQuote) {
      return tokenOf("quotedName", start, i + 1);
    }
    i++;
  }
  return { kind: "quotedName", start, end: i, closed: false };
}

function readSubstitution(text: string, start: number): Token {
  const nameAt = text[start + 1] === "&" ? start + 2 : start + 1;
  const end = skipWord(text, nameAt);
  if (end === nameAt) {
    return tokenOf("stray", start, start + 1);
  }
  return tokenOf("substitution", start, text[end] === "." ? end + 1 : end);
}

function skipWord(text: string, offset: number): number {
  let i = offset;
  while (i < text.length && isWordPart(text.charCodeAt(i))) {
    i++;
  }
  return i;
}

function tokenOf(kind: TokenKind, start: number, end: number): Token {
  return { kind, start, end, closed: true };
}

function isN(code: number): boolean {
  return code === 0x6e || code === 0x4e;
}

function isQ(code: number): boolean {
  return code === 0x71 || code === 0x51;
}
