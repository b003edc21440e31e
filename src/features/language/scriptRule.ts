import type { TextRange } from "../../base/textRange.ts";
import type { ScriptContext } from "./scriptContext.ts";
import type { TextFix } from "./textFix.ts";

/** Something that goes wrong in scripts, and how it is found. */
export interface ScriptRule {
  readonly id: string;
  /** Unless a setting says otherwise. */
  readonly severity: Severity;
  /** One sentence: why it matters, for somebody who sees the finding for the first time. */
  readonly why: string;
  /** Whether what is found still works but is to go. */
  readonly deprecated?: boolean;
  /** Absent where each case has to be looked at by itself. */
  readonly fixAll?: FixAll;
  /** Must cost no more than the text is long. What is not known statically gives no finding. */
  check(context: ScriptContext): readonly ScriptFinding[];
}

export const severities = ["error", "warning", "information", "hint"] as const;
export type Severity = (typeof severities)[number];

export interface FixAll {
  /** As it stands in the menu. */
  readonly title: string;
  /** Whether nobody could want it otherwise, so that it may run whenever a file is saved. */
  readonly isSafe: boolean;
  /** Where the fixes of the findings, taken together, are not it. */
  fix?(context: ScriptContext): TextFix | undefined;
}

export interface ScriptFinding {
  readonly range: TextRange;
  /** One sentence; never a secret. */
  readonly message: string;
  /** Given where this case is milder than the rule. */
  readonly severity?: Severity;
  /** Asked only when the person looks for them, so that typing does not wait for it. */
  readonly fixes: () => readonly TextFix[];
}

export const noFixes = (): readonly TextFix[] => [];
