import type { Argument, CallExpression, Expression, Reference } from "./block.ts";
import type { TokenKind } from "./lexer.ts";
import type { TokenCursor } from "./tokenCursor.ts";

/** Reads expressions from a cursor; each method leaves it behind what it read. Never throws. */
export interface ExpressionParser {
  expression(): Expression;
  /**
   * A name with or without arguments, as it begins a statement: `l_roles.DELETE`,
   * `ORDS.CREATE_ROLE(…)`, `l_roles(1)`.
   */
  nameAndArguments(): CallExpression;
  /** Makes `name(1)` an element of an array from here on. */
  declare(name: string): void;
}

export function createExpressionParser(cursor: TokenCursor): ExpressionParser {
  const parser: Parser = { cursor, declared: new Set(), depth: 0 };
  return {
    expression: () => parseExpression(parser),
    nameAndArguments: () => parseCall(parser),
    declare: (name) => {
      parser.declared.add(name.toUpperCase());
    },
  };
}

/** `l_roles(1)` as an element; undefined when the call has more than that, or a named argument. */
export function elementOf(call: CallExpression): Reference | undefined {
  const [only, ...more] = call.args;
  return only !== undefined && only.name === undefined && more.length === 0
    ? { kind: "reference", path: call.path, index: only.value, range: call.range }
    : undefined;
}

interface Parser {
  readonly cursor: TokenCursor;
  readonly declared: Set<string>;
  depth: number;
}

const deepest = 100;

const plainKinds = new Set<TokenKind | undefined>(["text", "curlyText", "number", "bind"]);

function parseExpression(parser: Parser): Expression {
  const { cursor } = parser;
  const next = cursor.symbol(1);
  if ((next === "," || next === ")" || next === ";") && plainKinds.has(cursor.kind())) {
    // Nearly all values of an export: nothing is joined to them.
    return parseOperand(parser);
  }
  const start = cursor.position();
  if (parser.depth >= deepest) {
    return skipExpression(parser, start);
  }
  parser.depth++;
  const expression = parseSum(parser, start);
  parser.depth--;
  return endsExpression(cursor)
    ? expression
    : { ...skipExpression(parser, start), inside: expression };
}

/**
 * Operands joined by `||`, `+` and `-`, which bind equally and from the left. After more operators
 * than a person writes it stops, and the whole becomes `unknown`: who walks the expression must not
 * run out of stack.
 */
function parseSum(parser: Parser, start: number): Expression {
  const { cursor } = parser;
  let left = parseOperand(parser);
  for (let depth = 0; depth < deepest; depth++) {
    const operator = cursor.symbol();
    if (operator === "||") {
      const parts = left.kind === "concat" ? [...left.parts] : [left];
      while (cursor.take("||")) {
        parts.push(parseOperand(parser));
      }
      left = { kind: "concat", parts, range: cursor.rangeFrom(start) };
    } else if (operator === "+" || operator === "-") {
      cursor.next();
      const right = parseOperand(parser);
      left = { kind: "sum", operator, left, right, range: cursor.rangeFrom(start) };
    } else {
      return left;
    }
  }
  return left;
}

function parseOperand(parser: Parser): Expression {
  const { cursor } = parser;
  const start = cursor.position();
  const range = cursor.range();
  switch (cursor.kind()) {
    case "text":
    case "curlyText": {
      const value = cursor.text();
      cursor.next();
      return value === undefined ? { kind: "unknown", range } : { kind: "text", value, range };
    }
    case "number": {
      const value = Number(cursor.value());
      cursor.next();
      return { kind: "number", value, range };
    }
    case "bind": {
      const name = cursor.value();
      cursor.next();
      return { kind: "bind", name, range };
    }
    case "substitution":
      cursor.next();
      return { kind: "unknown", range };
    case "word":
    case "quotedName":
      return parseNamed(parser, start);
    case "symbol":
      return parseSigned(parser, start);
    default:
      return { kind: "unknown", range };
  }
}

function parseSigned(parser: Parser, start: number): Expression {
  const { cursor } = parser;
  const sign = cursor.symbol();
  if (sign === "-" || sign === "+") {
    cursor.next();
    if (cursor.kind() === "number") {
      const value = Number(cursor.value());
      cursor.next();
      return {
        kind: "number",
        value: sign === "-" ? -value : value,
        range: cursor.rangeFrom(start),
      };
    }
    return { kind: "unknown", range: cursor.rangeFrom(start) };
  }
  if (sign === "(") {
    cursor.next();
    const inner = parseExpression(parser);
    if (cursor.take(")")) {
      return { ...inner, range: cursor.rangeFrom(start) };
    }
    skipClosing(cursor);
    return { kind: "unknown", range: cursor.rangeFrom(start) };
  }
  return { kind: "unknown", range: { start, end: start } };
}

/** Behind the `)` of what is open, such as the list `(1, 2)`. */
function skipClosing(cursor: TokenCursor): void {
  let open = 1;
  while (!cursor.isAtEnd() && cursor.symbol() !== ";" && open > 0) {
    const symbol = cursor.symbol();
    if (symbol === "(") {
      open++;
    } else if (symbol === ")") {
      open--;
    }
    cursor.next();
  }
}

