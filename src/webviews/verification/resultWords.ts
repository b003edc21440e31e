import { html, nothing, type TemplateResult } from "lit";
import type {
  Counts,
  Outcome,
  ResultRow,
} from "../../features/verification/verificationProtocol.ts";
import type { VerificationTexts } from "../../features/verification/verificationTexts.ts";

/** A result as a sign and a word: the color is only a help. */
export function outcomeView(texts: VerificationTexts, outcome: Outcome): TemplateResult {
  return html`<span class="outcome ${outcome}"
    ><vscode-icon name=${outcomeIcons[outcome]}></vscode-icon> ${texts[outcome]}</span
  >`;
}

export function predictedView(texts: VerificationTexts, row: ResultRow): TemplateResult {
  if (row.outcome === "notCalled") return html`<span class="quiet">–</span>`;
  return html`<span class="predicted"
    ><vscode-icon name=${verdictIcons[row.predicted]}></vscode-icon> ${texts[row.predicted]}</span
  >`;
}

export function countsView(texts: VerificationTexts, counts: Counts): TemplateResult {
  return html`<p class="counts">
    ${outcomes.map((outcome) =>
      counts[outcome] === 0
        ? nothing
        : html`<span>${outcomeView(texts, outcome)} ${counts[outcome]}</span>`,
    )}
  </p>`;
}

const outcomes = ["disagrees", "agrees", "settled", "inconclusive", "failed", "notCalled"] as const;

const outcomeIcons: Readonly<Record<Outcome, string>> = {
  agrees: "pass",
  disagrees: "error",
  settled: "verified",
  inconclusive: "question",
  failed: "debug-disconnect",
  notCalled: "circle-slash",
};

const verdictIcons: Readonly<Record<ResultRow["predicted"], string>> = {
  allowed: "unlock",
  denied: "lock",
  notFound: "circle-slash",
  unknown: "question",
};
