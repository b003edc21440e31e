/**
 * A privilege mapping's pattern, taken apart. It covers one path, or with a star at its end everything that begins
 * with `prefix` (assumptions `wildcardCoversAllBelow`, `wildcardOnlyAtEnd`).
 */
export interface ParsedPattern {
  /** As it is stored. */
  readonly text: string;
  /** The text without its final star. */
  readonly prefix: string;
  readonly wildcard: boolean;
}

/** Takes any text; what is not a sensible pattern becomes one that covers nothing. */
export function parseUriPattern(text: string): ParsedPattern {
  const wildcard = text.endsWith("*");
  return { text, prefix: wildcard ? text.slice(0, -1) : text, wildcard };
}

/**
 * Whether a pattern covers a path below the schema; `path` as `toSchemaPath` gives it. A pattern without a leading
 * slash covers nothing (assumption `patternsNeedLeadingSlash`). Never throws; the cost is linear.
 */
export function matchUriPattern(pattern: ParsedPattern, path: string): boolean {
  if (!pattern.prefix.startsWith("/")) return false;
  return pattern.wildcard ? path.startsWith(pattern.prefix) : path === pattern.prefix;
}

/**
 * Orders patterns, the more specific first: longer text, and at the same length the exact one before the star
 * (assumption `mostSpecificPatternWins`). Zero means that neither is more specific.
 */
export function compareUriPatterns(a: ParsedPattern, b: ParsedPattern): number {
  if (a.prefix.length !== b.prefix.length) return b.prefix.length - a.prefix.length;
  return Number(a.wildcard) - Number(b.wildcard);
}

/**
 * Whether a path is covered when a star inside a pattern stands for any text, which we do not believe (assumption
 * `wildcardOnlyAtEnd`). The cost is linear in the path for each star.
 */
export function matchStars({ prefix, wildcard }: ParsedPattern, path: string): boolean {
  const [first = "", ...parts] = prefix.split("*");
  if (!path.startsWith(first)) return false;
  let place = first.length;
  for (const [position, part] of parts.entries()) {
    if (position === parts.length - 1 && !wildcard) {
      return path.endsWith(part) && path.length - part.length >= place;
    }
    const found = path.indexOf(part, place);
    if (found < 0) return false;
    place = found + part.length;
  }
  return wildcard || place === path.length;
}
