/** A text in lines of which some can be folded. */
export interface FoldableText {
  readonly lines: readonly string[];
  /** For each line the line that closes what it opens, or 0 when it opens nothing. */
  readonly foldEnds: Int32Array;
  readonly depths: Int32Array;
}

/**
 * Takes laid out JSON apart into lines: a line that ends with a bracket opens, a line that begins with its
 * counterpart closes. A bracket that is never closed, because the text was cut, opens nothing.
 */
export function toFoldableText(text: string): FoldableText {
  const lines = text.split("\n");
  const foldEnds = new Int32Array(lines.length);
  const depths = new Int32Array(lines.length);
  const open: number[] = [];
  lines.forEach((line, index) => {
    const opener = /^\s*[}\]]/.test(line) ? open.pop() : undefined;
    if (opener !== undefined) foldEnds[opener] = index;
    depths[index] = open.length;
    const last = line.at(-1);
    if (last === "{" || last === "[") open.push(index);
  });
  return { lines, foldEnds, depths };
}

/** Text of which nothing folds. */
export function toPlainText(text: string): FoldableText {
  const lines = text.split("\n");
  return { lines, foldEnds: new Int32Array(lines.length), depths: new Int32Array(lines.length) };
}

/** The indexes of the lines that are seen; a folded line stands for all up to the one that closes it. */
export function visibleLines(text: FoldableText, folded: ReadonlySet<number>): Int32Array {
  const visible = new Int32Array(text.lines.length);
  let count = 0;
  for (let line = 0; line < text.lines.length; line += 1) {
    visible[count] = line;
    count += 1;
    const end = text.foldEnds[line] ?? 0;
    if (end > 0 && folded.has(line)) line = end;
  }
  return visible.subarray(0, count);
}

/** Every line that can be folded, except the outermost ones: folding all then still shows what there is. */
export function innerFolds(text: FoldableText): ReadonlySet<number> {
  const folds = new Set<number>();
  text.foldEnds.forEach((end, line) => {
    if (end > 0 && (text.depths[line] ?? 0) > 0) folds.add(line);
  });
  return folds;
}
