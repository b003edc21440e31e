import type { Acceptance } from "../../domain/lint/acceptance.ts";
import type { Finding } from "../../domain/lint/finding.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";

/** One line of the findings, as a plain value. */
export type FindingNode =
  | { readonly kind: "connection"; readonly id: string; readonly profile: ProfileId }
  | FindingLine
  /** Folds away what was accepted. */
  | { readonly kind: "accepted"; readonly id: string; readonly profile: ProfileId }
  | {
      readonly kind: "message";
      readonly id: string;
      readonly text: string;
      readonly level: "good" | "problem";
    };

export interface FindingLine {
  readonly kind: "finding";
  readonly id: string;
  readonly profile: ProfileId;
  readonly finding: Finding;
  /** Of one that is accepted, or was. */
  readonly acceptance: Acceptance | undefined;
  readonly state: "open" | "accepted" | "expired";
}
