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

/** An argument and where it stands. */
export interface ArgumentSite {
  /** In lower case, also where it is given by its position; undefined for one too many. */
  readonly parameter: string | undefined;
  /** The name in front of `=>`; undefined where it is given by its position. */
  readonly nameRange: TextRange | undefined;
  readonly valueRange: TextRange;
  /** For an array that an earlier call was given too, and that was not cleared since. */
  readonly carriedOver: CarriedOver | undefined;
}

/** What an array holds from before an earlier call. */
export interface CarriedOver {
  /** As the argument writes it. */
  readonly variable: string;
  /**
   * The elements that the earlier call got too and that nothing has replaced since, in the order of
   * their indexes; at least one.
   */
  readonly items: readonly Value[];
  /** The last call before this one that was given the array. */
  readonly earlierCall: TextRange;
  /**
   * The first element that was assigned since that call: what forgets to clear the array begins
   * here. Undefined when nothing was assigned, because a script may mean to pass the same twice.
   */
  readonly refilledAt: TextRange | undefined;
}

/** A call and where it stands in its script. */
export interface CallSite {
  readonly call: ProcedureCall;
  /** From the first letter of its name to the closing parenthesis. */
  readonly range: TextRange;
  /** `ORDS.DEFINE_PRIVILEGE`, as it is written. */
  readonly nameRange: TextRange;
  /** In the order in which they are written. */
  readonly arguments: readonly ArgumentSite[];
  /**
   * Whether it runs when the script runs: `maybe` inside of an IF, a loop or a local procedure;
   * `later` inside of a stored unit that the script only creates.
   */
  readonly runs: "always" | "maybe" | "later";
}
