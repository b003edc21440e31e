import { literal } from "../../plsql/quote.ts";
import { readCode, upperWord } from "../../plsql/scriptTokens.ts";
import type { ArgumentSite, CallSite } from "../../plsql/procedureCall.ts";
import type { ScriptStatement } from "../../plsql/script.ts";
import type { ScriptContext } from "./scriptContext.ts";
import { insertion, type TextEdit } from "./textFix.ts";

/** A call to be written: its name, and its arguments as they stand in a script. */
export interface NewCall {
  readonly package: string;
  readonly procedure: string;
  readonly args: readonly (readonly [name: string, value: string])[];
}

/** `text` in the letter case of the author. */
export function inCaseOf(context: ScriptContext, site: CallSite, text: string): string {
  const written = context.text.slice(site.nameRange.start, site.nameRange.end);
  return written === written.toLowerCase() ? text.toLowerCase() : text.toUpperCase();
}

/** Where the statement of PL/SQL begins that a call stands in, and how it is laid out. */
export interface Place {
  readonly start: number;
  /** Behind its semicolon, or its end where there is none. */
  readonly end: number;
  readonly indent: string;
  /** Whether nothing stands before it on its line. */
  readonly ownLine: boolean;
  /** The EXEC or CALL that makes a block of it, as written. */
  readonly command: string | undefined;
}

export function placeOf(context: ScriptContext, site: CallSite): Place | undefined {
  const { text } = context;
  const statement = context.statementAt(site.range.start);
  if (statement === undefined) return undefined;
  const command = commandOf(context, statement);
  if (command !== undefined) {
    const end = lineEndAfter(text, statement.range.end);
    const { start } = statement.range;
    return { start, end, indent: indentAt(text, start), ownLine: isOwnLine(text, start), command };
  }
  // Behind the call before no text or comment is open: what is before need not be read again.
  const before = context.callBefore(site.range.start)?.range.end ?? 0;
  let start = Math.max(before, statement.range.start);
  let begins = start === statement.range.start;
  for (
    let token = readCode(text, start);
    token !== undefined && token.start <= site.range.start;
    token = readCode(text, token.end)
  ) {
    if (begins) start = token.start;
    begins =
      endsBefore.has(upperWord(text, token)) ||
      [";", ">>"].includes(text.slice(token.start, token.end));
  }
  return {
    start,
    end: behindSemicolon(text, site.range.end, statement),
    indent: indentAt(text, start),
    ownLine: isOwnLine(text, start),
    command,
  };
}

const endsBefore = new Set(["BEGIN", "THEN", "ELSE", "LOOP", "DECLARE", "IS", "AS"]);

/** Behind the first `;` from a place on, not beyond the statement. */
export function behindSemicolon(text: string, from: number, statement: ScriptStatement): number {
  for (
    let token = readCode(text, from);
    token !== undefined && token.start < statement.range.end;
    token = readCode(text, token.end)
  ) {
    if (text[token.start] === ";") return token.end;
  }
  return statement.range.end;
}

/** A statement of SQL*Plus that makes a block of one call: `EXEC`, `CALL`. */
function commandOf({ text }: ScriptContext, { range }: ScriptStatement): string | undefined {
  return /^(?:exec(?:ute)?|call)\b/i.exec(text.slice(range.start, range.start + 8))?.[0];
}

/** Statements of their own before the one that a call stands in. */
export function insertBefore(
  context: ScriptContext,
  site: CallSite,
  statements: readonly string[],
): TextEdit | undefined {
  const place = placeOf(context, site);
  if (place === undefined) return undefined;
  const between = betweenAt(context, place);
  const written = commanded(statements, place.command).map((each) => `${each}${between}`);
  return insertion(place.start, written.join(""));
}

/** Statements of their own behind the one that a call stands in. */
export function insertAfter(
  context: ScriptContext,
  site: CallSite,
  statements: readonly string[],
): TextEdit | undefined {
  const place = placeOf(context, site);
  if (place === undefined) return undefined;
  const between = betweenAt(context, place);
  const written = commanded(statements, place.command).map((each) => `${between}${each}`);
  return insertion(place.end, written.join(""));
}

/** What parts two statements: a line of its own for each, where the author has it so. */
function betweenAt({ lineEnd }: ScriptContext, { indent, ownLine }: Place): string {
  return ownLine ? `${lineEnd}${indent}` : " ";
}

function commanded(statements: readonly string[], command: string | undefined): readonly string[] {
  return command === undefined ? statements : statements.map((each) => `${command} ${each}`);
}

