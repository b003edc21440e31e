import { ownCopy } from "./ownCopy.ts";
import type { CallSite } from "./procedureCall.ts";
import { problemOfStatement } from "./problemOfStatement.ts";
import { inOrder, readCalls } from "./readCalls.ts";
import type { Problem, ScriptStatement } from "./script.ts";
import { splitNext } from "./splitScript.ts";
import { createTokenList, type TokenList } from "./tokenList.ts";
import { shiftPiece } from "./shiftPiece.ts";
import {
  plainSubstitution,
  afterDirective,
  sameSubstitution,
  type Substitution,
} from "./substitution.ts";
import { commonEnds } from "./commonEnds.ts";

/** A statement with what stands in front of it, and what was read of it. */
export interface ScriptPiece {
  /** Where its part of the text begins and ends: the pieces of a script cover all of it, in order. */
  readonly start: number;
  readonly next: number;
  /** Undefined for a stray `;`, and for comments at the end of the script. */
  readonly statement: ScriptStatement | undefined;
  readonly calls: readonly CallSite[];
  readonly problems: readonly Problem[];
  /** What SQL*Plus replaces behind the piece: the only thing that one statement says to the next. */
  readonly substitution: Substitution;
}

/** An earlier version of a text with what was read of it. */
export interface EarlierPieces {
  readonly text: string;
  readonly pieces: readonly ScriptPiece[];
}

/**
 * Reads a text statement by statement. Of an earlier version of the text, statements that have not
 * changed are taken over, with their places moved: the result is the same as without it.
 */
export function readPieces(
  text: string,
  before?: EarlierPieces,
  substitution: Substitution = plainSubstitution,
): readonly ScriptPiece[] {
  if (before === undefined) {
    return readOn(text, { kept: [], substitution }, undefined);
  }
  const { start, end } = commonEnds(before.text, text);
  const kept = keptPieces(before.pieces, start);
  const moved = text.length - before.text.length;
  const changedUntil = text.length - end;
  let candidate = kept.length;
  return readOn(text, { kept, substitution }, (offset, current) => {
    // A `/` looks back to the start of its line: one character behind the change is enough, since
    // a step never ends in the blanks before a token.
    if (offset <= changedUntil) {
      return undefined;
    }
    while ((before.pieces[candidate]?.start ?? Infinity) + moved < offset) {
      candidate++;
    }
    const old = before.pieces[candidate];
    const oldSubstitution = before.pieces[candidate - 1]?.substitution ?? substitution;
    return old !== undefined &&
      old.start + moved === offset &&
      sameSubstitution(oldSubstitution, current)
      ? before.pieces.slice(candidate).map((piece) => shiftPiece(piece, moved))
      : undefined;
  });
}

/**
 * Those in front of a change that cannot have seen it: a step looks as far as the token behind its
 * statement, which belongs to the piece after it, and the rest of that line.
 */
function keptPieces(pieces: readonly ScriptPiece[], changedAt: number): readonly ScriptPiece[] {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle]?.next ?? 0) < changedAt) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return pieces.slice(0, Math.max(0, low - 2));
}

type FindRest = (offset: number, substitution: Substitution) => readonly ScriptPiece[] | undefined;

/** Reads until the end, or until `findRest` knows the rest. */
function readOn(
  text: string,
  from: { readonly kept: readonly ScriptPiece[]; readonly substitution: Substitution },
  findRest: FindRest | undefined,
): readonly ScriptPiece[] {
  const { kept } = from;
  const pieces = [...kept];
  const tokens = createTokenList();
  const last = kept.at(-1);
  let offset = last?.next ?? 0;
  let substitution = last?.substitution ?? from.substitution;
  while (offset < text.length) {
    const rest = findRest?.(offset, substitution);
    if (rest !== undefined) {
      return pieces.concat(rest);
    }
    // The first version of a text is kept alive by what is taken over from it; each later one must
    // not be, or an edited script would keep a version for each of its statements.
    const copies = findRest !== undefined;
    const piece = readPiece(text, { start: offset, tokens, substitution, copies });
    pieces.push(piece);
    offset = piece.next;
    substitution = piece.substitution;
  }
  return pieces;
}

interface PieceStart {
  readonly start: number;
  readonly tokens: TokenList;
  readonly substitution: Substitution;
  /** Whether what is read must not keep the whole text alive. */
  readonly copies: boolean;
}

function readPiece(text: string, { start, tokens, substitution, copies }: PieceStart): ScriptPiece {
  const { statement: found, hasTokens, next, problems } = splitNext(text, start, tokens);
  if (found === undefined) {
    return { start, next, statement: undefined, calls: [], problems, substitution };
  }
  const statement = copies ? { ...found, text: ownCopy(found.text) } : found;
  if (statement.kind === "plsql") {
    const read = readCalls(statement, { tokens: hasTokens ? tokens : undefined, substitution });
    const all = problems.length === 0 ? read.problems : inOrder([...problems, ...read.problems]);
    return { start, next, statement, calls: read.calls, problems: all, substitution };
  }
  const problem = problemOfStatement(statement);
  return {
    start,
    next,
    statement,
    calls: [],
    problems: problem === undefined ? problems : inOrder([problem, ...problems]),
    substitution:
      statement.kind === "sqlplus" ? afterDirective(substitution, statement.text) : substitution,
  };
}
