/** Each item once, where it first stands. */
export function distinct<T>(items: Iterable<T>): readonly T[] {
  return [...new Set(items)];
}
