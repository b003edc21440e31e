import type { TextRange } from "../../base/textRange.ts";
import type { Token } from "../../plsql/lexer.ts";

/** The literal, or the beginning of one, that the cursor is in. */
export interface ValueAtCursor {
  readonly kind: "empty" | "word" | "text";
  /** With the quotes. */
  readonly range: TextRange;
  /** Between the quotes. */
  readonly content: TextRange;
  /** Whether the closing quote is there. */
  readonly closed: boolean;
  /** `q'[…]'`: quotes inside are not doubled. */
  readonly delimited: boolean;
}

/** Undefined where the cursor is inside of something that is no literal, and not before one either. */
export function valueAtCursor(
  text: string,
  offset: number,
  { literal, word }: { readonly literal: Token | undefined; readonly word: Token | undefined },
): ValueAtCursor | undefined {
  if (literal) return literalAt(text, offset, literal);
  const range = word ? { start: word.start, end: word.end } : { start: offset, end: offset };
  return {
    kind: word ? "word" : "empty",
    range,
    content: range,
    closed: false,
    delimited: false,
  };
}

function literalAt(text: string, offset: number, token: Token): ValueAtCursor | undefined {
  const head = text.slice(token.start, token.start + 5);
  const opening = /^n?(?:q'(?:[^\uD800-\uDBFF]|..)|')/i.exec(head)?.[0] ?? "'";
  const start = token.start + opening.length;
  if (offset < start || text.slice(token.start, offset).includes("\n")) return undefined;
  const delimited = /^n?q/i.test(opening);
  // The delimiter and the quote; the opening has the letters in front as well.
  const closing = delimited ? opening.length - opening.indexOf("'") : 1;
  const newline = text.slice(offset, token.end).search(/[\r\n]/);
  // A text that goes on in the next line was most likely not closed yet: names have one line.
  const closed = token.closed && newline < 0;
  const end = closed ? token.end - closing : newline < 0 ? token.end : offset;
  return {
    kind: "text",
    range: { start: token.start, end: closed ? token.end : end },
    content: { start, end: Math.max(end, offset) },
    closed,
    delimited,
  };
}
