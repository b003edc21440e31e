import { distinct } from "../../base/distinct.ts";
import type { AssumptionId } from "./assumptions.ts";
import type { Decision, Reason, Verdict } from "./decision.ts";

/** A decision that rests on no open question. */
export function conclude(
  verdict: Verdict,
  reasons: readonly Reason[],
  assumptions: readonly AssumptionId[],
): Decision {
  return { verdict, presumed: verdict, reasons, assumptions, open: [], outside: ["gateway"] };
}

/** The same decision, in doubt because of one more thing that the sources leave open. */
export function doubting(decision: Decision, id: AssumptionId): Decision {
  return {
    ...decision,
    verdict: "unknown",
    open: distinct([...decision.open, id]),
    assumptions: distinct([id, ...decision.assumptions]),
  };
}

/** The same decision, which rests on more that has to be believed. */
export function believing(decision: Decision, ids: readonly AssumptionId[]): Decision {
  return { ...decision, assumptions: distinct([...decision.assumptions, ...ids]) };
}
