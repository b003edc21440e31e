import type { AccessIndex } from "./accessIndex.ts";
import { answerFactsOf } from "./answerFacts.ts";
import type { AssumptionId } from "./assumptions.ts";
import { compareAnswer } from "./compareAnswer.ts";
import type { ExchangeFacts } from "./diagnosis.ts";
import { evaluateAccess } from "./evaluateAccess.ts";

/** What does not fit between an answer and what the explanation of the same call says. */
export interface PredictedOtherwise {
  /** Undefined where the diagnosis itself tells of it. */
  readonly sentence: string | undefined;
  /** Of which at least one does not hold on this server. */
  readonly refutes: readonly AssumptionId[];
}

/**
 * Whether the server has refused, or not found, what the catalog says otherwise about; undefined when both agree or it
 * cannot be told. It keeps a diagnosis from contradicting the explanation without a word.
 */
export function predictedOtherwise(
  index: AccessIndex,
  { caller, method, path, response }: ExchangeFacts,
): PredictedOtherwise | undefined {
  if (caller.kind === "pastedToken") return undefined;
  const decision = evaluateAccess(index, caller, { method, path });
  // Only a redirect is judged by where it leads, and none is asked about.
  const facts = answerFactsOf(response, { url: "", schemaUrl: "" });
  const { agreement, sentence, refutes } = compareAnswer({ caller, decision }, facts);
  if (agreement === "settled" && refutes.length > 0) return { sentence, refutes };
  if (agreement !== "disagrees") return undefined;
  // That a caller is refused whom the catalog lets in, is what a diagnosis begins with.
  return { sentence: decision.verdict === "allowed" ? undefined : sentence, refutes };
}
