import { isCurlyDouble } from "../../../plsql/characters.ts";
import type { ScriptContext } from "../scriptContext.ts";
import type { ScriptFinding, ScriptRule } from "../scriptRule.ts";
import type { TextEdit, TextFix } from "../textFix.ts";

export const curlyQuote: ScriptRule = {
  id: "curlyQuote",
  severity: "error",
  why: "With a curly quote the block does not compile, so nothing of it runs.",
  fixAll: { title: "Straighten all quotes in the file", isSafe: true },
  check: (context) => {
    const problems = context.analysis.script.problems.filter(({ code }) => code === "curlyQuote");
    const partners = partnersOf(
      context,
      problems.map(({ range }) => range.start),
    );
    return problems.map(({ message, range }): ScriptFinding => {
      const partner = partners.get(range.start);
      return { range, message, fixes: () => fixes(context, range.start, partner) };
    });
  },
};

/** Two of a kind on one line belong together: one alone would open a text that nothing closes. */
function partnersOf(
  { text }: ScriptContext,
  offsets: readonly number[],
): ReadonlyMap<number, number> {
  const partners = new Map<number, number>();
  let open: number | undefined;
  for (const offset of offsets) {
    const isPair =
      open !== undefined &&
      straightOf(text, open) === straightOf(text, offset) &&
      !text.slice(open, offset).includes("\n");
    if (open !== undefined && isPair) {
      partners.set(open, offset).set(offset, open);
      open = undefined;
    } else {
      open = offset;
    }
  }
  return partners;
}

function fixes(
  context: ScriptContext,
  at: number,
  partner: number | undefined,
): readonly TextFix[] {
  const title = partner === undefined ? "Straighten the quote" : "Straighten the quotes";
  return [{ title, edits: edits(context, at, partner), isPreferred: true }];
}

function edits(
  { text }: ScriptContext,
  at: number,
  partner: number | undefined,
): readonly TextEdit[] {
  const straight = straightOf(text, at);
  if (partner === undefined) return [replaced(at, straight)];
  const [first, last] = at < partner ? [at, partner] : [partner, at];
  const inner = text.slice(first + 1, last);
  const middle =
    straight === "'" && inner.includes("'")
      ? [{ range: { start: first + 1, end: last }, text: inner.replaceAll("'", "''") }]
      : [];
  return [replaced(first, straight), ...middle, replaced(last, straight)];
}

function straightOf(text: string, at: number): string {
  return isCurlyDouble(text.charCodeAt(at)) ? '"' : "'";
}

function replaced(at: number, text: string): TextEdit {
  return { range: { start: at, end: at + 1 }, text };
}
