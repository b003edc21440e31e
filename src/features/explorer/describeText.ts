import { escapeMarkdown } from "./escapeMarkdown.ts";

/** "1 role", "3 roles". */
export function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? "" : "s"}`;
}

/** Names in bold, for tooltips: a long list is cut, with the number that is left. */
export function nameList(names: readonly string[]): string {
  const shown = names.slice(0, 12).map((name) => `**${escapeMarkdown(name)}**`);
  const left = names.length - shown.length;
  return left > 0 ? `${shown.join(", ")} and ${left} more` : shown.join(", ");
}

/** For a name that something points at although the catalog does not have it. */
export function isNamed(kind: string, name: string): string {
  return `The ${kind} **${escapeMarkdown(name)}** is named here, but it is not among those that could be read.`;
}
