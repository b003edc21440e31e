/**
 * Text as it is, inside Markdown: names come from a database, and one that looks like a link, an icon or HTML must
 * show as the characters it has. Every ASCII punctuation mark may be escaped in Markdown, so every one is.
 */
export function escapeMarkdown(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, "\\$&").replace(/\s+/g, " ");
}
