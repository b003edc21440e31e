/**
 * Text inside a Markdown document that people also read as it stands: only what means something to Markdown within a
 * line or a cell is escaped. No name becomes markup, a link or a cell of its own.
 */
export function inMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|~&!#$^]/g, "\\$&").replace(/\s+/g, " ");
}
