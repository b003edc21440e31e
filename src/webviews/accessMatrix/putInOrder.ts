/**
 * Moves some of the elements of a parent so that they come nearer to their order, at most `most` of them; tells whether
 * they are in order now. Moving an element costs more than all else that is done with it, and takes the focus from it:
 * so as few as possible are moved, and the one that has the focus never is.
 */
export function putInOrder(parent: Element, elements: readonly Element[], most: number): boolean {
  const places = new Map(elements.map((element, place) => [element, place]));
  const order = Array.from(parent.children).flatMap((child) => places.get(child) ?? []);
  const focused = elements.findIndex((element) => element.contains(document.activeElement));
  const staying = stayingPlaces(order, focused < 0 ? undefined : focused);
  let moves = 0;
  let next: Element | null = null;
  for (const [place, element] of [...elements.entries()].toReversed()) {
    if (!staying.has(place)) {
      if (moves === most) continue;
      parent.insertBefore(element, next);
      moves += 1;
    }
    next = element;
  }
  return staying.size + moves === elements.length;
}

/**
 * Of items in the wrong order, the largest part that is in the right one; `kept` is one of it. The others have to be
 * moved.
 */
export function stayingPlaces(
  order: readonly number[],
  kept: number | undefined,
): ReadonlySet<number> {
  const at = kept === undefined ? -1 : order.indexOf(kept);
  const fitting =
    kept === undefined || at < 0
      ? order
      : order.filter((place, index) => (index < at ? place < kept : index === at || place > kept));
  return longestRising(fitting);
}

function longestRising(numbers: readonly number[]): ReadonlySet<number> {
  const lengths: number[] = [];
  const before: number[] = [];
  let last = -1;
  numbers.forEach((number, at) => {
    lengths[at] = 1;
    before[at] = -1;
    for (let earlier = 0; earlier < at; earlier += 1) {
      const length = (lengths[earlier] ?? 0) + 1;
      if ((numbers[earlier] ?? 0) < number && length > (lengths[at] ?? 0)) {
        lengths[at] = length;
        before[at] = earlier;
      }
    }
    if (last < 0 || (lengths[at] ?? 0) > (lengths[last] ?? 0)) last = at;
  });
  const rising = new Set<number>();
  for (let at = last; at >= 0; at = before[at] ?? -1) rising.add(numbers[at] ?? 0);
  return rising;
}
