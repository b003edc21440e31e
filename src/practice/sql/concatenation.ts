import { notInPractice } from "./oracleError.ts";
import { insertedPiece, isSymbol, isWord } from "./sqlPiece.ts";
import type { SqlPiece } from "./sqlPiece.ts";

/**
 * To Oracle `'a' || NULL` is `'a'`, to SQLite it is NULL: both sides of each `||` are wrapped, so that NULL
 * counts as the empty text.
 */
export function joinSafely(pieces: readonly SqlPiece[]): SqlPiece[] {
  const opens = new Map<number, number>();
  const closes = new Map<number, number>();
  const partners = partnersOf(pieces);
  pieces.forEach((piece, i) => {
    if (!isSymbol(piece, "||")) return;
    // A middle operand is wrapped once, as the right side of the `||` before it.
    const start = operandStart(pieces, i - 1, partners);
    if (!isSymbol(pieces[start - 1], "||")) wrap(start, i - 1);
    wrap(i + 1, operandEnd(pieces, i + 1, partners));
  });
  if (opens.size === 0) return [...pieces];
  return pieces.flatMap((piece, i) => [
    ...Array.from({ length: opens.get(i) ?? 0 }, () => insertedPiece("ifnull(")),
    piece,
    ...Array.from({ length: closes.get(i) ?? 0 }, () => insertedPiece(", '')")),
  ]);

  function wrap(from: number, to: number): void {
    opens.set(from, (opens.get(from) ?? 0) + 1);
    closes.set(to, (closes.get(to) ?? 0) + 1);
  }
}

/** For each parenthesis the place of the other one. */
function partnersOf(pieces: readonly SqlPiece[]): Map<number, number> {
  const partners = new Map<number, number>();
  const open: number[] = [];
  pieces.forEach((piece, i) => {
    if (isSymbol(piece, "(")) open.push(i);
    if (!isSymbol(piece, ")")) return;
    const start = open.pop();
    if (start === undefined) return;
    partners.set(start, i);
    partners.set(i, start);
  });
  return partners;
}

function operandStart(
  pieces: readonly SqlPiece[],
  end: number,
  partners: ReadonlyMap<number, number>,
): number {
  if (isWord(pieces[end], "END")) throw notInPractice("CASE beside || without parentheses");
  let start = isSymbol(pieces[end], ")") ? (partners.get(end) ?? end) : end;
  // A function's name before its parenthesis, and the table before a column.
  if (start !== end && isName(pieces[start - 1])) start--;
  while (isSymbol(pieces[start - 1], ".") && start > 1) start -= 2;
  return start;
}

function operandEnd(
  pieces: readonly SqlPiece[],
  start: number,
  partners: ReadonlyMap<number, number>,
): number {
  if (isWord(pieces[start], "CASE")) throw notInPractice("CASE beside || without parentheses");
  let end = start;
  while (isSymbol(pieces[end + 1], ".")) end += 2;
  if (isSymbol(pieces[end], "(")) return partners.get(end) ?? end;
  return isSymbol(pieces[end + 1], "(") ? (partners.get(end + 1) ?? end) : end;
}

/** What the translation itself put in ends in its own parentheses and needs none. */
function isName(piece: SqlPiece | undefined): boolean {
  if (piece?.kind === "quotedName") return true;
  if (piece?.kind === "symbol") return piece.word === "" && /^\w+$/.test(piece.sql);
  return piece?.kind === "word" && !isWord(piece, ...notFunctions);
}

const notFunctions = [
  "SELECT",
  "WHERE",
  "AND",
  "OR",
  "NOT",
  "IN",
  "LIKE",
  "BETWEEN",
  "WHEN",
  "THEN",
  "ELSE",
  "ON",
  "BY",
  "VALUES",
  "SET",
  "FROM",
  "HAVING",
  "AS",
  "EXISTS",
];
