import { assumptions } from "../../../src/domain/access/assumptions.ts";
import type { RecordedVerdict } from "./recordExperiments.ts";
import type { Verdict } from "./verdict.ts";

/** The summary for a person: what was refuted first, with the statement, since that is what has to change. */
export function describeVerdicts(verdicts: readonly RecordedVerdict[]): string {
  const count = (verdict: Verdict): number =>
    verdicts.filter((one) => one.verdict === verdict).length;
  const lines = order.flatMap((verdict) =>
    verdicts
      .filter((one) => one.verdict === verdict)
      .flatMap(({ id, experiment }) => [
        `assumption ${id}: ${words[verdict]} (${experiment})`,
        ...(verdict === "refuted" ? [`    ${assumptions[id].statement}`] : []),
      ]),
  );
  const totals = order.map((verdict) => `${count(verdict)} ${words[verdict]}`).join(", ");
  return [...lines, totals].join("\n");
}

const order: readonly Verdict[] = ["refuted", "notSettled", "confirmed"];

const words: Readonly<Record<Verdict, string>> = {
  confirmed: "confirmed",
  refuted: "refuted",
  notSettled: "not settled",
};
