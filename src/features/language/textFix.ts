import type { TextRange } from "../../base/textRange.ts";

/** An offer to change the text so that something is not wrong any more. */
export interface TextFix {
  /** As it stands in the menu, without a full stop. */
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** Whether it is what the person means more likely than not. */
  readonly isPreferred: boolean;
}

/** An empty range inserts. */
export interface TextEdit {
  readonly range: TextRange;
  readonly text: string;
}

export function insertion(at: number, text: string): TextEdit {
  return { range: { start: at, end: at }, text };
}

/** What several fixes do together; of two that touch the same place the first one is kept whole. */
export function joinFixes(title: string, fixes: readonly TextFix[]): TextFix {
  const edits: TextEdit[] = [];
  const taken = new Set<string>();
  let ends = -1;
  for (const fix of fixes.toSorted((a, b) => startOf(a) - startOf(b))) {
    // The same line inserted by two fixes, a role that two calls lack for example, is meant once.
    const own = fix.edits.filter((edit) => !taken.has(keyOf(edit)));
    if (own.length === 0 || startOf({ ...fix, edits: own }) < ends) continue;
    own.forEach((edit) => taken.add(keyOf(edit)));
    edits.push(...own);
    ends = Math.max(ends, ...own.map(({ range }) => range.end));
  }
  return { title, edits: inOrder(edits), isPreferred: false };
}

/** The text after a fix; insertions at one place keep their order. */
export function applyFix(text: string, fix: Pick<TextFix, "edits">): string {
  const parts: string[] = [];
  let at = 0;
  for (const { range, text: replacement } of inOrder(fix.edits)) {
    parts.push(text.slice(at, range.start), replacement);
    at = range.end;
  }
  return `${parts.join("")}${text.slice(at)}`;
}

/** As they follow in the text; insertions at one place keep their order and come before what is replaced there. */
export function inOrder(edits: readonly TextEdit[]): readonly TextEdit[] {
  return edits.toSorted((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}

function startOf({ edits }: Pick<TextFix, "edits">): number {
  return Math.min(...edits.map(({ range }) => range.start));
}

function keyOf({ range, text }: TextEdit): string {
  return `${range.start}-${range.end} ${text}`;
}
