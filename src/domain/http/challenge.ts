/** One challenge of a WWW-Authenticate header. */
export interface Challenge {
  /** In lower case: `bearer`, `basic`. */
  readonly scheme: string;
  /** Names in lower case; of a name that comes twice the first value counts. */
  readonly parameters: ReadonlyMap<string, string>;
}

/**
 * Reads a WWW-Authenticate header, also one that joins several. The header is a stranger's text: reading never throws,
 * is linear, looks at the first 8,000 characters and gives at most 20 challenges. What it does not understand it skips.
 */
export function readChallenges(header: string | undefined): readonly Challenge[] {
  const text = (header ?? "").slice(0, longestHeader);
  const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
  for (const { name, value } of readItems(text)) {
    const open = challenges.at(-1);
    if (value === undefined) {
      if (challenges.length === mostChallenges) break;
      challenges.push({ scheme: name, parameters: new Map() });
    } else if (open && !open.parameters.has(name)) {
      open.parameters.set(name, value);
    }
  }
  return challenges;
}

const longestHeader = 8000;
const mostChallenges = 20;

/** A scheme's name stands alone; a parameter has a value. */
interface Item {
  readonly name: string;
  readonly value: string | undefined;
}

function* readItems(text: string): Generator<Item> {
  let position = 0;
  while (position < text.length) {
    const start = position;
    while (position < text.length && isTokenCharacter(text.charCodeAt(position))) position += 1;
    if (position === start) {
      position += 1;
      continue;
    }
    const name = text.slice(start, position).toLowerCase();
    const equals = skipBlanks(text, position);
    if (text[equals] !== "=") {
      yield { name, value: undefined };
      continue;
    }
    const read = readValue(text, skipBlanks(text, equals + 1));
    position = read.end;
    yield { name, value: read.value };
  }
}

function readValue(text: string, start: number): { readonly value: string; readonly end: number } {
  let end = start;
  if (text[start] !== '"') {
    while (end < text.length && isTokenCharacter(text.charCodeAt(end))) end += 1;
    return { value: text.slice(start, end), end };
  }
  const pieces: string[] = [];
  for (end = start + 1; end < text.length && text[end] !== '"'; end += 1) {
    if (text[end] === "\\") end += 1;
    pieces.push(text[end] ?? "");
  }
  return { value: pieces.join(""), end: end + 1 };
}

function skipBlanks(text: string, start: number): number {
  let position = start;
  while (text[position] === " " || text[position] === "\t") position += 1;
  return position;
}

/** RFC 9110 token characters. */
function isTokenCharacter(code: number): boolean {
  if (code >= 128) return false;
  return /[!#$%&'*+\-.^_`|~0-9A-Za-z]/.test(String.fromCharCode(code));
}
