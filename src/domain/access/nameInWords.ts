/**
 * A name as it stands in a sentence: bare where it reads like one, in quotes where blanks at its ends or odd characters
 * would be missed, cut where it is endless.
 */
export function nameInWords(name: string): string {
  if (name.length > longest) return quoted(`${name.slice(0, longest)}…`);
  if (name === "" || name !== name.trim() || !/^[\p{L}\p{N}\p{P}\p{S} ]+$/u.test(name)) {
    return quoted(name);
  }
  return name.includes('"') || name.includes("  ") ? quoted(name) : name;
}

/** `a`, `a and b`, `a, b and c`; after five the rest is counted. */
export function listInWords(items: readonly string[], word: "and" | "or"): string {
  const shown = items.length > 6 ? [...items.slice(0, 5), `${items.length - 5} more`] : items;
  const last = shown.at(-1) ?? "";
  if (shown.length < 2) return last;
  return `${shown.slice(0, -1).join(", ")} ${word} ${last}`;
}

/** "role A", "roles A and B": names with what they are names of. */
export function namedInWords(
  one: string,
  names: readonly string[],
  word: "and" | "or" = "and",
): string {
  return `${one}${names.length === 1 ? "" : "s"} ${listInWords(names.map(nameInWords), word)}`;
}

const longest = 80;

function quoted(text: string): string {
  return JSON.stringify(text);
}
