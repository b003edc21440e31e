import type { TextRange } from "../../base/textRange.ts";
import type { ScriptAnalysis } from "./analyzeScript.ts";
import { statementStart } from "./cursorContext.ts";

/** A block that calls ORDS. */
export interface BlockLens {
  readonly range: TextRange;
  /** Whether it stands among others: one alone is run by running the script. */
  readonly runs: boolean;
  readonly changes: number;
}

/** The statements that call ORDS, in the order of the text. */
export function blockLenses(analysis: ScriptAnalysis): readonly BlockLens[] {
  const { script, changes } = analysis;
  const starts = new Set(script.calls.map(({ range }) => statementStart(analysis, range.end)));
  const blocks = script.statements.filter(({ range }) => starts.has(range.start));
  const counts = new Map<number, number>();
  for (const { range } of changes) {
    const start = statementStart(analysis, range.end);
    counts.set(start, (counts.get(start) ?? 0) + 1);
  }
  const runs = script.statements.filter(({ kind }) => kind !== "sqlplus").length > 1;
  return blocks.map(({ range }) => ({ range, runs, changes: counts.get(range.start) ?? 0 }));
}
