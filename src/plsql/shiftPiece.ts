import type { TextRange } from "../base/textRange.ts";
import type { ArgumentSite, CallSite, CarriedOver } from "./procedureCall.ts";
import type { ScriptPiece } from "./readPieces.ts";

/** A piece further on in its script, or further back. */
export function shiftPiece(piece: ScriptPiece, by: number): ScriptPiece {
  if (by === 0) {
    return piece;
  }
  const { start, next, statement, calls, problems, substitution } = piece;
  return {
    start: start + by,
    next: next + by,
    statement: statement && {
      kind: statement.kind,
      text: statement.text,
      range: shift(statement.range, by),
      textStart: statement.textStart + by,
    },
    calls: calls.map((call) => shiftCall(call, by)),
    problems: problems.map(({ code, message, range }) => ({
      code,
      message,
      range: shift(range, by),
    })),
    substitution,
  };
}

function shiftCall(site: CallSite, by: number): CallSite {
  return {
    call: site.call,
    range: shift(site.range, by),
    nameRange: shift(site.nameRange, by),
    arguments: site.arguments.map((argument) => shiftArgument(argument, by)),
    runs: site.runs,
  };
}

function shiftArgument(site: ArgumentSite, by: number): ArgumentSite {
  return {
    parameter: site.parameter,
    nameRange: site.nameRange && shift(site.nameRange, by),
    valueRange: shift(site.valueRange, by),
    carriedOver: site.carriedOver && shiftCarriedOver(site.carriedOver, by),
  };
}

function shiftCarriedOver(carried: CarriedOver, by: number): CarriedOver {
  return {
    variable: carried.variable,
    items: carried.items,
    earlierCall: shift(carried.earlierCall, by),
    refilledAt: carried.refilledAt && shift(carried.refilledAt, by),
  };
}

function shift({ start, end }: TextRange, by: number): TextRange {
  return { start: start + by, end: end + by };
}
