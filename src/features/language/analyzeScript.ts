import { type EarlierPieces, readPieces } from "../../plsql/readPieces.ts";
import type { LocatedChange, Problem, Script } from "../../plsql/script.ts";
import { changesOf } from "../../plsql/scripts.ts";

/** Everything that the editor's features ask of a text, read once for each of its versions. */
export interface ScriptAnalysis {
  readonly text: string;
  readonly script: Script;
  readonly changes: readonly LocatedChange[];
  /** What is wrong with a call, beyond what the script's own problems say. */
  readonly changeProblems: readonly Problem[];
}

/**
 * Never throws. `before` is the analysis of an earlier version of the same text: statements that have
 * not changed are not read again. The result is the same without it.
 */
export function analyzeScript(text: string, before?: ScriptAnalysis): ScriptAnalysis {
  if (before?.text === text) {
    return before;
  }
  const pieces = readPieces(text, before && pieceOf.get(before));
  const script: Script = {
    statements: pieces.flatMap(({ statement }) => statement ?? []),
    calls: pieces.flatMap(({ calls }) => calls),
    problems: pieces.flatMap(({ problems }) => problems),
  };
  const { changes, problems } = changesOf(script);
  const analysis = { text, script, changes, changeProblems: problems };
  pieceOf.set(analysis, { text, pieces });
  return analysis;
}

/** What an analysis was put together from; it goes when the analysis does. */
const pieceOf = new WeakMap<ScriptAnalysis, EarlierPieces>();
