import type { Declaration, Subprogram } from "./block.ts";
import { type BlockParser, parseDeeper } from "./blockParser.ts";
import type { TokenCursor } from "./tokenCursor.ts";

/** The declarations of a block, a unit or a package, up to its BEGIN or END. */
export function parseDeclarations(parser: BlockParser): {
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
function parseDeclaration(parser: BlockParser): Declaration {
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
export function parseSubprogram(parser: BlockParser): Subprogram | undefined {
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
  const block = parseDeeper(parser, () => parser.body(start));
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
