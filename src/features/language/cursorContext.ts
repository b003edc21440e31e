import type { TextRange } from "../../base/textRange.ts";
import { textOfToken, type Token } from "../../plsql/lexer.ts";
import { ordsPackages, type OrdsPackage } from "../../plsql/procedureCall.ts";
import type { ScriptStatement } from "../../plsql/script.ts";
import { isSymbol, upperWord } from "../../plsql/scriptTokens.ts";
import type { ScriptAnalysis } from "./analyzeScript.ts";
import { type CodeBefore, type OpenCall, pathBefore, readAfter, readBefore } from "./openCalls.ts";
import { type ValueAtCursor, valueAtCursor } from "./valueAtCursor.ts";

/** What is being written where the cursor stands. */
export type CursorContext =
  /** Inside of a comment or of a text that names nothing, or where nothing of ORDS is written. */
  | { readonly kind: "nowhere" }
  /** A statement begins here, or an expression that a function may give. */
  | { readonly kind: "start"; readonly place: Place; readonly word: TextRange }
  /** After the dot of a package. */
  | {
      readonly kind: "member";
      readonly package: MemberOwner;
      readonly place: Place;
      readonly word: TextRange;
      /** What stands right after the word: a parenthesis or a semicolon need not be written again. */
      readonly after: string;
    }
  | {
      readonly kind: "argument";
      readonly call: CallAtCursor;
      /** Undefined where the value is more than one literal. */
      readonly value: ValueAtCursor | undefined;
      /** Whether a parameter's name may be written here. */
      readonly mayName: boolean;
    }
  /** `l_roles(1) := …` */
  | { readonly kind: "element"; readonly variable: string; readonly value: ValueAtCursor };

export type Place = "statement" | "expression";
export type MemberOwner = OrdsPackage | "ORDS_TYPES" | "ORDS_CONSTANTS";

/** A call of an ORDS package that the cursor is in. */
export interface CallAtCursor {
  readonly package: OrdsPackage;
  /** In upper case; whether there is such a member is not said. */
  readonly procedure: string;
  readonly nameRange: TextRange;
  /** The argument that the cursor is in. */
  readonly current: { readonly position: number; readonly name: string | undefined };
  /** The other arguments, before and after the cursor. */
  readonly others: readonly GivenArgument[];
}

export interface GivenArgument {
  readonly position: number;
  readonly name: string | undefined;
  /** Undefined unless the value is one text. */
  readonly text: string | undefined;
}

export function cursorContext(
  analysis: Pick<ScriptAnalysis, "text" | "script">,
  offset: number,
): CursorContext {
  const { text } = analysis;
  const before = codeBefore(analysis, offset);
  const { touching, segment } = before;
  if (touching && unreadable.has(touching.kind)) return nowhere;
  const word = touching?.kind === "word" ? touching : undefined;
  const wordRange = word ? rangeOf(word) : { start: offset, end: offset };
  const literal = touching?.kind === "text" ? touching : undefined;

  if (!literal && isDot(text, segment.at(-1))) return memberContext(text, before, wordRange);
  const call = before.calls.at(-1);
  const target = call && packageOf(call.path);
  if (call && target) return argumentContext(text, offset, { call, target, touching, wordRange });
  const value = valueAtCursor(text, offset, { literal, word });
  if (isElement(text, segment) && value) {
    return { kind: "element", variable: upperWord(text, segment[0] ?? noToken), value };
  }
  if (literal || call) return nowhere;
  if (segment.length === 0) {
    const starts = before.depth > 0 || isExecuted(text, analysis, offset);
    return starts ? { kind: "start", place: "statement", word: wordRange } : nowhere;
  }
  const last = segment.at(-1);
  return last && isSymbol(text, last, ":=")
    ? { kind: "start", place: "expression", word: wordRange }
    : nowhere;
}

/** The code in front of a place, read from the start of its statement or, in a long one, from the last whole call. */
export function codeBefore(
  analysis: Pick<ScriptAnalysis, "text" | "script">,
  offset: number,
): CodeBefore {
  const { text } = analysis;
  const start = statementStart(analysis, offset);
  if (offset - start < long) return readBefore(text, { offset: start, depth: 0 }, offset);
  const { calls } = analysis.script;
  const last = firstFrom(calls, offset) - 1;
  for (let place = last; place >= 0 && place > last - 20; place -= 1) {
    const { start: from = 0, end = 0 } = calls[place]?.range ?? {};
    if (from < start) break;
    // What a semicolon follows is no part of another call.
    if (end <= offset && /^\s*;/.test(text.slice(end, end + 20))) {
      return readBefore(text, { offset: end, depth: 1 }, offset);
    }
  }
  return readBefore(text, { offset: start, depth: 0 }, offset);
}

/** Characters of one statement that are read for each key that is pressed. */
const long = 50_000;

/** Where the statement begins that an offset is in: what stands before it is whole. */
export function statementStart(analysis: Pick<ScriptAnalysis, "script">, offset: number): number {
  return statementAt(analysis, offset)?.range.start ?? 0;
}

