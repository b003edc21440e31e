import type { TextRange } from "../base/textRange.ts";
import type { Reference, Statement } from "./block.ts";
import { type BlockParser, parseDeeper, skipLabels } from "./blockParser.ts";
import { elementOf } from "./parseExpression.ts";
import type { TokenCursor } from "./tokenCursor.ts";

/** Gives statements to `take`, up to one of the words, which is left. */
export function parseStatements(
  parser: BlockParser,
  ends: ReadonlySet<string>,
  take: (statement: Statement) => void,
): void {
  const { cursor } = parser;
  while (!cursor.isAtEnd() && !ends.has(cursor.keyword())) {
    if (cursor.take(";")) {
      continue;
    }
    skipLabels(cursor);
    take(parseStatement(parser));
  }
}

function parseStatement(parser: BlockParser): Statement {
  const { cursor } = parser;
  const start = cursor.position();
  const word = cursor.keyword();
  switch (word) {
    case "DECLARE":
    case "BEGIN": {
      const block = parseDeeper(parser, parser.innerBlock);
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
        parseDeeper(parser, () => parseCompound(parser, word)) ?? {
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
      return cursor.keyword(1) === "TO" || cursor.keyword(2) === "TO"
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
  while (!cursor.isAtEnd() && cursor.symbol() !== ";" && cursor.keyword() !== "END") {
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
    const word = cursor.keyword();
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
function parseCompound(parser: BlockParser, what: string): Statement {
  const { cursor } = parser;
  const start = cursor.position();
  const inside: Statement[] = [];
  const fills = what === "FOR" && cursor.isName(1) ? [cursor.value(1).toUpperCase()] : [];
  const opens = what === "IF" || what === "CASE" ? "THEN" : "LOOP";
  const closes = what === "IF" || what === "CASE" ? what : "LOOP";
  if (what !== "LOOP") {
    cursor.next();
  }
  while (!cursor.isAtEnd() && cursor.keyword() !== "END") {
    if (!cursor.take("ELSE")) {
      skipCondition(cursor, opens);
      if (!cursor.take(opens)) {
        break;
      }
    }
    parseStatements(parser, compoundEnds[closes] ?? loopEnds, (each) => inside.push(each));
  }
  if (cursor.take("END")) {
    cursor.take(closes);
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

const loopEnds = new Set(["END"]);

const compoundEnds: Readonly<Record<string, ReadonlySet<string>>> = {
  IF: new Set(["END", "ELSIF", "ELSE"]),
  CASE: new Set(["END", "WHEN", "ELSE"]),
};

/** Up to THEN or LOOP; a CASE … END inside has a THEN of its own. */
function skipCondition(cursor: TokenCursor, opens: string): void {
  let cases = 0;
  while (!cursor.isAtEnd()) {
    const word = cursor.keyword();
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

function parseCallOrAssignment(parser: BlockParser): Statement {
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
  if (cursor.take(":=")) {
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

function parseBindAssignment(parser: BlockParser): Statement {
  const { cursor } = parser;
  const range = cursor.range();
  const path = [`:${cursor.value()}`];
  cursor.next();
  if (!cursor.take(":=")) {
    return parseOther(cursor, "");
  }
  return closeAssignment(parser, { kind: "reference", path, index: undefined, range });
}

function closeAssignment(parser: BlockParser, target: Reference): Statement {
  const { cursor, expressions } = parser;
  const value = expressions.expression();
  const range = cursor.rangeFrom(target.range.start);
  closeStatement(cursor, range);
  return { kind: "assign", target, value, range };
}

/**
 * Takes the `;`. Where it is missing, reading goes on with the next word, which begins a statement
 * more often than not.
 */
function closeStatement(cursor: TokenCursor, range: TextRange): void {
  if (cursor.take(";")) {
    return;
  }
  cursor.report("syntax", "A semicolon is missing after this statement.", range);
  if (!cursor.isName()) {
    cursor.skipStatement();
  }
}
