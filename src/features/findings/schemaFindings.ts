import { indexAccess } from "../../domain/access/accessIndex.ts";
import {
  splitFindings,
  type Acceptance,
  type SplitFindings,
} from "../../domain/lint/acceptance.ts";
import type { Finding } from "../../domain/lint/finding.ts";
import { findingsOf } from "../../domain/lint/findingsOf.ts";
import type { Catalog } from "../../domain/model/catalog.ts";
import type { ConnectionProfile, ProfileId } from "../../services/profiles/profile.ts";

/** What the rules find in the schema of one connection, and what was decided about it. */
export interface SchemaFindings extends SplitFindings {
  readonly profile: ProfileId;
  /** Of the connection. */
  readonly name: string;
  readonly catalog: Catalog;
}

/** Looks at a catalog once, however often it is asked for; the acceptances are put beside it each time. */
export function schemaFindings(
  { id, name }: Pick<ConnectionProfile, "id" | "name">,
  catalog: Catalog,
  { acceptances, now }: { readonly acceptances: readonly Acceptance[]; readonly now: number },
): SchemaFindings {
  const findings = known.get(catalog) ?? findingsOf(indexAccess(catalog), now);
  known.set(catalog, findings);
  const split = splitFindings(findings, acceptances, {
    schema: catalog.schema.name,
    today: dayOf(now),
  });
  return { profile: id, name, catalog, ...split };
}

/** The day of a moment in UTC: `2026-11-25`. */
export function dayOf(now: number): string {
  return new Date(now).toISOString().slice(0, 10);
}

/** The findings that want something to be done: those that were never accepted, and those whose time is over. */
export function openFindings({ open, expired }: SchemaFindings): readonly Finding[] {
  return [...open, ...expired.map(({ finding }) => finding)];
}

/** What of the schema could not be read, one sentence each; a note that a release lacks something is none. */
export function notRead({ catalog }: Pick<SchemaFindings, "catalog">): readonly string[] {
  return catalog.problems
    .filter(({ severity }) => severity === "problem")
    .map(({ message }) => message);
}

const known = new WeakMap<Catalog, readonly Finding[]>();
