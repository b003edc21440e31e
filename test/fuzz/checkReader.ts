import type { TextRange } from "../../src/base/textRange.ts";
import { analyzeScript, type ScriptAnalysis } from "../../src/features/language/analyzeScript.ts";
import { parseBlock } from "../../src/plsql/parseBlock.ts";
import { readScript } from "../../src/plsql/readScript.ts";
import { changesOf } from "../../src/plsql/scripts.ts";
import { applyEdit, type Edit } from "./randomScripts.ts";

/** A text, and what is typed into it afterwards. */
export interface FuzzCase {
  readonly text: string;
  readonly edits: readonly Edit[];
}

/** What is wrong with the reading of a case, in one line; undefined when nothing is. */
export function checkReader({ text, edits }: FuzzCase): string | undefined {
  let current = text;
  let analysis: ScriptAnalysis | undefined;
  try {
    for (const edit of [undefined, ...edits]) {
      current = edit === undefined ? current : applyEdit(current, edit);
      analysis = analyzeScript(current, analysis);
      const wrong = wrongPlace(current, analysis) ?? unlikeFresh(current, analysis);
      if (wrong !== undefined) {
        return wrong;
      }
    }
    for (const statement of analysis?.script.statements ?? []) {
      parseBlock(statement);
    }
  } catch (error) {
    return `it throws ${String(error)}`;
  }
  return undefined;
}

/** What reading from the start gives, written differently from `analyzeScript` on purpose. */
function unlikeFresh(text: string, analysis: ScriptAnalysis): string | undefined {
  const script = readScript(text);
  const { changes, problems } = changesOf(script);
  const pairs: readonly (readonly [string, readonly unknown[], readonly unknown[]])[] = [
    ["statements", analysis.script.statements, script.statements],
    ["calls", analysis.script.calls, script.calls],
    ["problems", analysis.script.problems, script.problems],
    ["changes", analysis.changes, changes],
    ["problems of changes", analysis.changeProblems, problems],
  ];
  for (const [what, taken, fresh] of pairs) {
    const at = fresh.findIndex((each, i) => JSON.stringify(each) !== JSON.stringify(taken[i]));
    if (at >= 0 || taken.length !== fresh.length) {
      const index = at >= 0 ? at : fresh.length;
      return `the ${what} differ at ${index}: ${JSON.stringify(taken[index])} instead of ${JSON.stringify(fresh[index])}`;
    }
  }
  return undefined;
}

function wrongPlace(text: string, { script, changes }: ScriptAnalysis): string | undefined {
  const { statements, calls, problems } = script;
  const places = [
    ...calls.flatMap((call) => [
      call.nameRange,
      ...call.arguments.flatMap(({ nameRange, valueRange, carriedOver }) => [
        ...(nameRange === undefined ? [] : [nameRange]),
        valueRange,
        ...(carriedOver === undefined ? [] : [carriedOver.earlierCall]),
      ]),
    ]),
    ...changes.map(({ range }) => range),
  ];
  const lists: Readonly<Record<string, readonly TextRange[]>> = {
    statements: statements.map(({ range }) => range),
    calls: calls.map(({ range }) => range),
    problems: problems.map(({ range }) => range),
  };
  for (const { start, end } of [...places, ...Object.values(lists).flat()]) {
    if (!(start >= 0 && start <= end && end <= text.length)) {
      return `${start}-${end} is no place in the text`;
    }
  }
  for (const [what, ranges] of Object.entries(lists)) {
    if (ranges.some(({ start }, i) => start < (ranges[i - 1]?.start ?? 0))) {
      return `the ${what} are not in order`;
    }
  }
  if (statements.some(({ range }, i) => range.start < (statements[i - 1]?.range.end ?? 0))) {
    return "two statements overlap";
  }
  const outside = calls.find(({ nameRange, range }) => {
    return nameRange.start < range.start || nameRange.end > range.end;
  });
  return outside === undefined ? undefined : "the name of a call is outside of it";
}
