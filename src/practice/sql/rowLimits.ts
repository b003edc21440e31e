import { notInPractice } from "./oracleError.ts";
import { insertedPiece, isSymbol, isWord } from "./sqlPiece.ts";
import type { SqlPiece } from "./sqlPiece.ts";

/** `FETCH FIRST n ROWS ONLY`, `OFFSET n ROWS` and a simple `ROWNUM <= n` become SQLite's LIMIT. */
export function limitRows(pieces: readonly SqlPiece[]): SqlPiece[] {
  return limitByRownum(limitByFetch(pieces));
}

function limitByFetch(pieces: readonly SqlPiece[]): SqlPiece[] {
  const out: SqlPiece[] = [];
  for (let i = 0; i < pieces.length; i++) {
    const offset = readOffset(pieces, i);
    const fetchAt = offset?.end ?? i;
    const fetch = readFetch(pieces, fetchAt);
    if (fetch) {
      out.push(insertedPiece(`limit ${fetch.count} offset ${offset?.count ?? 0}`));
      i = fetch.end - 1;
    } else if (offset) {
      out.push(insertedPiece(`limit -1 offset ${offset.count}`));
      i = offset.end - 1;
    } else {
      const piece = pieces[i];
      if (piece) out.push(piece);
    }
  }
  return out;
}

interface Clause {
  readonly count: string;
  /** The piece after the clause. */
  readonly end: number;
}

function readOffset(pieces: readonly SqlPiece[], at: number): Clause | undefined {
  const count = pieces[at + 1];
  if (!isWord(pieces[at], "OFFSET") || !isWord(pieces[at + 2], "ROW", "ROWS")) return undefined;
  return count && isCount(count) ? { count: count.sql, end: at + 3 } : undefined;
}

function readFetch(pieces: readonly SqlPiece[], at: number): Clause | undefined {
  if (!isWord(pieces[at], "FETCH") || !isWord(pieces[at + 1], "FIRST", "NEXT")) return undefined;
  const given = pieces[at + 2];
  const counted = given !== undefined && isCount(given);
  const rowsAt = counted ? at + 3 : at + 2;
  if (!isWord(pieces[rowsAt], "ROW", "ROWS") || !isWord(pieces[rowsAt + 1], "ONLY"))
    throw notInPractice("FETCH with PERCENT or WITH TIES");
  return { count: counted ? given.sql : "1", end: rowsAt + 2 };
}

function isCount(piece: SqlPiece): boolean {
  return piece.kind === "number" || piece.kind === "bind";
}

/**
 * `where … and rownum <= 5` of the outermost query, without ORDER BY or GROUP BY beside it: Oracle counts
 * before it sorts, LIMIT counts afterwards, and only where nothing is sorted both are the same.
 */
function limitByRownum(pieces: readonly SqlPiece[]): SqlPiece[] {
  const at = pieces.findIndex((piece) => isWord(piece, "ROWNUM"));
  if (at < 0) return [...pieces];
  const depths = depthsOf(pieces);
  const count = pieces[at + 2];
  const operator = pieces[at + 1];
  const outermost = depths[at] === 0;
  const plain = !pieces.some(
    (piece, i) => depths[i] === 0 && isWord(piece, "ORDER", "GROUP", "OR", "UNION", "MINUS"),
  );
  const known = isSymbol(operator, "<", "<=") || (isSymbol(operator, "=") && count?.source === "1");
  const before = pieces[at - 1];
  if (
    !isWord(pieces[0], "SELECT", "WITH") ||
    !outermost ||
    !plain ||
    !known ||
    !count ||
    !isCount(count) ||
    !isWord(before, "WHERE", "AND")
  )
    throw notInPractice("this use of ROWNUM; FETCH FIRST n ROWS ONLY does the same");
  const limit = isSymbol(operator, "<") ? `${count.sql} - 1` : count.sql;
  return [
    ...pieces.slice(0, at),
    insertedPiece("1 = 1"),
    ...pieces.slice(at + 3),
    // Not below zero: to SQLite a negative limit is none.
    insertedPiece(`limit max(0, ${limit})`),
  ];
}

/** How many parentheses are open at each piece. */
function depthsOf(pieces: readonly SqlPiece[]): readonly number[] {
  let depth = 0;
  return pieces.map((piece) => {
    const here = depth;
    if (isSymbol(piece, "(")) depth++;
    if (isSymbol(piece, ")")) depth--;
    return here;
  });
}
