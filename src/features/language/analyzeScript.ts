import { readScript } from "../../plsql/readScript.ts";
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

/** Never throws. `before` is the analysis of an earlier version of the same text: what has not changed is not read again. */
export function analyzeScript(text: string, before?: ScriptAnalysis): ScriptAnalysis {
  if (before?.text === text) return before;
  const script = readScript(text);
  const { changes, problems } = changesOf(script);
  return { text, script, changes, changeProblems: problems };
}
