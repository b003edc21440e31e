import { html, type TemplateResult } from "lit";
import type { Step } from "../../features/verification/verificationProtocol.ts";
import { fillIn } from "../shared/fillIn.ts";
import type { PageContext } from "./pageState.ts";
import { countsView, outcomeView, predictedView } from "./resultWords.ts";

/** The second step: how far the run is, what disagrees so far, and Cancel. */
export function runView(
  context: PageContext,
  step: Extract<Step, { kind: "run" }>,
): TemplateResult {
  const { texts, send } = context;
  const { done, total, counts, disagreements } = step;
  const progress = fillIn(texts.progress, String(done), String(total));
  return html`<main id="step-run" tabindex="-1" aria-label=${texts.running} aria-busy="true">
    <div class="run-line">
      <span role="status" class="name">${texts.running}</span>
      <span>${progress}</span>
      <vscode-button
        secondary
        title="${texts.cancel} (${texts.cancelKey})"
        @click=${() => send({ kind: "cancel" })}
        >${texts.cancel}</vscode-button
      >
    </div>
    <vscode-progress-bar
      aria-label=${progress}
      .value=${done}
      .max=${Math.max(total, 1)}
    ></vscode-progress-bar>
    ${countsView(texts, counts)}
    <section aria-label=${texts.newestDisagreements}>
      <h2>${texts.newestDisagreements}</h2>
      ${
        disagreements.length === 0
          ? html`<p class="quiet">${texts.noDisagreementYet}</p>`
          : html`<ul class="newest">
              ${disagreements.map(
                (row) =>
                  html`<li>
                    ${outcomeView(texts, row.outcome)}
                    <span class="path">${row.method} ${row.path}</span>
                    <span>${row.caller}</span>
                    ${predictedView(texts, row)}
                    <span>${row.answered}</span>
                  </li>`,
              )}
            </ul>`
      }
    </section>
  </main>`;
}
