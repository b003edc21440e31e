import type { TextRange } from "../../base/textRange.ts";
import type { ArgumentSite, CallSite } from "../../plsql/procedureCall.ts";
import type { Problem, ProblemCode } from "../../plsql/script.ts";
import type { ScriptContext } from "./scriptContext.ts";
import type { TextFix } from "./textFix.ts";

/** What the reader says of a call, and the call. */
export interface CallProblem {
  readonly problem: Problem;
  readonly site: CallSite;
}

/**
 * The reader's problems of one code with their calls: first those of the text, then those that the
 * change adds where the text has none of the same code.
 */
export function callProblems(context: ScriptContext, code: ProblemCode): readonly CallProblem[] {
  const { script, changeProblems } = context.analysis;
  const found: CallProblem[] = [];
  const told = new Set<CallSite>();
  for (const problem of script.problems) {
    if (problem.code !== code) continue;
    const site = context.callAround(problem.range.start);
    if (site === undefined) continue;
    found.push({ problem, site });
    told.add(site);
  }
  for (const problem of changeProblems) {
    if (problem.code !== code) continue;
    const site = context.callAt(problem.range.start);
    if (site !== undefined && !told.has(site)) found.push({ problem, site });
  }
  return found;
}

/** The argument that a problem is about; undefined where it is about the call. */
export function argumentIn(site: CallSite, range: TextRange): ArgumentSite | undefined {
  return site.arguments.find(
    ({ nameRange, valueRange }) =>
      (nameRange ?? valueRange).start >= range.start && valueRange.end <= range.end,
  );
}

/** The whole of an argument. */
export function rangeOf({ nameRange, valueRange }: ArgumentSite): TextRange {
  return { start: (nameRange ?? valueRange).start, end: valueRange.end };
}

export function qualifiedName(site: CallSite): string {
  return `${site.call.package}.${site.call.procedure}`;
}

export function replace(title: string, range: TextRange, text: string): TextFix {
  return { title, edits: [{ range, text }], isPreferred: true };
}