/** The last statement that begins before an offset. */
export function statementAt(
  { script }: Pick<ScriptAnalysis, "script">,
  offset: number,
): ScriptStatement | undefined {
  return script.statements[firstFrom(script.statements, offset) - 1];
}

/** How many of some things, which are in the order of the text, begin before an offset. */
function firstFrom(things: readonly { readonly range: TextRange }[], offset: number): number {
  let low = 0;
  let high = things.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((things[middle]?.range.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The package and the member of a path; undefined when it is none of ORDS. */
export function packageOf(
  path: readonly string[],
): { readonly package: OrdsPackage; readonly procedure: string } | undefined {
  const [owner, procedure, ...more] = path[0] === "ORDS_METADATA" ? path.slice(1) : path;
  const found = ordsPackages.find((one) => one === owner);
  return found && procedure !== undefined && more.length === 0
    ? { package: found, procedure }
    : undefined;
}

/** The package that a path names; undefined when it is none whose members are known. */
export function memberOwnerOf(path: readonly string[]): MemberOwner | undefined {
  const [owner, ...more] = path[0] === "ORDS_METADATA" ? path.slice(1) : path;
  return more.length === 0 ? memberOwners.find((one) => one === owner) : undefined;
}

const memberOwners: readonly MemberOwner[] = [...ordsPackages, "ORDS_TYPES", "ORDS_CONSTANTS"];
const nowhere: CursorContext = { kind: "nowhere" };
const noToken: Token = { kind: "stray", start: 0, end: 0, closed: true };
const unreadable: ReadonlySet<Token["kind"]> = new Set<Token["kind"]>([
  "comment",
  "quotedName",
  "bind",
  "substitution",
  "number",
]);

function rangeOf({ start, end }: Token): TextRange {
  return { start, end };
}

function isDot(text: string, token: Token | undefined): boolean {
  return token !== undefined && isSymbol(text, token, ".");
}

function memberContext(text: string, before: CodeBefore, word: TextRange): CursorContext {
  const names = before.segment.slice(0, -1);
  const { path, range } = pathBefore(text, names, word.start);
  const owner = memberOwnerOf(path);
  if (!owner) return nowhere;
  const inFront = names.filter(({ start }) => start < range.start);
  const place = before.calls.length === 0 && inFront.length === 0 ? "statement" : "expression";
  const { next } = readAfter(text, word.end);
  const after = next ? text.slice(next.start, next.end) : "";
  return { kind: "member", package: owner, place, word, after };
}

function argumentContext(
  text: string,
  offset: number,
  facts: {
    readonly call: OpenCall;
    readonly target: { readonly package: OrdsPackage; readonly procedure: string };
    readonly touching: Token | undefined;
    readonly wordRange: TextRange;
  },
): CursorContext {
  const { call, target, touching } = facts;
  const current = call.arguments.at(-1);
  if (!current) return nowhere;
  const literal = touching?.kind === "text" ? touching : undefined;
  const word = touching?.kind === "word" ? touching : undefined;
  const value =
    current.value.length === 0 ? valueAtCursor(text, offset, { literal, word }) : undefined;
  const { next, later } = readAfter(text, value?.range.end ?? touching?.end ?? offset);
  const joined = next && isSymbol(text, next, "||");
  const position = call.arguments.length - 1;
  const named = next !== undefined && isSymbol(text, next, "=>");
  return {
    kind: "argument",
    call: {
      ...target,
      nameRange: call.pathRange,
      current: { position, name: current.name },
      others: [
        ...call.arguments.slice(0, -1).map((one, place): GivenArgument => {
          const [only, ...more] = one.value;
          const isText = only?.kind === "text" && more.length === 0;
          return {
            position: place,
            name: one.name,
            text: isText ? textOfToken(text, only) : undefined,
          };
        }),
        ...later.map((one, place) => ({ position: position + 1 + place, ...one })),
      ],
    },
    value: joined || named ? undefined : value,
    mayName: current.name === undefined && current.value.length === 0 && !literal,
  };
}

/** `name ( … ) :=`, and nothing after it. */
function isElement(text: string, segment: readonly Token[]): boolean {
  const [name, open] = segment;
  const close = segment.at(-2);
  const assign = segment.at(-1);
  return (
    name?.kind === "word" &&
    open !== undefined &&
    close !== undefined &&
    assign !== undefined &&
    isSymbol(text, open, "(") &&
    isSymbol(text, close, ")") &&
    isSymbol(text, assign, ":=")
  );
}

/** `EXEC ORDS…` and `CALL ORDS…` need no block. */
function isExecuted(
  text: string,
  analysis: Pick<ScriptAnalysis, "script">,
  offset: number,
): boolean {
  const start = statementStart(analysis, offset);
  return /^\s*(?:exec|execute|call)\s[^\n]*$/i.test(text.slice(start, offset));
}
