import type { TextRange } from "../base/textRange.ts";
import { nameOfToken, readToken, textOfToken, type Token } from "./lexer.ts";
import type { Problem, ProblemCode, ScriptStatement } from "./script.ts";

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
  kind(ahead?: number): Token["kind"] | undefined;
  /** The word in upper case; empty for anything else. */
  upper(ahead?: number): string;
  /** The symbol; empty for anything else. */
  symbol(ahead?: number): string;
  /**
   * As written: the name of a word or quoted name, the characters of a text, else the token itself.
   */
  value(): string;
  isName(ahead?: number): boolean;
  isWord(word: string): boolean;
  next(): void;
  /** Goes on if the current token is this word or symbol. */
  takeWord(word: string): boolean;
  takeSymbol(symbol: string): boolean;
  /**
   * Goes behind the next `;`, which nothing in PL/SQL can hold but a text: a way out of any
   * confusion.
   */
  skipStatement(): void;
  /** What stands between two places of the script. */
  slice(range: TextRange): string;
  report(code: ProblemCode, message: string, range?: TextRange): void;
}

export function createTokenCursor(statement: ScriptStatement, problems: Problem[]): TokenCursor {
  const { text, textStart } = statement;
  // What stands around the code of an EXEC is no part of the script.
  const clamp = (offset: number) =>
    Math.max(statement.range.start, Math.min(statement.range.end, textStart + offset));
  const at = (start: number, end: number): TextRange => ({ start: clamp(start), end: clamp(end) });
  const report = (code: ProblemCode, message: string, range: TextRange) => {
    problems.push({ code, message, range });
  };
  const tokens = readTokens(text, (code, message, token) =>
    report(code, message, at(token.start, token.end)),
  );
  let index = 0;

  const upper = (ahead = 0) => {
    const token = tokens[index + ahead];
    return token?.kind === "word" ? text.slice(token.start, token.end).toUpperCase() : "";
  };
  const symbol = (ahead = 0) => {
    const token = tokens[index + ahead];
    return token?.kind === "symbol" ? text.slice(token.start, token.end) : "";
  };
  const range = () => {
    const token = tokens[index];
    return token === undefined ? at(text.length, text.length) : at(token.start, token.end);
  };

  return {
    isAtEnd: () => index >= tokens.length,
    position: () => range().start,
    rangeFrom: (start) => ({
      start,
      end: Math.max(start, index === 0 ? start : at(0, tokens[index - 1]?.end ?? 0).end),
    }),
    range,
    kind: (ahead = 0) => tokens[index + ahead]?.kind,
    upper,
    symbol,
    value: () => {
      const token = tokens[index];
      return token === undefined ? "" : valueOf(text, token);
    },
    isName: (ahead = 0) => {
      const kind = tokens[index + ahead]?.kind;
      return kind === "word" || kind === "quotedName";
    },
    isWord: (word) => upper() === word,
    next: () => {
      index++;
    },
    takeWord: (word) => {
      const is = upper() === word;
      index += is ? 1 : 0;
      return is;
    },
    takeSymbol: (wanted) => {
      const is = symbol() === wanted;
      index += is ? 1 : 0;
      return is;
    },
    skipStatement: () => {
      while (index < tokens.length && symbol() !== ";") {
        index++;
      }
      index++;
    },
    slice: (place) => text.slice(place.start - textStart, place.end - textStart),
    report: (code, message, place = range()) => report(code, message, place),
  };
}

function readTokens(
  text: string,
  report: (code: ProblemCode, message: string, token: Token) => void,
): Token[] {
  const tokens: Token[] = [];
  for (let token = readToken(text, 0); token !== undefined; token = readToken(text, token.end)) {
    if (!token.closed) {
      report("syntax", openMessage(token), { ...token, end: token.start + 1 });
    }
    if (token.kind === "stray") {
      report("syntax", strayMessage(text.slice(token.start, token.end)), token);
    } else if (token.kind !== "comment") {
      tokens.push(token);
    }
  }
  return tokens;
}

function openMessage(token: Token): string {
  switch (token.kind) {
    case "text":
      return "The text that starts here has no closing quote.";
    case "comment":
      return "The comment that starts here has no end.";
    default:
      return "The name that starts here has no closing quote on its line.";
  }
}

function strayMessage(character: string): string {
  if (/[\u2018\u2019\u201a\u201b]/.test(character)) {
    return "This is a curly quote, as blogs print them: PL/SQL needs the straight one, '.";
  }
  if (/[\u201c\u201d\u201e\u201f]/.test(character)) {
    return 'This is a curly quote, as blogs print them: PL/SQL needs the straight one, ".';
  }
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return `The character U+${code} does not belong here: Oracle would refuse it.`;
}

function valueOf(text: string, token: Token): string {
  switch (token.kind) {
    case "text":
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
