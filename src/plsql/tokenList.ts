import {
  createScanned,
  type Scanned,
  scanToken,
  skipBlanks,
  type Token,
  tokenKinds,
} from "./lexer.ts";
import { keywordAt, type Mark, noMark, symbolAt } from "./marks.ts";

/**
 * The tokens of one statement, without its comments, in columns of numbers: a block of an export
 * has a hundred thousand, read once for all by the splitter and walked over by the parser. The list
 * is filled again for the next statement.
 */
export interface TokenList {
  length: number;
  /** Places in `tokenKinds`. */
  kinds: Uint8Array;
  marks: Uint8Array;
  starts: Int32Array;
  ends: Int32Array;
  readonly scanned: Scanned;
  /** What Oracle would not understand, put aside: it must not hide the call beside it. */
  readonly strays: Token[];
  /** Texts, names and comments that the end of the text, or of the line, cuts off. */
  readonly open: Token[];
}

export function createTokenList(): TokenList {
  return {
    length: 0,
    kinds: new Uint8Array(firstSize),
    marks: new Uint8Array(firstSize),
    starts: new Int32Array(firstSize),
    ends: new Int32Array(firstSize),
    scanned: createScanned(),
    strays: [],
    open: [],
  };
}

const firstSize = 64;

export function clearTokens(list: TokenList): void {
  list.length = 0;
  list.strays.length = 0;
  list.open.length = 0;
}

/**
 * Appends the next token that is neither blank nor comment. Gives where reading goes on, which is
 * behind it; -1 at the end of the text. A stray character counts as one, but is put aside.
 */
export function appendToken(list: TokenList, text: string, offset: number): number {
  const { scanned } = list;
  let start = skipBlanks(text, offset);
  while (start < text.length) {
    scanToken(text, start, scanned);
    const { kind, end } = scanned;
    if (!scanned.closed) {
      list.open.push({ kind: tokenKinds[kind] ?? "stray", start, end, closed: false });
    }
    if (kind === stray) {
      list.strays.push({ kind: "stray", start, end, closed: true });
      return end;
    }
    if (kind !== comment) {
      const i = list.length;
      if (i === list.kinds.length) {
        grow(list);
      }
      list.kinds[i] = kind;
      list.starts[i] = start;
      list.ends[i] = end;
      list.marks[i] =
        kind === word
          ? keywordAt(text, start, end)
          : kind === symbol
            ? symbolAt(text.charCodeAt(start), text.charCodeAt(start + 1))
            : noMark;
      list.length = i + 1;
      return end;
    }
    start = skipBlanks(text, end);
  }
  return -1;
}

/** The mark of a token; `noMark` behind the last. */
export function markAt({ marks, length }: TokenList, index: number): Mark {
  return index < length ? (marks[index] ?? noMark) : noMark;
}

const word = tokenKinds.indexOf("word");
const symbol = tokenKinds.indexOf("symbol");
const comment = tokenKinds.indexOf("comment");
const stray = tokenKinds.indexOf("stray");

/** All tokens of a text. */
export function listTokens(text: string): TokenList {
  const list = createTokenList();
  let offset = 0;
  while (offset >= 0) {
    offset = appendToken(list, text, offset);
  }
  return list;
}

function grow(list: TokenList): void {
  const size = list.kinds.length * 4;
  list.kinds = enlarged(list.kinds, new Uint8Array(size));
  list.marks = enlarged(list.marks, new Uint8Array(size));
  list.starts = enlarged(list.starts, new Int32Array(size));
  list.ends = enlarged(list.ends, new Int32Array(size));
}

function enlarged<T extends Uint8Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
