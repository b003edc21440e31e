import { literal } from "../../plsql/quote.ts";
import { readCode } from "../../plsql/scriptTokens.ts";
import type { CallSite } from "../../plsql/procedureCall.ts";
import { inCaseOf, type Place, placeOf } from "./scriptEdits.ts";
import type { ScriptContext } from "./scriptContext.ts";
import { insertion, type TextEdit } from "./textFix.ts";

/** What becomes of a procedure call whose result is wanted. */
export interface Result {
  readonly variable: string;
  readonly type: string;
  /** Statements behind the call. */
  readonly after: readonly string[];
}

/**
 * Makes the call a function whose result goes into a variable; one that stands after EXEC becomes a
 * block with the variable in it. In a block the variable has to be declared by who asks. Undefined
 * where the call is no statement of its own.
 */
export function asFunctionCall(
  context: ScriptContext,
  site: CallSite,
  { variable, type, after }: Result,
): readonly TextEdit[] | undefined {
  const { text, lineEnd } = context;
  const place = placeOf(context, site);
  if (place === undefined) return undefined;
  const { indent, end, ownLine } = place;
  if (place.command === undefined) {
    if (place.start !== site.range.start) return undefined;
    const between = ownLine ? `${lineEnd}${indent}` : " ";
    const behind = after.map((each) => `${between}${each}`).join("");
    return [
      insertion(site.range.start, `${variable} := `),
      ...(behind === "" ? [] : [insertion(end, behind)]),
    ];
  }
  const inner = `${lineEnd}${indent}  `;
  const opening = `DECLARE${inner}${variable} ${type};${lineEnd}${indent}BEGIN${inner}${variable} := `;
  const behind = after.map((each) => `${inner}${each}`).join("");
  const closing = `${behind}${lineEnd}${indent}END;${lineEnd}/`;
  const stop = readCode(text, site.range.end);
  const hasStop = stop !== undefined && text[stop.start] === ";" && stop.start < place.end;
  return [
    { range: { start: place.start, end: site.range.start }, text: opening },
    insertion(hasStop ? stop.end : site.range.end, `${hasStop ? "" : ";"}${closing}`),
  ];
}

/** Whether the call stands after EXEC or CALL. */
export function isCommand(place: Place | undefined): boolean {
  return place?.command !== undefined;
}

/** A line of output with what only the variable tells. */
export function printed(
  context: ScriptContext,
  site: CallSite,
  [words, expression]: readonly [words: string, expression: string],
): string {
  const put = inCaseOf(context, site, "DBMS_OUTPUT.PUT_LINE");
  return `${put}(${literal(words)} || ${expression});`;
}
