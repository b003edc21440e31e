import { html, nothing, type TemplateResult } from "lit";
import { assertNever } from "../../base/assertNever.ts";
import type { Answer, Failure } from "../../features/requestPanel/requestPanelProtocol.ts";
import { fillIn } from "../shared/fillIn.ts";
import { answerTabs } from "./answerTabs.ts";
import type { PageContext } from "./pageState.ts";

/** What came of the last request. The first line is read aloud when it changes. */
export function outcomeView(context: PageContext): TemplateResult {
  const { state, texts } = context;
  const { model } = state;
  return html`<section class="outcome" aria-label=${texts.answer} aria-busy=${model.sending}>
    <div class="status-line" role="status">${statusLine(context)}</div>
    ${model.sending ? html`<vscode-progress-bar indeterminate></vscode-progress-bar>` : nothing}
    ${model.outcome.kind === "failed" ? failureView(context, model.outcome.failure) : nothing}
    ${model.outcome.kind === "answered" ? answerView(context, model.outcome.answer) : nothing}
  </section>`;
}

function statusLine({ state, texts }: PageContext): TemplateResult {
  const { sending, outcome } = state.model;
  if (sending) return html`<span>${texts.sending}</span>`;
  switch (outcome.kind) {
    case "none":
      return html`<span class="quiet">${texts.noAnswer}</span>`;
    case "cancelled":
      return html`<span>${texts.cancelled}</span>`;
    case "failed":
      return html`<span class="status bad"
        ><vscode-icon name="error"></vscode-icon> ${texts.failed}</span
      >`;
    case "answered":
      return answerLine(outcome.answer);
    default:
      return assertNever(outcome);
  }
}

function answerLine(answer: Answer): TemplateResult {
  return html`<span class="status ${answer.tone}"
      ><vscode-icon name=${icons[answer.tone]}></vscode-icon> ${answer.status}
      ${answer.statusText}</span
    >
    <span class="quiet" title=${answer.timings}>${answer.duration}</span>
    <span class="quiet timings">${answer.timings}</span>
    <span class="quiet">${answer.size}</span>`;
}

const icons: Readonly<Record<Answer["tone"], string>> = {
  good: "pass",
  neutral: "info",
  bad: "error",
};

function failureView({ send }: PageContext, failure: Failure): TemplateResult {
  return html`<div class="callout" role="alert">
    <p class="first">${failure.message}</p>
    ${failure.why === undefined ? nothing : html`<p>${failure.why}</p>`}
    ${
      failure.buttonLabel === undefined
        ? nothing
        : html`<vscode-button @click=${() => send({ kind: "runRemedy", of: "failure" })}
            >${failure.buttonLabel}</vscode-button
          >`
    }
  </div>`;
}

function answerView(context: PageContext, answer: Answer): TemplateResult {
  const { texts } = context;
  return html`${diagnosisView(context, answer)}
  ${
    answer.attempts.length === 0
      ? nothing
      : html`<div class="attempts">
          <span class="label">${texts.attempts}</span>
          <ol>
            ${answer.attempts.map((attempt) => html`<li>${attempt}</li>`)}
          </ol>
        </div>`
  }
  ${answerTabs(context, answer)}`;
}

function diagnosisView(context: PageContext, answer: Answer): TemplateResult | typeof nothing {
  const { texts, send } = context;
  const { diagnosis } = answer;
  if (!diagnosis) {
    return answer.explainable
      ? html`<div class="callout" role="note">${explainButton(context)}</div>`
      : nothing;
  }
  return html`<div class="callout" role="note" aria-label=${texts.likelyCause}>
    <p class="first"><vscode-icon name="lightbulb"></vscode-icon> ${diagnosis.sentence}</p>
    ${diagnosis.details.map((detail) => html`<p>${detail}</p>`)}
    ${
      diagnosis.fixLabel === undefined && !answer.explainable
        ? nothing
        : html`<div class="buttons">
            ${
              diagnosis.fixLabel === undefined
                ? nothing
                : html`<vscode-button @click=${() => send({ kind: "runFix" })}
                    >${diagnosis.fixLabel}</vscode-button
                  >`
            }
            ${answer.explainable ? explainButton(context) : nothing}
          </div>`
    }
    ${
      diagnosis.beliefs.length === 0
        ? nothing
        : html`<details>
            <summary>${fillIn(texts.beliefs, String(diagnosis.beliefs.length))}</summary>
            <ul>
              ${diagnosis.beliefs.map((belief) => html`<li>${belief}</li>`)}
            </ul>
          </details>`
    }
  </div>`;
}

function explainButton({ texts, send }: PageContext): TemplateResult {
  return html`<vscode-button secondary icon="question" @click=${() => send({ kind: "explain" })}
    >${texts.explain}</vscode-button
  >`;
}
