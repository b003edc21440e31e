/** A value of a JSON text, and the line where it begins, from 1. */
export type JsonNode =
  | { readonly kind: "object"; readonly line: number; readonly members: readonly JsonMember[] }
  | { readonly kind: "array"; readonly line: number; readonly items: readonly JsonNode[] }
  | { readonly kind: "scalar"; readonly line: number; readonly value: JsonScalar };

export interface JsonMember {
  readonly name: string;
  readonly line: number;
  readonly value: JsonNode;
}

export type JsonScalar = string | number | boolean | null;

/** Where a text is not JSON any more. */
export interface JsonError {
  readonly kind: "error";
  readonly line: number;
  readonly message: string;
}

/** Reads JSON that people edit: what `JSON.parse` takes, with the line of everything. Never throws; the cost is linear. */
export function readJson(text: string): JsonNode | JsonError {
  const reader: Reader = { text, at: 0, line: 1 };
  const value = readValue(reader, 0);
  if (value.kind === "error") return value;
  skipBlank(reader);
  if (reader.at < text.length) return wrong(reader, "Something follows after the end");
  return value;
}

interface Reader {
  readonly text: string;
  at: number;
  line: number;
}

const deepest = 100;

function readValue(reader: Reader, depth: number): JsonNode | JsonError {
  skipBlank(reader);
  if (depth > deepest) return wrong(reader, "The nesting is too deep");
  const { line } = reader;
  switch (reader.text.charAt(reader.at)) {
    case "{":
      return readObject(reader, depth);
    case "[":
      return readArray(reader, depth);
    case '"': {
      const value = readString(reader);
      return typeof value === "string" ? { kind: "scalar", line, value } : value;
    }
    default:
      return readWord(reader);
  }
}

function readObject(reader: Reader, depth: number): JsonNode | JsonError {
  const { line } = reader;
  const members: JsonMember[] = [];
  reader.at += 1;
  if (takes(reader, "}")) return { kind: "object", line, members };
  for (;;) {
    skipBlank(reader);
    const nameLine = reader.line;
    if (reader.text.charAt(reader.at) !== '"') {
      return wrong(reader, "A name in double quotes is missing");
    }
    const name = readString(reader);
    if (typeof name !== "string") return name;
    if (!takes(reader, ":")) return wrong(reader, "A colon is missing");
    const value = readValue(reader, depth + 1);
    if (value.kind === "error") return value;
    members.push({ name, line: nameLine, value });
    if (takes(reader, "}")) return { kind: "object", line, members };
    if (!takes(reader, ",")) return wrong(reader, "A comma or a closing brace is missing");
  }
}

function readArray(reader: Reader, depth: number): JsonNode | JsonError {
  const { line } = reader;
  const items: JsonNode[] = [];
  reader.at += 1;
  if (takes(reader, "]")) return { kind: "array", line, items };
  for (;;) {
    const value = readValue(reader, depth + 1);
    if (value.kind === "error") return value;
    items.push(value);
    if (takes(reader, "]")) return { kind: "array", line, items };
    if (!takes(reader, ",")) return wrong(reader, "A comma or a closing bracket is missing");
  }
}

function readString(reader: Reader): string | JsonError {
  const literal = /"(?:[^"\\\n]|\\.)*"/y;
  literal.lastIndex = reader.at;
  const found = literal.exec(reader.text)?.[0];
  const value = found === undefined ? undefined : valueOf(found);
  if (found === undefined || typeof value !== "string") {
    return wrong(reader, "A text does not end on its line, or has a character that JSON escapes");
  }
  reader.at += found.length;
  return value;
}

function readWord(reader: Reader): JsonNode | JsonError {
  const word = /[^\s,:[\]{}"]*/y;
  word.lastIndex = reader.at;
  const found = word.exec(reader.text)?.[0] ?? "";
  const value = valueOf(found);
  if (value === undefined) return wrong(reader, "A value is missing");
  reader.at += found.length;
  return { kind: "scalar", line: reader.line, value };
}

function valueOf(text: string): JsonScalar | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "string" ||
      typeof value === "number" ||
      typeof value === "boolean" ||
      value === null
      ? value
      : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function takes(reader: Reader, sign: string): boolean {
  skipBlank(reader);
  if (reader.text.charAt(reader.at) !== sign) return false;
  reader.at += 1;
  return true;
}

function skipBlank(reader: Reader): void {
  for (; reader.at < reader.text.length; reader.at += 1) {
    const sign = reader.text.charAt(reader.at);
    if (sign === "\n") reader.line += 1;
    else if (sign !== " " && sign !== "\t" && sign !== "\r" && sign !== "\uFEFF") return;
  }
}

function wrong({ line }: Reader, message: string): JsonError {
  return { kind: "error", line, message: `This is not JSON: ${message}.` };
}
