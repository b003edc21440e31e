import type { Finding } from "./finding.ts";

/** The workspace file in which accepted findings are kept; it belongs in version control. */
export const acceptanceFile = "ords-security.accepted.json";

/** A finding that somebody has decided to live with. */
export interface Acceptance {
  /** The database user that owns the services: one file serves several schemas. */
  readonly schema: string;
  /** Of the finding. */
  readonly key: string;
  /** Why; never blank. */
  readonly reason: string;
  /** `2027-01-31`: the last day on which it counts; undefined = for good. */
  readonly until: string | undefined;
  /** The day on which it was accepted. */
  readonly on: string;
  /** Who accepted it, where that is told. */
  readonly by?: string | undefined;
}

/** Findings and what was decided about them. */
export interface SplitFindings {
  /** Not accepted; those whose acceptance has ended are not among them. */
  readonly open: readonly Finding[];
  readonly accepted: readonly AcceptedFinding[];
  /** Accepted once; the last day is over, so they are shown again. */
  readonly expired: readonly AcceptedFinding[];
  /** Acceptances of this schema whose finding is not there any more. */
  readonly stale: readonly Acceptance[];
}

export interface AcceptedFinding {
  readonly finding: Finding;
  readonly acceptance: Acceptance;
}

/**
 * Puts the findings of one schema beside the acceptances, of which those of other schemas are left alone; `today` as
 * `2026-11-25`. Of several acceptances of one finding the one that lasts longest counts. The order of the findings is
 * kept.
 */
export function splitFindings(
  findings: readonly Finding[],
  acceptances: readonly Acceptance[],
  { schema, today }: { readonly schema: string; readonly today: string },
): SplitFindings {
  const own = acceptances.filter((one) => one.schema === schema);
  const byKey = new Map<string, Acceptance>();
  for (const one of own) {
    const other = byKey.get(one.key);
    if (other === undefined || lastDay(other) < lastDay(one)) byKey.set(one.key, one);
  }
  const open: Finding[] = [];
  const accepted: AcceptedFinding[] = [];
  const expired: AcceptedFinding[] = [];
  for (const finding of findings) {
    const acceptance = byKey.get(finding.key);
    if (acceptance === undefined) open.push(finding);
    else if (lastDay(acceptance) < today) expired.push({ finding, acceptance });
    else accepted.push({ finding, acceptance });
  }
  const found = new Set(findings.map(({ key }) => key));
  return { open, accepted, expired, stale: own.filter(({ key }) => !found.has(key)) };
}

/** Sorts behind every date when it has none. */
function lastDay({ until }: Acceptance): string {
  return until ?? "9999-99-99";
}
