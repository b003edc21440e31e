import { indexAccess } from "../../domain/access/accessIndex.ts";
import type { Finding } from "../../domain/lint/finding.ts";
import { findingsOf } from "../../domain/lint/findingsOf.ts";
import { withSeverities, type FindingSeverities } from "../../domain/lint/withSeverities.ts";
import { applyChanges } from "../../domain/model/applyChange.ts";
import { noRenames, type Renames } from "../../domain/model/applyWithRenames.ts";
import type { Catalog } from "../../domain/model/catalog.ts";
import type { Change } from "../../domain/model/change.ts";

/** What the rules find after a change and did not before, and the other way round. */
export interface FindingsChanged {
  readonly introduced: readonly Finding[];
  readonly solved: readonly Finding[];
}

interface ComparedAs {
  /** Milliseconds since 1970: some findings count days. */
  readonly now: number;
  readonly severities: FindingSeverities;
  readonly renames?: Renames;
}

/**
 * Compares the findings of two catalogs by their keys. They name things, so what has another name afterwards is given
 * it before: a finding about it is neither new nor gone.
 */
export function findingsChanged(
  before: Catalog,
  after: Catalog,
  { now, severities, renames = noRenames }: ComparedAs,
): FindingsChanged {
  const found = (catalog: Catalog): readonly Finding[] =>
    withSeverities(findingsOf(indexAccess(catalog), now), severities);
  const was = found(applyChanges(before, changesFor(renames)));
  const is = found(after);
  return { introduced: without(is, was), solved: without(was, is) };
}

function changesFor({ modules, clients, roles, privileges }: Renames): readonly Change[] {
  return [
    ...[...modules].map(([name, newName]): Change => {
      return { kind: "renameModule", name, newName, newBasePath: undefined };
    }),
    ...[...clients].map(([name, newName]): Change => ({ kind: "renameClient", name, newName })),
    ...[...roles].map(([name, newName]): Change => ({ kind: "renameRole", name, newName })),
    ...[...privileges].map(([name, newName]): Change => {
      return { kind: "renamePrivilege", name, newName };
    }),
  ];
}

function without(some: readonly Finding[], others: readonly Finding[]): readonly Finding[] {
  const keys = new Set(others.map(({ key }) => key));
  return some.filter(({ key }) => !keys.has(key));
}
