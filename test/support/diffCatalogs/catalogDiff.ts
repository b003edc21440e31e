import { applyChange } from "../../../src/domain/model/applyChange.ts";
import type { Catalog } from "../../../src/domain/model/catalog.ts";
import type { Change } from "../../../src/domain/model/change.ts";

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
