import {
  analyzeScript,
  type ScriptAnalysis,
} from "../../../../src/features/language/analyzeScript.ts";

/** A text in which a mark says where the cursor stands. */
export function atCursor(
  marked: string,
  mark = "|",
): {
  readonly analysis: ScriptAnalysis;
  readonly offset: number;
} {
  const offset = marked.indexOf(mark);
  if (offset < 0) throw new Error("The text has no cursor.");
  return { analysis: analyzeScript(marked.slice(0, offset) + marked.slice(offset + 1)), offset };
}
