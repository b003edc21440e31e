import type { TextRange } from "../base/textRange.ts";
import type { Block, Declaration, Reference, Statement, Subprogram } from "./block.ts";
import { createExpressionParser, elementOf, type ExpressionParser } from "./parseExpression.ts";
import type { Problem, ScriptStatement } from "./script.ts";
import { createTokenCursor, type TokenCursor } from "./tokenCursor.ts";

/**
 * Reads a PL/SQL statement of a script: an anonymous block, or a CREATE of a stored unit (then its procedures are the
 * block's `subprograms`). All ranges are places in the whole script. Never throws; what it does not understand
 * it keeps as `other` or `unknown`, and what is wrong is a problem. Its time is in proportion to the length.
 */
export function parseBlock(statement: ScriptStatement): {
  readonly block: Block;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const cursor = createTokenCursor(statement, problems);
  const parser: Parser = {
    cursor,
    expressions: createExpressionParser(cursor),
    depth: 0,
  };
  const start = cursor.position();
  const block = parseUnit(parser);
  const whole = block ?? { ...emptyBlock, range: cursor.rangeFrom(start) };
  return { block: whole, problems };
}

interface Parser {
  readonly cursor: TokenCursor;
  readonly expressions: ExpressionParser;
  /** How many blocks, IFs and loops are open: a person does not nest a hundred, a hostile text does. */
  depth: number;
}

const deepest = 100;

const emptyBlock = {
  declarations: [],
  subprograms: [],
  statements: [],
  handlesExceptions: false,
} as const;

function parseUnit(parser: Parser): Block | undefined {
  const { cursor } = parser;
  skipLabels(cursor);
  if (cursor.isWord("DECLARE") || cursor.isWord("BEGIN")) {
    return parseInnerBlock(parser);
  }
  if (cursor.isWord("CREATE")) {
    return parseStoredUnit(parser);
  }
  return undefined;
}

/** `[DECLARE …] BEGIN … [EXCEPTION …] END [name]`, up to and with its `;`. */
function parseInnerBlock(parser: Parser): Block {
  const { cursor } = parser;
  const start = cursor.position();
  cursor.takeWord("DECLARE");
  return parseBody(parser, start);
}

