import type { EntityRef } from "../model/entityRef.ts";
import { findingKey, type Finding, type FindingFix, type FindingScaffold } from "./finding.ts";
import type { Rule } from "./rule.ts";

/** What a finding says beyond its rule. */
export interface FindingFacts extends Partial<Pick<Finding, "severity" | "assumptions" | "fixes">> {
  readonly subject: EntityRef | undefined;
  readonly message: string;
  /** Tells several findings of one subject apart. */
  readonly detail?: string;
}

/** A finding with its key, of the severity of its rule unless it says otherwise. */
export function makeFinding(
  { id, severity }: Pick<Rule, "id" | "severity">,
  { subject, message, detail, ...facts }: FindingFacts,
): Finding {
  const key = findingKey(id, subject, detail);
  return { rule: id, severity, subject, message, key, fixes: [], assumptions: [], ...facts };
}

/** A fix after which the finding is gone. */
export function completeFix(
  label: string,
  scaffold: FindingScaffold,
  given: FindingFix["arguments"],
): FindingFix {
  return { label, scaffold, arguments: given, complete: true };
}
