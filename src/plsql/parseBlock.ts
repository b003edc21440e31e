import type { Block, Statement } from "./block.ts";
import { type BlockParser, type OnBody, skipLabels } from "./blockParser.ts";
import { parseDeclarations, parseSubprogram } from "./parseDeclarations.ts";
import { createExpressionParser } from "./parseExpression.ts";
import { parseStatements } from "./parseStatements.ts";
import type { Problem, ScriptStatement } from "./script.ts";
import { createTokenCursor, type CursorOptions, type TokenCursor } from "./tokenCursor.ts";

/**
 * Reads a PL/SQL statement of a script: an anonymous block, or a CREATE of a stored unit (then its
 * procedures are the block's `subprograms`). All ranges are places in the whole script. Never
 * throws; what it does not understand it keeps as `other` or `unknown`, and what is wrong is a
 * problem. Its time is in proportion to the length.
 */
export function parseBlock(
  statement: ScriptStatement,
  options?: ParseOptions,
): {
  readonly block: Block;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const cursor = createTokenCursor(statement, problems, options);
  const parser: BlockParser = {
    cursor,
    expressions: createExpressionParser(cursor),
    depth: 0,
    innerBlock: () => parseInnerBlock(parser),
    body: (from) => parseBody(parser, from),
    onBody: options?.onBody,
  };
  const start = cursor.position();
  const block = parseUnit(parser);
  const whole = block ?? { ...emptyBlock, range: cursor.rangeFrom(start) };
  return { block: whole, problems };
}

export interface ParseOptions extends CursorOptions {
  /**
   * Takes the statements of an anonymous block as they are read, once what it declares is known;
   * the block is given without them. An export is one block of many thousand statements, and they
   * are not needed all at a time.
   */
  readonly onBody?: OnBody;
}

const emptyBlock = {
  declarations: [],
  subprograms: [],
  statements: [],
  handlesExceptions: false,
} as const;

function parseUnit(parser: BlockParser): Block | undefined {
  const { cursor } = parser;
  skipLabels(cursor);
  if (cursor.keyword() === "DECLARE" || cursor.keyword() === "BEGIN") {
    const start = cursor.position();
    cursor.take("DECLARE");
    return parseBody(parser, start, parser.onBody);
  }
  if (cursor.keyword() === "CREATE") {
    return parseStoredUnit(parser);
  }
  return undefined;
}

function parseInnerBlock(parser: BlockParser): Block {
  const { cursor } = parser;
  const start = cursor.position();
  cursor.take("DECLARE");
  return parseBody(parser, start);
}

function parseBody(parser: BlockParser, start: number, onBody?: OnBody): Block {
  const { cursor } = parser;
  const declared = parseDeclarations(parser);
  const statements: Statement[] = [];
  const take = onBody?.(declared) ?? ((statement: Statement) => statements.push(statement));
  let handlesExceptions = false;
  if (cursor.take("BEGIN")) {
    parseStatements(parser, bodyEnds, take);
    if (cursor.take("EXCEPTION")) {
      handlesExceptions = true;
      skipHandlers(cursor);
    }
  }
  closeBlock(cursor);
  return { ...declared, statements, handlesExceptions, range: cursor.rangeFrom(start) };
}

const bodyEnds = new Set(["END", "EXCEPTION"]);

/** `END [name];` */
function closeBlock(cursor: TokenCursor): void {
  if (!cursor.take("END")) {
    cursor.report("syntax", "END is missing here.");
    return;
  }
  while (cursor.isName()) {
    cursor.next();
    cursor.take(".");
  }
  if (!cursor.take(";") && !cursor.isAtEnd()) {
    cursor.report("syntax", "A semicolon is missing after END.");
  }
}

/** The handlers of an EXCEPTION section are not read: they run when something failed. */
function skipHandlers(cursor: TokenCursor): void {
  let open = 0;
  while (!cursor.isAtEnd()) {
    const word = cursor.keyword();
    if (word === "END") {
      if (open === 0) {
        return;
      }
      open--;
      cursor.next();
      if (closedByName.has(cursor.keyword())) {
        cursor.next();
      }
      continue;
    }
    if (word === "BEGIN" || word === "IF" || word === "LOOP" || word === "CASE") {
      open++;
    }
    cursor.next();
  }
}

const closedByName = new Set(["IF", "LOOP", "CASE"]);

/** CREATE … PROCEDURE, FUNCTION, PACKAGE [BODY], TYPE BODY or TRIGGER. */
function parseStoredUnit(parser: BlockParser): Block {
  const { cursor } = parser;
  const start = cursor.position();
  while (!cursor.isAtEnd()) {
    const word = cursor.keyword();
    if (word === "PROCEDURE" || word === "FUNCTION") {
      const subprogram = parseSubprogram(parser);
      const range = cursor.rangeFrom(start);
      return { ...emptyBlock, subprograms: subprogram === undefined ? [] : [subprogram], range };
    }
    if (word === "PACKAGE" || word === "TYPE") {
      while (!cursor.isAtEnd() && cursor.keyword() !== "IS" && cursor.keyword() !== "AS") {
        cursor.next();
      }
      cursor.next();
      return parseBody(parser, start);
    }
    if (word === "TRIGGER") {
      return parseTrigger(parser, start);
    }
    cursor.next();
  }
  return { ...emptyBlock, range: cursor.rangeFrom(start) };
}

function parseTrigger(parser: BlockParser, start: number): Block {
  const { cursor } = parser;
  cursor.next();
  const name = cursor.value();
  while (!cursor.isAtEnd() && cursor.keyword() !== "DECLARE" && cursor.keyword() !== "BEGIN") {
    cursor.next();
  }
  const body = parseInnerBlock(parser);
  const range = cursor.rangeFrom(start);
  return { ...emptyBlock, subprograms: [{ name, parameters: [], block: body, range }], range };
}
