import { severities, type Finding, type Severity } from "./finding.ts";

/** What the person wants of each rule, by its id; an id that no rule has does no harm. */
export type FindingSeverities = Readonly<Record<string, Severity | "off">>;

/**
 * Findings with the severities that are wanted of their rules, the worst first, without those of rules that are off.
 * What is wanted counts for each finding of a rule; a rule that is not named keeps what it says of each case. Of one
 * severity the order stays.
 */
export function withSeverities(
  findings: readonly Finding[],
  wanted: FindingSeverities,
): readonly Finding[] {
  return findings
    .flatMap((finding) => {
      const severity = wanted[finding.rule] ?? finding.severity;
      return severity === "off" ? [] : [{ ...finding, severity }];
    })
    .toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}
