/**
 * Lays JSON out over lines, two spaces a level. It moves only white space: numbers keep all their digits, which
 * `JSON.parse` and `JSON.stringify` would not do with Oracle's 38.
 * Undefined when the text is not JSON. `maxLength` stops the work when so many UTF-16 units have been written.
 */
export function formatJson(text: string, maxLength = Infinity): FormattedJson | undefined {
  if (!isJson(text)) return undefined;
  const out: string[] = [];
  let length = 0;
  let depth = 0;
  let before = "";
  for (const [token] of text.matchAll(tokens)) {
    if (length > maxLength) return { text: out.join(""), complete: false };
    const closes = token === "}" || token === "]";
    if (closes) depth -= 1;
    const piece = gapBetween(before, token, depth) + (token === ":" ? ": " : token);
    out.push(piece);
    length += piece.length;
    if (token === "{" || token === "[") depth += 1;
    before = token;
  }
  return { text: out.join(""), complete: true };
}

export interface FormattedJson {
  readonly text: string;
  /** False when it was stopped at the length asked for. */
  readonly complete: boolean;
}

const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

// Deeper levels are not indented further: a text of nothing but brackets would grow with the square of its length.
const deepestIndent = 60;

function gapBetween(before: string, token: string, depth: number): string {
  const opened = before === "{" || before === "[";
  const closes = token === "}" || token === "]";
  if (before === "" || token === ":" || token === "," || before === ":") return "";
  if (opened && closes) return "";
  if (opened || closes || before === ",") return `\n${"  ".repeat(Math.min(depth, deepestIndent))}`;
  return "";
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
