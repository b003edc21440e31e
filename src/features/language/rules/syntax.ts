import type { TextRange } from "../../../base/textRange.ts";
import type { Problem } from "../../../plsql/script.ts";
import { lastStartingBy, type ScriptContext } from "../scriptContext.ts";
import { noFixes, type ScriptRule } from "../scriptRule.ts";

export const syntax: ScriptRule = {
  id: "syntax",
  severity: "error",
  why: "The database refuses the whole block, so nothing of it runs.",
  check: (context) => {
    const problems = context.analysis.script.problems.filter(({ code }) => code === "syntax");
    return withoutFollowing(context, problems).map(({ message, range }) => ({
      range: lastLine(context.text, range),
      message,
      fixes: noFixes,
    }));
  },
};

/** What a mistake makes of the rest of its statement is no mistake of its own. */
function withoutFollowing(
  { statementAt }: ScriptContext,
  problems: readonly Problem[],
): readonly Problem[] {
  const sorted = problems.toSorted((a, b) => a.range.start - b.range.start);
  const wrong = new Set<unknown>();
  return sorted.filter(({ range: { start, end } }) => {
    const last = sorted[lastStartingBy(sorted, end - 1)];
    if (last !== undefined && last.range.start > start) return false;
    const statement = statementAt(start);
    // Nothing to point at: the text is over, and something is missing.
    const isFollowing = start === end && wrong.has(statement);
    wrong.add(statement);
    return !isFollowing;
  });
}

/** Of a statement over many lines the last is marked: what is missing is missing there. */
function lastLine(text: string, { start, end }: TextRange): TextRange {
  const line = text.lastIndexOf("\n", end - 1) + 1;
  if (line <= start) return { start, end };
  return { start: line + (/^\s*/.exec(text.slice(line, end))?.[0].length ?? 0), end };
}
