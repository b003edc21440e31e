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
  while (!cursor.isAtEnd() && cursor.keyword() !== "BEGIN" && cursor.keyword() !== "END") {
    const word = cursor.keyword();
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
  const constant = cursor.take("CONSTANT");
  const typeStart = cursor.position();
  while (!cursor.isAtEnd() && !endsType.has(cursor.symbol()) && !typeEnds.has(cursor.keyword())) {
    if (cursor.keyword() === "NOT" && cursor.keyword(1) === "NULL") {
      break;
    }
    cursor.next();
  }
  const type = cursor.slice(cursor.rangeFrom(typeStart));
  if (cursor.take("NOT")) {
    cursor.take("NULL");
  }
  const hasInitial = cursor.take(":=") || cursor.take("DEFAULT");
  const initial = hasInitial ? parser.expressions.expression() : undefined;
  const range = cursor.rangeFrom(start);
  if (!cursor.take(";")) {
    cursor.report("syntax", "A semicolon is missing after this declaration.", range);
    if (cursor.keyword() !== "BEGIN") {
      cursor.skipStatement();
    }
  }
  return { name, type, constant, initial, range };
}

const endsType = new Set([":=", ";"]);
const typeEnds = new Set(["DEFAULT", "BEGIN"]);

/** `PROCEDURE name [(…)] IS … END;`; undefined for a declaration without a body. */
export function parseSubprogram(parser: BlockParser): Subprogram | undefined {
  const { cursor } = parser;
  const start = cursor.position();
  cursor.next();
  let name = cursor.value();
  cursor.next();
  while (cursor.take(".")) {
    name = cursor.value();
    cursor.next();
  }
  const parameters = cursor.take("(") ? parseParameterNames(cursor) : [];
  while (!cursor.isAtEnd() && cursor.keyword() !== "IS" && cursor.keyword() !== "AS") {
    if (cursor.take(";")) {
      return undefined;
    }
    cursor.next();
  }
  cursor.next();
  if (cursor.keyword() === "LANGUAGE" || cursor.keyword() === "EXTERNAL") {
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