function parseNamed(parser: Parser, start: number): Expression {
  const { cursor } = parser;
  const range = cursor.range();
  const word = cursor.keyword();
  if (word === "TRUE" || word === "FALSE") {
    cursor.next();
    return { kind: "boolean", value: word === "TRUE", range };
  }
  if (word === "NULL") {
    cursor.next();
    return { kind: "null", range };
  }
  if (operators.has(word)) {
    return { kind: "unknown", range: { start, end: start } };
  }
  const call = parseCall(parser);
  // Without parentheses.
  if (call.range.end === call.pathRange.end) {
    return { kind: "reference", path: call.path, index: undefined, range: call.range };
  }
  const [name = ""] = call.path;
  if (call.path.length === 1 && parser.declared.has(name.toUpperCase())) {
    return elementOf(call) ?? call;
  }
  return call;
}

const operators = new Set("CASE NOT AND OR IN IS LIKE BETWEEN EXISTS SELECT NEW".split(" "));

function parseCall(parser: Parser): CallExpression {
  const { cursor } = parser;
  const start = cursor.position();
  const path = parsePath(cursor);
  const pathRange = cursor.rangeFrom(start);
  const args = cursor.take("(") ? parseArguments(parser) : [];
  return { kind: "callExpression", path, pathRange, args, range: cursor.rangeFrom(start) };
}

/** `a.b.c`; a name may be in double quotes. */
function parsePath(cursor: TokenCursor): string[] {
  const path: string[] = [];
  while (cursor.isName()) {
    path.push(cursor.value());
    cursor.next();
    if (cursor.symbol() !== "." || !cursor.isName(1)) {
      return path;
    }
    const dot = cursor.range();
    cursor.next();
    if (cursor.keyword() === "END") {
      // Somebody is about to write the name; this END closes what stands around it.
      cursor.report("syntax", "A name is missing after the dot.", dot);
      return path;
    }
  }
  return path;
}

/** Up to and with the `)`. */
function parseArguments(parser: Parser): Argument[] {
  const { cursor } = parser;
  const args: Argument[] = [];
  if (cursor.take(")")) {
    return args;
  }
  for (;;) {
    if (args.length > 0 && cursor.symbol() === ")") {
      cursor.report("syntax", "An argument is missing here.");
    } else {
      args.push(parseArgument(parser));
    }
    if (cursor.take(",")) {
      continue;
    }
    if (cursor.take(")")) {
      return args;
    }
    if (cursor.symbol() === "}" || cursor.symbol() === "]") {
      cursor.report("syntax", `A closing parenthesis is meant here, not ${cursor.symbol()}.`);
      cursor.next();
      return args;
    }
    if (cursor.isName() && cursor.symbol(1) === "=>") {
      cursor.report("syntax", "A comma is missing before this parameter.");
      continue;
    }
    cursor.report("syntax", "A closing parenthesis is missing here.");
    return args;
  }
}

function parseArgument(parser: Parser): Argument {
  const { cursor } = parser;
  // `1 => 'x'` is an element of an array's constructor.
  const hasName = cursor.isName() || cursor.kind() === "number";
  if (!hasName || (cursor.symbol(1) !== "=>" && !isHalfArrow(cursor))) {
    const value = parseExpression(parser);
    return { name: undefined, nameRange: undefined, value };
  }
  const name = cursor.value();
  const nameRange = cursor.range();
  cursor.next();
  if (cursor.symbol() === "=") {
    cursor.report("syntax", "An arrow, =>, is meant here.");
  }
  cursor.next();
  const value = parseExpression(parser);
  if (value.range.end === value.range.start) {
    cursor.report("syntax", `The value of ${name.toLowerCase()} is missing.`, {
      start: nameRange.start,
      end: cursor.rangeFrom(nameRange.start).end,
    });
  }
  return { name, nameRange, value };
}

/** `p_name = 'x'`: no script compares a parameter of ORDS with anything. */
function isHalfArrow(cursor: TokenCursor): boolean {
  return cursor.symbol(1) === "=" && /^p_/i.test(cursor.value());
}

/**
 * Whether what follows can follow an expression of ours: else it goes on in a way we do not read.
 */
function endsExpression(cursor: TokenCursor): boolean {
  if (cursor.isAtEnd()) {
    return true;
  }
  const symbol = cursor.symbol();
  if (symbol !== "") {
    return symbol === "," || symbol === ")" || symbol === ";" || symbol === "}" || symbol === "]";
  }
  return (
    (cursor.isName() && cursor.symbol(1) === "=>") ||
    cursor.keyword() === "COMMIT" ||
    cursor.kind() === "text" ||
    cursor.kind() === "curlyText"
  );
}

/** Skips to where the expression ends; parentheses inside are skipped whole. */
function skipExpression(parser: Parser, start: number): Extract<Expression, { kind: "unknown" }> {
  const { cursor } = parser;
  let open = 0;
  while (!cursor.isAtEnd()) {
    const symbol = cursor.symbol();
    if (symbol === ";" || (open === 0 && (symbol === "," || symbol === ")" || symbol === "}"))) {
      break;
    }
    if (symbol === "(") {
      open++;
    } else if (symbol === ")") {
      open--;
    }
    cursor.next();
  }
  return { kind: "unknown", range: cursor.rangeFrom(start) };
}
