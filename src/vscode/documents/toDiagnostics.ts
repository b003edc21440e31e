import { Diagnostic, DiagnosticSeverity, Range } from "vscode";
import type { FileProblem } from "../../domain/json/fileProblem.ts";

/** Marks of what is wrong with a file, each on its whole line. */
export function toDiagnostics(problems: readonly FileProblem[]): Diagnostic[] {
  return problems.map(({ line, message, severity }) => {
    const level = severity === "error" ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
    return new Diagnostic(new Range(line - 1, 0, line - 1, 1000), message, level);
  });
}
