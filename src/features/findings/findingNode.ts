import type { Acceptance } from "../../domain/lint/acceptance.ts";
import type { Finding } from "../../domain/lint/finding.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";

/** One line of the findings, as a plain value. */
export type FindingNode =
  | { readonly kind: "connection"; readonly id: string; readonly profile: ProfileId }
  | FindingLine
  /** Folds away what was accepted. */
  | { readonly kind: "accepted"; readonly id: string; readonly profile: ProfileId }
  /** An acceptance of something that is not found any more. */
  | {
      readonly kind: "stale";
      readonly id: string;
      readonly profile: ProfileId;
      readonly acceptance: Acceptance;
    }
  | FindingMessage;

export interface FindingMessage {
  readonly kind: "message";
  readonly id: string;
  readonly text: string;
  /** More words for the tooltip. */
  readonly detail: string | undefined;
  readonly level: "good" | "note" | "problem";
  /** Where a click leads. */
  readonly place: FilePlace | undefined;
}

/** A line of a file of the workspace. */
export interface FilePlace {
  readonly uri: string;
  /** From 1. */
  readonly line: number;
}

export interface FindingLine {
  readonly kind: "finding";
  readonly id: string;
  readonly profile: ProfileId;
  readonly finding: Finding;
  /** Of one that is accepted, or was. */
  readonly acceptance: Acceptance | undefined;
  readonly state: "open" | "accepted" | "expired";
}
