import { isUserFacingError } from "../../base/errors.ts";
import type { AccessIndex } from "../../domain/access/accessIndex.ts";
import { assumptions, type AssumptionId } from "../../domain/access/assumptions.ts";
import type { Caller } from "../../domain/access/caller.ts";
import { compareAnswer } from "../../domain/access/compareAnswer.ts";
import { evaluateAccess } from "../../domain/access/evaluateAccess.ts";
import { outsideInWords } from "../../domain/access/outsideFactors.ts";
import type { ProbeAnswer } from "../../services/verification/sendProbe.ts";
import { statusText } from "../requestPanel/statusText.ts";
import type { PlannedProbe, SkippedProbe } from "./planProbes.ts";
import { noCounts, type Counts, type ResultRow, type Suspect } from "./verificationProtocol.ts";

/** A call that was made, as it is kept: enough to hold it against another catalog, nothing of the answer's body. */
export interface ProbeRecord {
  readonly id: number;
  readonly method: string;
  readonly path: string;
  readonly label: string;
  readonly callerKey: string;
  readonly caller: Caller;
  readonly result: ProbeResult;
}

export type ProbeResult =
  | { readonly kind: "answered"; readonly answer: ProbeAnswer }
  | { readonly kind: "failed"; readonly message: string };

export function toRecord(id: number, probe: PlannedProbe, result: ProbeResult): ProbeRecord {
  const { endpoint, caller, path } = probe;
  const { method } = endpoint;
  const { label, key: callerKey } = caller;
  return { id, method, path, label, callerKey, caller: caller.caller, result };
}

/** What a person is told of a failure; what nobody foresaw is in the log. */
export function toFailedResult(error: unknown): ProbeResult {
  const message = isUserFacingError(error)
    ? [error.message, error.why].filter(Boolean).join(" ")
    : "Something unexpected went wrong; the log has the details.";
  return { kind: "failed", message };
}

/** The answer beside what the catalog predicts. */
export function toResultRow(index: AccessIndex, record: ProbeRecord): ResultRow {
  const { id, method, path, label, callerKey, caller, result } = record;
  const decision = evaluateAccess(index, caller, { method, path });
  const row = { id, method, path, caller: label, callerKey, predicted: decision.verdict };
  if (result.kind === "failed") {
    const { message: sentence } = result;
    return {
      ...row,
      answered: "no answer",
      outcome: "failed",
      sentence,
      suspects: [],
      outside: [],
    };
  }
  const { facts, withStoredToken } = result.answer;
  const { agreement, sentence, refutes, supports } = compareAnswer({ caller, decision }, facts);
  return {
    ...row,
    answered: `${facts.status} ${statusText(facts.status)}`.trim(),
    outcome: agreement,
    sentence: [sentence, ...tokenNote(withStoredToken, facts.status)].join(" "),
    suspects: [
      ...refutes.map((one) => toSuspect(one, "refuted")),
      ...supports.map((one) => toSuspect(one, "supported")),
    ],
    outside: agreement === "disagrees" ? decision.outside.map(outsideInWords) : [],
  };
}

/** What was chosen and could not be called stands among the results, so that nobody takes it for verified. */
export function toSkippedRow(id: number, { subject, why }: SkippedProbe): ResultRow {
  const what =
    "caller" in subject
      ? { method: "", path: "all chosen endpoints", caller: subject.caller.label }
      : {
          method: subject.endpoint.method,
          path: subject.endpoint.path,
          caller: "all chosen callers",
        };
  return {
    id,
    ...what,
    callerKey: undefined,
    predicted: "unknown",
    answered: "not called",
    outcome: "notCalled",
    sentence: `Not called: ${why}.`,
    suspects: [],
    outside: [],
  };
}

export function toSuspect(id: AssumptionId, bearing: Suspect["bearing"]): Suspect {
  const { statement, experiment } = assumptions[id];
  return { id, bearing, statement, experiment };
}

export function countRows(rows: readonly ResultRow[]): Counts {
  const counts = { ...noCounts };
  for (const { outcome } of rows) counts[outcome] += 1;
  return counts;
}

/** Assumption `roleChangeActsOnLiveTokens`: a stored token that is refused where a new one is not. */
function tokenNote(stored: number | undefined, status: number): readonly string[] {
  if (stored === undefined) return [];
  return status === stored
    ? ["A stored token was refused first, and a new one as well."]
    : [
        `A stored token was answered ${stored}; this is the answer to a new one. It had ended, was revoked, or is older than a grant.`,
      ];
}
