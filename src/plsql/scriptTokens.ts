import { nameOfToken, readToken, type Token } from "./lexer.ts";

/** The next token that is not a comment. */
export function readCode(text: string, offset: number): Token | undefined {
  let token = readToken(text, offset);
  while (token?.kind === "comment") {
    token = readToken(text, token.end);
  }
  return token;
}

export function upperWord(text: string, token: Token): string {
  return token.kind === "word" ? nameOfToken(text, token).toUpperCase() : "";
}

export function isName(token: Token): boolean {
  return token.kind === "word" || token.kind === "quotedName";
}

/** The word that follows on the same line, in upper case. */
export function wordAfter(text: string, offset: number): string {
  return /^[ \t]+(\w+)/.exec(text.slice(offset, offset + 80))?.[1]?.toUpperCase() ?? "";
}

export function isSymbol(text: string, token: Token, symbol: string): boolean {
  return token.kind === "symbol" && text.slice(token.start, token.end) === symbol;
}

/** A `/` that is alone on its line. */
export function isSlashLine(text: string, token: Token): boolean {
  return isSymbol(text, token, "/") && isSlashAlone(text, token.start);
}

/** Whether the `/` at this place is alone on its line. */
export function isSlashAlone(text: string, offset: number): boolean {
  return isBlankBefore(text, offset) && isBlankAfter(text, offset + 1);
}

/** The three backticks of Markdown at the start of a line. */
export function isFenceLine(text: string, token: Pick<Token, "kind" | "start">): boolean {
  return (
    token.kind === "stray" &&
    text.startsWith("```", token.start) &&
    isBlankBefore(text, token.start)
  );
}

/** The `<copy>` or `</copy>` of Oracle's tutorials at the start of a line. */
export function isTag(text: string, token: Pick<Token, "kind" | "start">): boolean {
  return (
    token.kind === "symbol" &&
    text.charCodeAt(token.start) === 0x3c &&
    /^<\/?copy>/i.test(text.slice(token.start, token.start + 8)) &&
    isBlankBefore(text, token.start)
  );
}

function isBlankBefore(text: string, offset: number): boolean {
  let i = offset - 1;
  while (i >= 0 && (text[i] === " " || text[i] === "\t")) {
    i--;
  }
  return i < 0 || text[i] === "\n" || text[i] === "\ufeff";
}

function isBlankAfter(text: string, offset: number): boolean {
  let i = offset;
  while (i < text.length && (text[i] === " " || text[i] === "\t" || text[i] === "\r")) {
    i++;
  }
  return i === text.length || text[i] === "\n";
}
