import type { TextDocument } from "vscode";
import { analyzeScript, type ScriptAnalysis } from "../../features/language/analyzeScript.ts";

interface Known {
  readonly version: number;
  readonly analysis: ScriptAnalysis;
}

const known = new WeakMap<object, Known>();

/** The analysis of a document as it is now; read once for each of its versions, whoever asks. */
export function analysisOf(document: Pick<TextDocument, "getText" | "version">): ScriptAnalysis {
  const before = known.get(document);
  if (before?.version === document.version) return before.analysis;
  const analysis = analyzeScript(document.getText(), before?.analysis);
  known.set(document, { version: document.version, analysis });
  return analysis;
}
