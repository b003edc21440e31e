/** A name in tnsnames.ora, as it is written there. */
export interface TnsAlias {
  readonly name: string;
  /** Its descriptor (or Easy Connect text) on one line; undefined when nothing follows the equals sign. */
  readonly descriptor: string | undefined;
}

export interface TnsProblem {
  readonly line: number;
  readonly message: string;
}

export interface TnsNames {
  readonly aliases: readonly TnsAlias[];
  /** The files that are to be read, too (IFILE), as they are written. */
  readonly includes: readonly string[];
  readonly problems: readonly TnsProblem[];
}

/**
 * Reads tnsnames.ora, in one pass and without ever throwing; what cannot be read is a problem, and the rest is read all
 * the same. As in the driver, names have no case and the last of two entries counts.
 *
 * The driver is stricter: it gives up the whole file, so that not even its good entries are found, over one entry with
 * a parenthesis too few, over a line that continues an entry but does not begin with a blank or a parenthesis, over a
 * `#` within quotes and over a descriptor of more than 4096 bytes. It does not know the default domain of sqlnet.ora.
 */
export function parseTnsNames(text: string): TnsNames {
  const { entries, problems } = readEntries(withoutComments(text.replace(/^\uFEFF/, "")));
  const aliases = new Map<string, TnsAlias>();
  const includes: string[] = [];
  for (const { names, value, line } of entries) {
    for (const name of names) {
      if (name.toUpperCase() === "IFILE") {
        includes.push(value.replace(/^(["'])(.*)\1$/, "$2"));
        continue;
      }
      aliases.set(name.toUpperCase(), { name, descriptor: value === "" ? undefined : value });
    }
    if (value === "") problems.push({ line, message: `${names.join(", ")} has no address.` });
    if (Buffer.byteLength(value) > 4000) {
      problems.push({
        line,
        message: `${names.join(", ")} is too long: Oracle's driver reads 4096 bytes, and gives up the whole file over it.`,
      });
    }
  }
  return { aliases: [...aliases.values()], includes, problems };
}

interface Entry {
  readonly names: readonly string[];
  readonly value: string;
  readonly line: number;
}

/** What an entry begins with: `name =`, or `name, name =`. Bounded, so that a long line costs no more than its length. */
const head = /([\w.$-]{1,200}(?:[ \t]*,\s{0,20}[\w.$-]{1,200}){0,50})[ \t]*=[ \t]*/y;

function readEntries(text: string): { entries: Entry[]; problems: TnsProblem[] } {
  const entries: Entry[] = [];
  const problems: TnsProblem[] = [];
  const lineOf = createLineCounter(text);
  let at = 0;
  while ((at = skipBlanks(text, at)) < text.length) {
    const line = lineOf(at);
    head.lastIndex = at;
    const match = head.exec(text);
    if (!match) {
      problems.push({
        line,
        message: "This is no entry: it should be written name = (DESCRIPTION=…).",
      });
      at = endOfLine(text, at);
      continue;
    }
    const names = (match[1] ?? "").split(",").map((name) => name.trim());
    const { value, end, closed } = readValue(text, at + match[0].length);
    at = end;
    if (closed) entries.push({ names, value, line });
    else {
      problems.push({
        line,
        message: `${names.join(", ")} has a closing parenthesis too few. Oracle's driver gives up the whole file over it.`,
      });
    }
  }
  return { entries, problems };
}

function readValue(text: string, from: number): { value: string; end: number; closed: boolean } {
  const start = startOfValue(text, from);
  if (start === undefined) return { value: "", end: from, closed: true };
  if (text[start] !== "(") {
    const end = endOfLine(text, start);
    return { value: text.slice(start, end).trim(), end, closed: true };
  }
  let depth = 0;
  let quote: string | undefined;
  for (let at = start; at < text.length; at++) {
    const sign = text[at] ?? "";
    if (sign === "\n") {
      // Quotes end with their line; the next entry begins where a line does, even if this one has not ended.
      quote = undefined;
      if (beginsEntry(text, at + 1)) return { value: "", end: at, closed: false };
    } else if (quote !== undefined) {
      if (sign === quote) quote = undefined;
    } else if (sign === '"') quote = sign;
    else if (sign === "(") depth++;
    else if (sign === ")" && --depth === 0) {
      const value = text.slice(start, at + 1).replace(/\s*\n\s*/g, "");
      return { value, end: at + 1, closed: true };
    }
  }
  return { value: "", end: text.length, closed: false };
}

/** A value may begin on a later line, if that is indented or begins with a parenthesis; else there is none. */
function startOfValue(text: string, from: number): number | undefined {
  const start = skipBlanks(text, from);
  if (start >= text.length) return undefined;
  const sameLine = !text.slice(from, start).includes("\n");
  return sameLine || text[start] === "(" || /[ \t]/.test(text[start - 1] ?? "") ? start : undefined;
}

function beginsEntry(text: string, at: number): boolean {
  head.lastIndex = at;
  const match = head.exec(text);
  if (!match) return false;
  const next = skipBlanks(text, at + match[0].length);
  // Within an entry, a line like PORT=1521) may begin at its edge.
  return text[next] === "(" && /\(\s*(?:DESCRIPTION|ADDRESS)/iy.test(text.slice(next, next + 100));
}

/** Blanks in the place of comments, so that lines keep their numbers. */
function withoutComments(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => {
      const hash = line.indexOf("#");
      if (hash < 0) return line;
      const quotes = line.slice(0, hash).split('"').length - 1;
      return quotes % 2 === 0 ? line.slice(0, hash) : line;
    })
    .join("\n");
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text[at] ?? "")) at++;
  return at;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

/** Line numbers of ever greater places, counted only once. */
function createLineCounter(text: string): (at: number) => number {
  let line = 1;
  let counted = 0;
  return (at) => {
    for (; counted < at; counted++) if (text[counted] === "\n") line++;
    return line;
  };
}
