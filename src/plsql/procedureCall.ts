import type { TextRange } from "../base/textRange.ts";
import type { Value } from "./value.ts";

/**
 * A call of an ORDS package with its arguments by parameter name, whatever notation the script
 * used.
 */
export interface ProcedureCall {
  readonly package: OrdsPackage;
  /** In upper case: `DEFINE_PRIVILEGE`. */
  readonly procedure: string;
  /** Parameter names in lower case: `p_name`. What the script leaves out is not here. */
  readonly args: Readonly<Record<string, Value>>;
}

export const ordsPackages = [
  "ORDS",
  "ORDS_ADMIN",
  "OAUTH",
  "OAUTH_ADMIN",
  "ORDS_SECURITY",
  "ORDS_SECURITY_ADMIN",
] as const;
export type OrdsPackage = (typeof ordsPackages)[number];

/** A call and where it stands in its script. */
export interface CallSite {
  readonly call: ProcedureCall;
  readonly range: TextRange;
  /**
   * Whether it runs when the script runs: `maybe` inside of an IF, a loop or a local procedure;
   * `later` inside of a stored unit that the script only creates.
   */
  readonly runs: "always" | "maybe" | "later";
}