/** Declarations, then `BEGIN … END;`. A specification has no BEGIN. */
function parseBody(parser: Parser, start: number): Block {
  const { cursor } = parser;
  const declared = parseDeclarations(parser);
  let statements: Statement[] = [];
  let handlesExceptions = false;
  if (cursor.takeWord("BEGIN")) {
    statements = parseStatements(parser, bodyEnds);
    if (cursor.takeWord("EXCEPTION")) {
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
  if (!cursor.takeWord("END")) {
    cursor.report("syntax", "END is missing here.");
    return;
  }
  while (cursor.isName()) {
    cursor.next();
    cursor.takeSymbol(".");
  }
  if (!cursor.takeSymbol(";") && !cursor.isAtEnd()) {
    cursor.report("syntax", "A semicolon is missing after END.");
  }
}

/** The handlers of an EXCEPTION section are not read: they run when something failed. */
function skipHandlers(cursor: TokenCursor): void {
  let open = 0;
  while (!cursor.isAtEnd()) {
    const word = cursor.upper();
    if (word === "END") {
      if (open === 0) {
        return;
      }
      open--;
      cursor.next();
      if (closedByName.has(cursor.upper())) {
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

function parseDeclarations(parser: Parser): {
  readonly declarations: readonly Declaration[];
  readonly subprograms: readonly Subprogram[];
} {
  const { cursor } = parser;
  const declarations: Declaration[] = [];
  const subprograms: Subprogram[] = [];
  while (!cursor.isAtEnd() && !cursor.isWord("BEGIN") && !cursor.isWord("END")) {
    const word = cursor.upper();
    if (memberWords.has(word)) {
      cursor.next();
    } else if (word === "PROCEDURE" || word === "FUNCTION") {
      const subprogram = parseSubprogram(parser);
      if (subprogram !== undefined) {
        subprograms.push(subprogram);
      }
    } else if (unreadDeclarations.has(word)) {
      cursor.skipStatement();
    } else if (cursor.isName()) {
      declarations.push(parseDeclaration(parser));
    } else {
      cursor.report("syntax", "A declaration was expected here.");
      cursor.skipStatement();
    }
  }
  return { declarations, subprograms };
}

const memberWords = new Set("MEMBER STATIC CONSTRUCTOR MAP ORDER FINAL OVERRIDING NOT".split(" "));
const unreadDeclarations = new Set("TYPE SUBTYPE CURSOR PRAGMA".split(" "));

/** `name [CONSTANT] type [NOT NULL] [:= value];` */
function parseDeclaration(parser: Parser): Declaration {
  const { cursor } = parser;
  const start = cursor.position();
  const name = cursor.value();
  parser.expressions.declare(name);
  cursor.next();
  const constant = cursor.takeWord("CONSTANT");
  const typeStart = cursor.position();
  while (!cursor.isAtEnd() && !endsType.has(cursor.symbol()) && !cursor.isWord("DEFAULT")) {
    if (cursor.isWord("NOT") && cursor.upper(1) === "NULL") {
      break;
    }
    cursor.next();
  }
  const type = cursor.slice(cursor.rangeFrom(typeStart));
  if (cursor.takeWord("NOT")) {
    cursor.takeWord("NULL");
  }
  const hasInitial = cursor.takeSymbol(":=") || cursor.takeWord("DEFAULT");
  const initial = hasInitial ? parser.expressions.expression() : undefined;
  const range = cursor.rangeFrom(start);
  if (!cursor.takeSymbol(";")) {
    cursor.report("syntax", "A semicolon is missing after this declaration.", range);
    if (!cursor.isWord("BEGIN")) {
      cursor.skipStatement();
    }
  }
  return { name, type, constant, initial, range };
}

const endsType = new Set([":=", ";"]);

/** `PROCEDURE name [(…)] IS … END;`; undefined for a declaration without a body. */
function parseSubprogram(parser: Parser): Subprogram | undefined {
  const { cursor } = parser;
  const start = cursor.position();
  cursor.next();
  let name = cursor.value();
  cursor.next();
  while (cursor.takeSymbol(".")) {
    name = cursor.value();
    cursor.next();
  }
  const parameters = cursor.takeSymbol("(") ? parseParameterNames(cursor) : [];
  while (!cursor.isAtEnd() && !cursor.isWord("IS") && !cursor.isWord("AS")) {
    if (cursor.takeSymbol(";")) {
      return undefined;
    }
    cursor.next();
  }
  cursor.next();
  if (cursor.isWord("LANGUAGE") || cursor.isWord("EXTERNAL")) {
    cursor.skipStatement();
    return undefined;
  }
  const block = parseDeeper(parser, (inner) => parseBody(inner, start));
  return block === undefined
    ? undefined
    : { name, parameters, block, range: cursor.rangeFrom(start) };
}

/** Up to and with the `)`: the first word, and each first word after a comma. */
function parseParameterNames(cursor: TokenCursor): string[] {
  const names: string[] = [];
  let open = 1;
  let expectsName = true;
  while (!cursor.isAtEnd() && open > 0 && cursor.symbol() !== ";") {
    const symbol = cursor.symbol();
    if (expectsName && cursor.isName()) {
      names.push(cursor.value());
    }
    expectsName = open === 1 && symbol === ",";
    if (symbol === "(") {
      open++;
    } else if (symbol === ")") {
      open--;
    }
    cursor.next();
  }
  return names;
}

/** CREATE … PROCEDURE, FUNCTION, PACKAGE [BODY], TYPE BODY or TRIGGER. */
function parseStoredUnit(parser: Parser): Block {
  const { cursor } = parser;
  const start = cursor.position();
  while (!cursor.isAtEnd()) {
    const word = cursor.upper();
    if (word === "PROCEDURE" || word === "FUNCTION") {
      const subprogram = parseSubprogram(parser);
      const range = cursor.rangeFrom(start);
      return { ...emptyBlock, subprograms: subprogram === undefined ? [] : [subprogram], range };
    }
    if (word === "PACKAGE" || word === "TYPE") {
      while (!cursor.isAtEnd() && !cursor.isWord("IS") && !cursor.isWord("AS")) {
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

function parseTrigger(parser: Parser, start: number): Block {
  const { cursor } = parser;
  cursor.next();
  const name = cursor.value();
  while (!cursor.isAtEnd() && !cursor.isWord("DECLARE") && !cursor.isWord("BEGIN")) {
    cursor.next();
  }
  const body = parseInnerBlock(parser);
  const range = cursor.rangeFrom(start);
  return { ...emptyBlock, subprograms: [{ name, parameters: [], block: body, range }], range };
}

/** Statements up to one of the words, which is not taken. */
function parseStatements(parser: Parser, ends: ReadonlySet<string>): Statement[] {
  const { cursor } = parser;
  const statements: Statement[] = [];
  while (!cursor.isAtEnd() && !ends.has(cursor.upper())) {
    if (cursor.takeSymbol(";")) {
      continue;
    }
    skipLabels(cursor);
    statements.push(parseStatement(parser));
  }
  return statements;
}

function parseStatement(parser: Parser): Statement {
  const { cursor } = parser;
  const start = cursor.position();
  const word = cursor.upper();
  switch (word) {
    case "DECLARE":
    case "BEGIN": {
      const block = parseDeeper(parser, parseInnerBlock);
      const range = cursor.rangeFrom(start);
      return block === undefined
        ? { kind: "other", what: word, inside: [], fills: [], range }
        : { kind: "block", block, range };
    }
    case "IF":
    case "CASE":
    case "LOOP":
    case "WHILE":
    case "FOR":
      return (
        parseDeeper(parser, (inner) => parseCompound(inner, word)) ?? {
          kind: "other",
          what: word,
          inside: [],
          fills: [],
          range: cursor.rangeFrom(start),
        }
      );
    case "COMMIT":
      return parsePlain(cursor, "commit");
    case "NULL":
      return parsePlain(cursor, "null");
    case "ROLLBACK":
      return cursor.upper(1) === "TO" || cursor.upper(2) === "TO"
        ? parseOther(cursor, word)
        : parsePlain(cursor, "rollback");
    default:
      return otherWords.has(word) && cursor.symbol(1) !== ":=" && cursor.symbol(1) !== "."
        ? parseOther(cursor, word)
        : parseCallOrAssignment(parser);
  }
}

const otherWords = new Set(
  (
    "SELECT INSERT UPDATE DELETE MERGE WITH EXECUTE OPEN FETCH CLOSE FORALL RETURN RAISE GOTO EXIT CONTINUE PIPE " +
    "SAVEPOINT LOCK SET PRAGMA"
  ).split(" "),
);

/** `COMMIT [WORK] …;`, `ROLLBACK [WORK];`, `NULL;` */
function parsePlain(cursor: TokenCursor, kind: "commit" | "rollback" | "null"): Statement {
  const start = cursor.position();
  while (!cursor.isAtEnd() && cursor.symbol() !== ";" && !cursor.isWord("END")) {
    cursor.next();
  }
  const range = cursor.rangeFrom(start);
  closeStatement(cursor, range);
  return { kind, range };
}

function parseOther(cursor: TokenCursor, what: string): Statement {
  const start = cursor.position();
  const fills = skipToSemicolon(cursor, what === "EXECUTE" || what === "");
  const range = cursor.rangeFrom(start);
  closeStatement(cursor, range);
  return { kind: "other", what, inside: [], fills, range };
}

/** Gives the names that stand after INTO; where any name may be an OUT argument, all of them. */
function skipToSemicolon(cursor: TokenCursor, fillsAny: boolean): string[] {
  const fills = new Set<string>();
  let afterInto = fillsAny;
  while (!cursor.isAtEnd() && cursor.symbol() !== ";") {
    const word = cursor.upper();
    if (word === "INTO") {
      afterInto = true;
    } else if (endsInto.has(word) && !fillsAny) {
      afterInto = false;
    } else if (afterInto && cursor.isName()) {
      fills.add(cursor.value().toUpperCase());
    }
    cursor.next();
  }
  return [...fills];
}

const endsInto = new Set("FROM VALUES SELECT USING WHERE".split(" "));

/** IF, CASE and the loops: what decides is skipped, the statements inside are read. */
function parseCompound(parser: Parser, what: string): Statement {
  const { cursor } = parser;
  const start = cursor.position();
  const inside: Statement[] = [];
  const fills = what === "FOR" && cursor.isName(1) ? [cursor.upper(1)] : [];
  const opens = what === "IF" || what === "CASE" ? "THEN" : "LOOP";
  const closes = what === "IF" || what === "CASE" ? what : "LOOP";
  if (what !== "LOOP") {
    cursor.next();
  }
  while (!cursor.isAtEnd() && !cursor.isWord("END")) {
    if (!cursor.takeWord("ELSE")) {
      skipCondition(cursor, opens);
      if (!cursor.takeWord(opens)) {
        break;
      }
    }
    inside.push(...parseStatements(parser, compoundEnds[closes] ?? bodyEnds));
  }
  if (cursor.takeWord("END")) {
    cursor.takeWord(closes);
    if (cursor.isName() && cursor.symbol(1) === ";") {
      cursor.next();
    }
  } else {
    cursor.report("syntax", `END ${closes} is missing here.`);
  }
  const range = cursor.rangeFrom(start);
  closeStatement(cursor, range);
  return { kind: "other", what, inside, fills, range };
}

const compoundEnds: Readonly<Record<string, ReadonlySet<string>>> = {
  IF: new Set(["END", "ELSIF", "ELSE"]),
  CASE: new Set(["END", "WHEN", "ELSE"]),
  LOOP: new Set(["END"]),
};

/** Up to THEN or LOOP; a CASE … END inside has a THEN of its own. */
function skipCondition(cursor: TokenCursor, opens: string): void {
  let cases = 0;
  while (!cursor.isAtEnd()) {
    const word = cursor.upper();
    if ((cases === 0 && word === opens) || (opens === "THEN" && cursor.symbol() === ";")) {
      return;
    }
    if (word === "CASE") {
      cases++;
    } else if (word === "END") {
      cases--;
    }
    if (cases < 0) {
      return;
    }
    cursor.next();
  }
}

function parseCallOrAssignment(parser: Parser): Statement {
  const { cursor, expressions } = parser;
  const start = cursor.position();
  if (cursor.kind() === "bind") {
    return parseBindAssignment(parser);
  }
  if (!cursor.isName()) {
    cursor.report("syntax", "A statement was expected here.");
    return parseOther(cursor, "");
  }
  const call = expressions.nameAndArguments();
  if (cursor.takeSymbol(":=")) {
    const target: Reference =
      call.args.length === 0
        ? { kind: "reference", path: call.path, index: undefined, range: call.range }
        : (elementOf(call) ?? { kind: "reference", path: [], index: undefined, range: call.range });
    return closeAssignment(parser, target);
  }
  const range = cursor.rangeFrom(start);
  if (cursor.symbol() === "." || cursor.symbol() === "(" || cursor.symbol() === "%") {
    // `l_rows(1).name := …` and the like: nothing of ours.
    return parseOther(cursor, "");
  }
  closeStatement(cursor, range);
  return { kind: "call", call, range };
}

function parseBindAssignment(parser: Parser): Statement {
  const { cursor } = parser;
  const range = cursor.range();
  const path = [`:${cursor.value()}`];
  cursor.next();
  if (!cursor.takeSymbol(":=")) {
    return parseOther(cursor, "");
  }
  return closeAssignment(parser, { kind: "reference", path, index: undefined, range });
}

function closeAssignment(parser: Parser, target: Reference): Statement {
  const { cursor, expressions } = parser;
  const value = expressions.expression();
  const range = cursor.rangeFrom(target.range.start);
  closeStatement(cursor, range);
  return { kind: "assign", target, value, range };
}

/** Takes the `;`. Where it is missing, reading goes on with the next word, which begins a statement more often than not. */
function closeStatement(cursor: TokenCursor, range: TextRange): void {
  if (cursor.takeSymbol(";")) {
    return;
  }
  cursor.report("syntax", "A semicolon is missing after this statement.", range);
  if (!cursor.isName()) {
    cursor.skipStatement();
  }
}

function parseDeeper<T>(parser: Parser, parse: (parser: Parser) => T): T | undefined {
  const { cursor } = parser;
  if (parser.depth >= deepest) {
    cursor.report("syntax", "This is nested too deeply to be read.");
    while (!cursor.isAtEnd()) {
      cursor.next();
    }
    return undefined;
  }
  parser.depth++;
  const parsed = parse(parser);
  parser.depth--;
  return parsed;
}

/** `<<name>>` */
function skipLabels(cursor: TokenCursor): void {
  while (cursor.takeSymbol("<<")) {
    while (!cursor.isAtEnd() && !cursor.takeSymbol(">>")) {
      cursor.next();
    }
  }
}
