/**
 * A script as VS Code's snippet syntax: everything literal but the tab stops, which stand where `marker(n)` stands in
 * the text, in that order, and a last one at the end.
 */
export function toSnippet(text: string, marker: TabStopMarker): string {
  const parts = text.split(marker.pattern);
  const stops = parts.map((part, position) => {
    // Splitting by a pattern with one group puts what the group found at every second place.
    if (position % 2 === 0) return escapeSnippet(part);
    return `\${${Number(part)}}`;
  });
  return `${stops.join("")}$0`;
}

/** Recognizes tab stops in a text that holds what a person typed. */
export interface TabStopMarker {
  /** The text that stands for the tab stop of that number, from 1. */
  readonly mark: (position: number) => string;
  /** Finds such texts; its one group is the number. */
  readonly pattern: RegExp;
}

/** A marker that none of the texts contains, so that nothing which a person typed is taken for a tab stop. */
export function createMarker(texts: readonly string[]): TabStopMarker {
  const all = texts.join("\n");
  let word = "tabStop";
  while (all.includes(word)) word += "X";
  return {
    mark: (position) => `${word}${position}_`,
    pattern: new RegExp(`${word}(\\d+)_`),
  };
}

/** `$`, `}` and `\` mean something in a snippet, wherever they stand. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}
