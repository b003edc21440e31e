/** Groups items under what `place` says of each, in the order in which they come; undefined leaves one out. */
export function groupInto<T, K, V>(
  items: readonly T[],
  place: (item: T) => readonly [K, V] | undefined,
): ReadonlyMap<K, readonly V[]> {
  const groups = new Map<K, V[]>();
  for (const item of items) {
    const found = place(item);
    if (!found) continue;
    const [key, value] = found;
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
