export interface JsonToken {
  readonly kind: "name" | "string" | "number" | "literal" | "other";
  readonly text: string;
}

// A string that is not closed is a line that was cut.
const token =
  /(?<string>"[^"\\]*(?:\\.[^"\\]*)*"?)(?<name>\s*:)?|(?<number>-?\d[\d.eE+-]*)|(?<literal>true|false|null)|[^"\dtfn-]+|./gsu;

/** The tokens of one line of laid out JSON; together they are the line again. */
export function jsonTokens(line: string): readonly JsonToken[] {
  const tokens: JsonToken[] = [];
  for (const match of line.matchAll(token)) {
    const { string, name, number, literal } = match.groups ?? {};
    if (string !== undefined) {
      tokens.push({ kind: name === undefined ? "string" : "name", text: string });
      if (name !== undefined) tokens.push({ kind: "other", text: name });
    } else if (number !== undefined) tokens.push({ kind: "number", text: number });
    else if (literal !== undefined) tokens.push({ kind: "literal", text: literal });
    else tokens.push({ kind: "other", text: match[0] });
  }
  return tokens;
}
