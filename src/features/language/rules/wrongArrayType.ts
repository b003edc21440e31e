import type { TextRange } from "../../../base/textRange.ts";
import { assignments, itemsIn, type ListMistake, listMistakes } from "../listMistakes.ts";
import type { ScriptContext } from "../scriptContext.ts";
import { indentAt, isOwnLine } from "../scriptEdits.ts";
import { insertBefore } from "../scriptEdits.ts";
import type { ScriptFinding, ScriptRule } from "../scriptRule.ts";
import type { TextEdit, TextFix } from "../textFix.ts";

export const wrongArrayType: ScriptRule = {
  id: "wrongArrayType",
  severity: "error",
  why: "ORDS takes lists only as OWA.VC_ARR; any other type ends in PLS-00306.",
  check: (context) => {
    const seen = new Set<number>();
    return listMistakes(context).flatMap((mistake): readonly ScriptFinding[] => {
      const { kind, name, range } = mistake;
      if (kind !== "type" || seen.has(range.start)) return [];
      seen.add(range.start);
      const variable = variableOf(context, mistake);
      const message = `${variable} is passed to ORDS as a list, but ${name} is not OWA.VC_ARR.`;
      return [{ range, message, fixes: () => fixes(context, mistake) }];
    });
  },
};

function variableOf({ text }: ScriptContext, { argument }: ListMistake): string {
  return text.slice(argument.valueRange.start, argument.valueRange.end);
}

/** The type is changed, and what only the other type understands is said otherwise. */
function fixes(context: ScriptContext, mistake: ListMistake): readonly TextFix[] {
  const { text } = context;
  const { range } = mistake;
  const variable = variableOf(context, mistake);
  const written = text.slice(range.start, range.end);
  const type = written === written.toLowerCase() ? "owa.vc_arr" : "OWA.VC_ARR";
  const edits: TextEdit[] = [{ range, text: type }];
  const [initial] =
    /^\s*(?::=|default)\s*[\w$#.\s]*(?=\()/i.exec(text.slice(range.end, range.end + 300)) ?? [];
  if (initial !== undefined) {
    const made = itemsIn(context, range.end + initial.length);
    if (made === undefined) return [];
    edits.push({ range: { start: range.end, end: made.end }, text: "" });
    const filled = insertBefore(context, mistake.site, assignments(variable, made.items));
    if (filled !== undefined && filled.text !== "") edits.push(filled);
  }
  const body = rewriteBody(context, { variable, from: range.end });
  if (body === undefined) return [];
  return [
    { title: `Declare ${variable} as OWA.VC_ARR`, edits: [...edits, ...body], isPreferred: true },
  ];
}

/** `x.EXTEND;` is not needed, and `x := t('A');` becomes an assignment for each element. */
function rewriteBody(
  context: ScriptContext,
  { variable, from }: { readonly variable: string; readonly from: number },
): readonly TextEdit[] | undefined {
  const { text, lineEnd } = context;
  const end = context.statementAt(from)?.range.end ?? text.length;
  const name = variable.replaceAll("$", "\\$");
  const uses = new RegExp(
    `(?<![\\w$#.])${name}\\s*(?:\\.\\s*extend\\s*(?:\\([^)]*\\))?\\s*;|:=\\s*[\\w$#.\\s]*(?=\\())`,
    "gi",
  );
  const edits: TextEdit[] = [];
  for (const { 0: found, index } of text.slice(from, end).matchAll(uses)) {
    const start = from + index;
    if (/extend/i.test(found)) {
      edits.push({ range: wholeLine(text, { start, end: start + found.length }), text: "" });
      continue;
    }
    const made = itemsIn(context, start + found.length);
    if (made === undefined || text[made.end] !== ";") return undefined;
    const between = `${lineEnd}${indentAt(text, start)}`;
    const lines = assignments(variable, made.items).join(between);
    edits.push({ range: { start, end: made.end + 1 }, text: lines === "" ? "NULL;" : lines });
  }
  return edits;
}

/** With its line where nothing else stands there. */
function wholeLine(text: string, { start, end }: TextRange): TextRange {
  const next = /^[ \t]*\r?\n/.exec(text.slice(end, end + 200))?.[0];
  if (!isOwnLine(text, start) || next === undefined) return { start, end };
  return { start: start - indentAt(text, start).length, end: end + next.length };
}
