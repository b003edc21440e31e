import { applyChange } from "./applyChange.ts";
import type { Catalog } from "./catalog.ts";
import type { Change } from "./change.ts";

/**
 * Collects changes and keeps the catalog as it is after them, so that a deletion's effects are seen
 * by what follows.
 */
export interface CatalogDiff {
  readonly changes: Change[];
  current(): Catalog;
  add(change: Change): void;
}

export function createCatalogDiff(before: Catalog): CatalogDiff {
  let current = before;
  const changes: Change[] = [];
  return {
    changes,
    current: () => current,
    add: (change) => {
      changes.push(change);
      current = applyChange(current, change);
    },
  };
}

export function sameSet<T>(a: readonly T[], b: readonly T[]): boolean {
  const set = new Set(a);
  return set.size === new Set(b).size && b.every((item) => set.has(item));
}

/** Equality of plain data, whatever the order of keys; an undefined field is as good as none. */
export function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a, sortKeys) === JSON.stringify(b, sortKeys);
}

function sortKeys(_key: string, value: unknown): unknown {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([x], [y]) => (x < y ? -1 : 1)))
    : value;
}
