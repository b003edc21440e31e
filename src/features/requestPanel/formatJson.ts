import { isJson } from "../../base/isJson.ts";
import { pause } from "../../base/pause.ts";

/**
 * Lays JSON out over lines, two spaces a level. It moves only white space: numbers keep all their digits, which
 * `JSON.parse` and `JSON.stringify` would not do with Oracle's 38.
 * Undefined when the text is not JSON. `maxLength` stops the work when so many UTF-16 units have been written.
 */
export function formatJson(text: string, maxLength = Infinity): FormattedJson | undefined {
  return isJson(text) ? layOutJson(text, maxLength) : undefined;
}

export interface FormattedJson {
  readonly text: string;
  /** False when it was stopped at the length asked for. */
  readonly complete: boolean;
}

/** The same without looking whether it is JSON, for the beginning of one: what is none keeps its characters, too. */
export function layOutJson(text: string, maxLength = Infinity): FormattedJson {
  const layout = createLayout(text);
  return { text: layout.next(maxLength), complete: layout.done() };
}

/** The same for a text of any length, in slices that hold nobody up. */
export async function layOutLongJson(text: string): Promise<string> {
  const layout = createLayout(text);
  const slices: string[] = [];
  while (!layout.done()) {
    slices.push(layout.next(sliceLength));
    await pause();
  }
  return slices.join("");
}

const sliceLength = 1_000_000;

// Deeper levels are not indented further: a text of nothing but brackets would grow with the square of its length.
const deepestIndent = 60;

interface Layout {
  /** Goes on for about so many UTF-16 units. */
  next(length: number): string;
  done(): boolean;
}

function createLayout(text: string): Layout {
  let position = skipBlanks(text, 0);
  let depth = 0;
  let before = "";
  return {
    done: () => position >= text.length,
    next: (length) => {
      const out: string[] = [];
      let written = 0;
      while (position < text.length && written <= length) {
        const end = tokenEnd(text, position);
        const token = text.slice(position, end);
        if (token === "}" || token === "]") depth = Math.max(0, depth - 1);
        const piece = gapBetween(before, token, depth) + (token === ":" ? ": " : token);
        out.push(piece);
        written += piece.length;
        if (token === "{" || token === "[") depth += 1;
        before = token;
        position = skipBlanks(text, end);
      }
      return out.join("");
    },
  };
}

/** By hand, since a regular expression runs out of stack in a string of megabytes. */
function tokenEnd(text: string, start: number): number {
  const first = text.charCodeAt(start);
  if (first === quote) return stringEnd(text, start + 1);
  let end = start + 1;
  if (isPunctuation(first)) return end;
  while (end < text.length && !endsWord(text.charCodeAt(end))) end += 1;
  return end;
}

function stringEnd(text: string, start: number): number {
  let from = start;
  for (;;) {
    const end = text.indexOf('"', from);
    if (end < 0) return text.length;
    let escapes = 0;
    while (end - escapes > from && text.charCodeAt(end - escapes - 1) === backslash) escapes += 1;
    if (escapes % 2 === 0) return end + 1;
    from = end + 1;
  }
}

const quote = 0x22;
const backslash = 0x5c;

/** `{ } [ ] , :` */
function isPunctuation(code: number): boolean {
  return (
    code === 0x2c ||
    code === 0x3a ||
    code === 0x5b ||
    code === 0x5d ||
    code === 0x7b ||
    code === 0x7d
  );
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

function endsWord(code: number): boolean {
  return code === quote || isPunctuation(code) || isBlank(code);
}

function skipBlanks(text: string, start: number): number {
  let position = start;
  while (position < text.length && isBlank(text.charCodeAt(position))) position += 1;
  return position;
}

function gapBetween(before: string, token: string, depth: number): string {
  const opened = before === "{" || before === "[";
  const closes = token === "}" || token === "]";
  if (before === "" || token === ":" || token === "," || before === ":") return "";
  if (opened && closes) return "";
  if (opened || closes || before === ",") return `\n${"  ".repeat(Math.min(depth, deepestIndent))}`;
  return "";
}
