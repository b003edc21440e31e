/** One direction of a table that is drawn only where it is looked at; lengths in pixels. */
export interface Axis {
  readonly count: number;
  /** Of each item. */
  readonly size: number;
  /** How far it is scrolled. */
  readonly offset: number;
  /** How much of it is in sight. */
  readonly extent: number;
  /** How many items are drawn beyond each end, so that a small scroll finds them there. */
  readonly beyond: number;
}

/**
 * The places of the items to be drawn, in order. The `kept` one is among them wherever it is, because it has the focus,
 * and what is not in the document cannot have it.
 */
export function itemsInSight(axis: Axis, kept: number | undefined): readonly number[] {
  const { count, size, offset, extent, beyond } = axis;
  const first = Math.max(0, Math.min(count, Math.floor(offset / size) - beyond));
  const last = Math.max(first, Math.min(count, Math.ceil((offset + extent) / size) + beyond));
  const items: number[] = [];
  const isKept = kept !== undefined && kept >= 0 && kept < count;
  if (isKept && kept < first) items.push(kept);
  for (let item = first; item < last; item += 1) items.push(item);
  if (isKept && kept >= last) items.push(kept);
  return items;
}

/** Where to scroll so that an item is wholly in sight; where it is already, nothing moves. */
export function offsetShowing(axis: Axis, item: number): number {
  const { size, offset, extent } = axis;
  const start = item * size;
  return Math.max(0, Math.min(Math.max(offset, start + size - extent), start));
}
