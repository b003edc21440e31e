import { indexAccess } from "../../domain/access/accessIndex.ts";
import type { Finding } from "../../domain/lint/finding.ts";
import { findingsOf } from "../../domain/lint/findingsOf.ts";
import type { Catalog } from "../../domain/model/catalog.ts";

/** What the rules find after a change and did not before, and the other way round. */
export interface FindingsChanged {
  readonly introduced: readonly Finding[];
  readonly solved: readonly Finding[];
}

/** Compares the findings of two catalogs by their keys. */
export function findingsChanged(before: Catalog, after: Catalog): FindingsChanged {
  const [was, is] = [before, after].map((catalog) => findingsOf(indexAccess(catalog), 0));
  return { introduced: without(is ?? [], was ?? []), solved: without(was ?? [], is ?? []) };
}

function without(some: readonly Finding[], others: readonly Finding[]): readonly Finding[] {
  const keys = new Set(others.map(({ key }) => key));
  return some.filter(({ key }) => !keys.has(key));
}
