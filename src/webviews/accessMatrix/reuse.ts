/** What becomes of the elements of a list when other items are to be drawn. */
export interface Reuse<T> {
  /** The elements to be drawn, in the order of `wanted`. */
  readonly elements: readonly T[];
  /** Those of them that have to be filled anew, with the item that each stands for now. */
  readonly changed: readonly { readonly element: T; readonly item: number }[];
  /** Not needed any more. */
  readonly left: readonly T[];
}

/**
 * Keeps the element of each item that was drawn before; what has gone out of sight is taken for what comes into it.
 * `items` and `elements` belong together place by place.
 */
export function reuse<T>(
  before: { readonly items: readonly number[]; readonly elements: readonly T[] },
  wanted: readonly number[],
  create: () => T,
): Reuse<T> {
  const isWanted = new Set(wanted);
  const kept = new Map<number, T>();
  const free: T[] = [];
  before.elements.forEach((element, place) => {
    const item = before.items[place];
    if (item !== undefined && isWanted.has(item)) kept.set(item, element);
    else free.push(element);
  });
  const changed: { readonly element: T; readonly item: number }[] = [];
  let taken = 0;
  const elements = wanted.map((item) => {
    const known = kept.get(item);
    if (known !== undefined) return known;
    // In their order, so that where all is new nothing has to be moved.
    const element = free[taken] ?? create();
    taken += 1;
    changed.push({ element, item });
    return element;
  });
  return { elements, changed, left: free.slice(taken) };
}
