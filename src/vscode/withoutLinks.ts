/**
 * A text of a notification that may hold words of a server, a database or a file. VS Code makes links of `[words](…)` in
 * notifications, and lets such a link run any command; a blank between the two brackets keeps the words and makes none.
 */
export function withoutLinks(text: string): string {
  return text.replaceAll("](", "] (");
}
