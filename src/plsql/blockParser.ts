import type { Block, Statement } from "./block.ts";
import type { ExpressionParser } from "./parseExpression.ts";
import type { TokenCursor } from "./tokenCursor.ts";

/**
 * What the parts of the parser of blocks share. Blocks hold statements and these hold blocks: hence
 * the two functions.
 */
export interface BlockParser {
  readonly cursor: TokenCursor;
  readonly expressions: ExpressionParser;
  /**
   * How many blocks, IFs and loops are open: a person does not nest a hundred, a hostile text does.
   */
  depth: number;
  /** `[DECLARE …] BEGIN … [EXCEPTION …] END [name]`, up to and with its `;`. */
  readonly innerBlock: () => Block;
  /** Declarations, then `BEGIN … END;`. A specification has no BEGIN. */
  readonly body: (start: number) => Block;
  readonly onBody: OnBody | undefined;
}

/** Is told what a block declares, and gives what takes its statements. */
export type OnBody = (
  declared: Pick<Block, "declarations" | "subprograms">,
) => (statement: Statement) => void;

const deepest = 100;

/**
 * Parses what is nested one level deeper; undefined, with a problem and at the end of the text,
 * when that is too deep.
 */
export function parseDeeper<T>(parser: BlockParser, parse: () => T): T | undefined {
  const { cursor } = parser;
  if (parser.depth >= deepest) {
    cursor.report("syntax", "This is nested too deeply to be read.");
    while (!cursor.isAtEnd()) {
      cursor.next();
    }
    return undefined;
  }
  parser.depth++;
  const parsed = parse();
  parser.depth--;
  return parsed;
}

/** `<<name>>` */
export function skipLabels(cursor: TokenCursor): void {
  while (cursor.take("<<")) {
    while (!cursor.isAtEnd() && !cursor.take(">>")) {
      cursor.next();
    }
  }
}
