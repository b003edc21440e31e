import type { TextRange } from "../../base/textRange.ts";
import { readToken, textOfToken } from "../../plsql/lexer.ts";
import { readCode } from "../../plsql/scriptTokens.ts";
import type { CallSite } from "../../plsql/procedureCall.ts";
import { lastStartingBy, type ScriptContext } from "./scriptContext.ts";
import { argumentOf } from "./scriptEdits.ts";

/** One value of a call's argument. */
export interface WantedElement {
  readonly site: CallSite;
  readonly parameter: string;
  readonly value: string;
}

/**
 * Where a value stands that a call is given: the literal itself, the one that was assigned to the
 * element of an array before, or the name in a list with commas. Undefined where it is computed.
 */
export function elementIn(context: ScriptContext, wanted: WantedElement): TextRange | undefined {
  const { text } = context;
  const argument = argumentOf(wanted.site, wanted.parameter);
  if (argument === undefined) return undefined;
  const { start, end } = argument.valueRange;
  const token = readToken(text, start);
  if (token?.kind === "text" && token.end === end) {
    if (textOfToken(text, token) === wanted.value) return { start, end };
    return nameInList(text, argument.valueRange, wanted.value);
  }
  if (token?.kind !== "word" || token.end !== end) return undefined;
  return assignedBefore(context, wanted, text.slice(start, end))?.value;
}

/** One of several names with commas between them. */
function nameInList(text: string, { start, end }: TextRange, name: string): TextRange | undefined {
  let at = start + 1;
  for (const part of text.slice(start + 1, end - 1).split(",")) {
    if (part.trim() === name) {
      const from = at + part.indexOf(name);
      return { start: from, end: from + name.length };
    }
    at += part.length + 1;
  }
  return undefined;
}

/** An assignment of an element: `l_patterns(1) := '/hr/*';`. */
export interface Assignment {
  readonly start: number;
  readonly index: TextRange;
  readonly value: TextRange;
  /** Behind its semicolon. */
  readonly end: number;
}

/** The last assignment of a literal to an element of an array before a call. */
export function assignedBefore(
  context: ScriptContext,
  { site, value }: Pick<WantedElement, "site" | "value">,
  variable: string,
): Assignment | undefined {
  const { text } = context;
  const all = assignmentsOf(context, site).get(variable.toUpperCase()) ?? [];
  const last = lastStartingBy(all, site.range.start);
  // No list is so long that one has to look further back.
  for (let i = last; i >= 0 && i > last - 200; i -= 1) {
    const found = all[i];
    const token = found && readToken(text, found.value.start);
    if (token !== undefined && textOfToken(text, token) === value) return found;
  }
  return undefined;
}

type Assignments = ReadonlyMap<string, readonly PlacedAssignment[]>;

interface PlacedAssignment extends Assignment {
  readonly range: TextRange;
}

const known = new WeakMap<ScriptContext, Map<number, Assignments>>();

/** All assignments of a statement by variable, in upper case; found once. */
function assignmentsOf(context: ScriptContext, site: CallSite): Assignments {
  const statement = context.statementAt(site.range.start);
  if (statement === undefined) return new Map();
  const { start, end } = statement.range;
  const ofContext = known.get(context) ?? new Map<number, Assignments>();
  known.set(context, ofContext);
  const found = ofContext.get(start) ?? findAssignments(context.text, start, end);
  ofContext.set(start, found);
  return found;
}

function findAssignments(text: string, from: number, to: number): Assignments {
  const found = new Map<string, PlacedAssignment[]>();
  const assigned = /(?<![\w$#.])([a-z][\w$#]*)[ \t]*\(([^()';:=]{1,80})\)\s{0,20}:=\s*(?=n?q?')/gi;
  for (const { 0: head, 1: name = "", 2: index = "", index: offset } of text
    .slice(from, to)
    .matchAll(assigned)) {
    const start = from + offset;
    const token = readToken(text, start + head.length);
    const semicolon = token?.kind === "text" ? readCode(text, token.end) : undefined;
    if (token === undefined || semicolon === undefined || text[semicolon.start] !== ";") continue;
    const open = start + head.indexOf("(") + 1;
    const range = { start, end: semicolon.end };
    const group = found.get(name.toUpperCase()) ?? [];
    found.set(name.toUpperCase(), group);
    group.push({
      ...range,
      range,
      index: { start: open, end: open + index.length },
      value: { start: token.start, end: token.end },
    });
  }
  return found;
}