/** A call as a statement, in the layout and the letter case of the one that it is put beside. */
export function writtenCall(context: ScriptContext, beside: CallSite, call: NewCall): string {
  const place = placeOf(context, beside);
  const indent = place?.indent ?? "";
  const name = inCaseOf(context, beside, `${call.package}.${call.procedure}`);
  const line = `${name}(${call.args.map(([key, value]) => `${key} => ${value}`).join(", ")});`;
  const fits = line.length + indent.length <= 100 && !line.includes("\n");
  if (fits || place?.command !== undefined || place?.ownLine === false) return line;
  const width = Math.max(0, ...call.args.map(([key]) => key.length));
  const args = call.args.map(([key, value]) => `${indent}    ${key.padEnd(width)} => ${value}`);
  return `${name}(${context.lineEnd}${args.join(`,${context.lineEnd}`)});`;
}

export function argumentOf(site: CallSite, parameter: string): ArgumentSite | undefined {
  return site.arguments.find((argument) => argument.parameter === parameter);
}

/** One more argument at the end of a call, laid out as those before it. */
export function addArgument(
  context: ScriptContext,
  site: CallSite,
  [lower, value]: readonly [name: string, value: string],
): TextEdit {
  const { text } = context;
  const last = site.arguments.at(-1);
  if (last === undefined) {
    const closed = text[site.range.end - 1] === ")";
    return closed
      ? insertion(site.range.end - 1, `${lower} => ${value}`)
      : insertion(site.range.end, `(${lower} => ${value})`);
  }
  const at = last.valueRange.end;
  if (last.nameRange === undefined) return insertion(at, `, ${lower} => ${value}`);
  const own = text.slice(last.nameRange.start, last.nameRange.end);
  const name = own === own.toUpperCase() ? lower.toUpperCase() : lower;
  const before = text.slice(
    text.lastIndexOf("\n", last.nameRange.start - 1) + 1,
    last.nameRange.start,
  );
  const gap = text.slice(last.nameRange.end, last.valueRange.start);
  const shown = /[\r\n]/.test(gap) ? `${name} => ` : padded(name, { site, beside: last, gap });
  if (/^[ \t]*$/.test(before)) {
    return insertion(at, `,${context.lineEnd}${before}${shown}${value}`);
  }
  if (/^[ \t]*,[ \t]*$/.test(before)) {
    return insertion(at, `${context.lineEnd}${before}${shown}${value}`);
  }
  return insertion(at, `, ${name} => ${value}`);
}

/** How the author has laid out an argument that the new one stands beside. */
interface ArgumentLayout {
  readonly site: CallSite;
  readonly beside: ArgumentSite;
  /** What stands between its name and its value. */
  readonly gap: string;
}

/** The name with its arrow below that of another argument, if the author has aligned them. */
function padded(name: string, { site, beside, gap }: ArgumentLayout): string {
  const width = (beside.nameRange?.end ?? 0) - (beside.nameRange?.start ?? 0);
  const [, blanks = "", behind = ""] = /^([ \t]*)=>([ \t]*)$/.exec(gap) ?? [];
  const total = width + blanks.length;
  const aligned =
    blanks.length > 1 || site.arguments.some((other) => isAligned(other, width, total));
  if (blanks === "" || !aligned) return `${name}${blanks}=>${behind}`;
  return `${name.padEnd(total)}${name.length >= total ? " " : ""}=>${behind}`;
}

/** A name of another length whose value begins in the same column: behind an arrow and a blank. */
function isAligned({ nameRange, valueRange }: ArgumentSite, width: number, total: number): boolean {
  if (nameRange === undefined || nameRange.end - nameRange.start === width) return false;
  return valueRange.start - nameRange.start === total + "=> ".length;
}

/** The argument `p_schema`, which comes first. */
export function addSchema(context: ScriptContext, site: CallSite, schema: string): TextEdit {
  const [first] = site.arguments;
  if (first === undefined) return addArgument(context, site, ["p_schema", literal(schema)]);
  if (first.nameRange === undefined)
    return insertion(first.valueRange.start, `${literal(schema)}, `);
  const { start } = first.nameRange;
  const { text } = context;
  const between = isOwnLine(text, start) ? `,${context.lineEnd}${indentAt(text, start)}` : ", ";
  const gap = text.slice(first.nameRange.end, first.valueRange.start);
  const name =
    isOwnLine(text, start) && /^[ \t]*=>[ \t]*$/.test(gap)
      ? padded("p_schema", { site, beside: first, gap })
      : "p_schema => ";
  return insertion(start, `${name}${literal(schema)}${between}`);
}

export function indentAt(text: string, offset: number): string {
  const line = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(line, offset))?.[0] ?? "";
}

export function isOwnLine(text: string, offset: number): boolean {
  const line = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t\uFEFF]*$/.test(text.slice(line, offset));
}

function lineEndAfter(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  if (end < 0) return text.length;
  return text[end - 1] === "\r" ? end - 1 : end;
}
