import { compareText } from "../../base/compareText.ts";
import type { AccessIndex } from "../access/accessIndex.ts";
import { refKey } from "../model/entityRef.ts";
import { allRules } from "./allRules.ts";
import { severities, type Finding } from "./finding.ts";

/**
 * What the rules find in a catalog, the worst first, then in the order of the rules, then of the subjects. The same
 * catalog always gives the same findings with the same keys, whatever the order of its rows. `now` in milliseconds
 * since 1970.
 */
export function findingsOf(index: AccessIndex, now: number): readonly Finding[] {
  const found = new Map<string, Sortable>();
  for (const [rule, { check }] of allRules.entries()) {
    for (const finding of check({ index, now })) {
      if (found.has(finding.key)) continue;
      const severity = severities.indexOf(finding.severity);
      const subject = finding.subject === undefined ? "" : refKey(finding.subject);
      found.set(finding.key, { finding, severity, rule, subject });
    }
  }
  return [...found.values()].toSorted(compare).map(({ finding }) => finding);
}

interface Sortable {
  readonly finding: Finding;
  readonly severity: number;
  readonly rule: number;
  readonly subject: string;
}

function compare(a: Sortable, b: Sortable): number {
  return (
    a.severity - b.severity ||
    a.rule - b.rule ||
    compareText(a.subject, b.subject) ||
    compareText(a.finding.key, b.finding.key)
  );
}
