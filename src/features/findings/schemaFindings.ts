import { indexAccess } from "../../domain/access/accessIndex.ts";
import {
  splitFindings,
  type Acceptance,
  type SplitFindings,
} from "../../domain/lint/acceptance.ts";
import { allRules } from "../../domain/lint/allRules.ts";
import type { Finding } from "../../domain/lint/finding.ts";
import { findingsOf } from "../../domain/lint/findingsOf.ts";
import type { Rule } from "../../domain/lint/rule.ts";
import { withSeverities, type FindingSeverities } from "../../domain/lint/withSeverities.ts";
import type { Catalog } from "../../domain/model/catalog.ts";
import type { ConnectionProfile, ProfileId } from "../../services/profiles/profile.ts";
import { calendarDay } from "./calendarDay.ts";

/** What the rules find in the schema of one connection, and what was decided about it. */
export interface SchemaFindings extends SplitFindings {
  readonly profile: ProfileId;
  /** Of the connection. */
  readonly name: string;
  readonly catalog: Catalog;
  /** What the person wants of the rules; the findings have these severities already. */
  readonly severities: FindingSeverities;
}

interface LookedAtWith {
  readonly acceptances: readonly Acceptance[];
  readonly severities: FindingSeverities;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Looks at a catalog once a day, however often it is asked for; the acceptances and the severities that are wanted are
 * put beside it each time.
 */
export function schemaFindings(
  { id, name }: Pick<ConnectionProfile, "id" | "name">,
  catalog: Catalog,
  { acceptances, severities, now }: LookedAtWith,
): SchemaFindings {
  const today = calendarDay(now);
  const findings = withSeverities(findingsOn(today, catalog, now), severities);
  const { stale, ...split } = splitFindings(findings, acceptances, {
    schema: catalog.schema.name,
    today,
  });
  return {
    profile: id,
    name,
    catalog,
    severities,
    ...split,
    // Of a rule that is off nobody knows whether it would still find something.
    stale: stale.filter(({ key }) => severities[key.slice(0, key.indexOf(":"))] !== "off"),
  };
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

/** The rules that the person has switched off. */
export function rulesOff({ severities }: Pick<SchemaFindings, "severities">): readonly Rule[] {
  return allRules.filter(({ id }) => severities[id] === "off");
}

/** Some rules count days, so those of yesterday are not those of today. */
function findingsOn(today: string, catalog: Catalog, now: number): readonly Finding[] {
  const before = known.get(catalog);
  if (before?.day === today) return before.findings;
  const findings = findingsOf(indexAccess(catalog), now);
  known.set(catalog, { day: today, findings });
  return findings;
}

const known = new WeakMap<
  Catalog,
  { readonly day: string; readonly findings: readonly Finding[] }
>();
