import { html, nothing, type TemplateResult } from "lit";
import { assertNever } from "../../base/assertNever.ts";
import type { ExplanationAnswer } from "../../features/accessExplanation/accessExplanationProtocol.ts";
import { callView } from "./callView.ts";
import { listView } from "./listView.ts";
import { lossView } from "./lossView.ts";
import type { ExplanationPageContext } from "./pageState.ts";
import { verdictMark } from "./verdictMark.ts";

export const answerId = "answer";

/** What came of the question. Its first line is read aloud when it changes. */
export function answerView(context: ExplanationPageContext): TemplateResult {
  const { state, texts, send } = context;
  const { answer } = state.model;
  return html`<section id=${answerId} class="answer" aria-label=${texts.answer} tabindex="-1">
    <div class="headline">
      <div class="status-line" role="status">${headline(answer)}</div>
      ${
        answer.kind === "none"
          ? nothing
          : html`<div class="tools">
              ${
                answer.kind === "call"
                  ? html`<vscode-toolbar-button icon="send" @click=${() => send({ kind: "tryIt" })}
                      >${texts.tryIt}</vscode-toolbar-button
                    >`
                  : nothing
              }
              <vscode-toolbar-button icon="copy" @click=${() => send({ kind: "copyAnswer" })}
                >${texts.copy}</vscode-toolbar-button
              >
            </div>`
      }
    </div>
    ${body(context, answer)}
  </section>`;
}

function headline(answer: ExplanationAnswer): TemplateResult {
  switch (answer.kind) {
    case "none":
      return html`<span class="quiet">${answer.message}</span>`;
    case "call":
      return html`${verdictMark(answer.verdict, answer.word)}
        <span class="about">${answer.question}</span>`;
    case "list":
    case "loss":
      return html`<span class="status">${answer.title}</span>`;
    default:
      return assertNever(answer);
  }
}

function body(context: ExplanationPageContext, answer: ExplanationAnswer): unknown {
  switch (answer.kind) {
    case "none":
      return nothing;
    case "call":
      return callView(context, answer);
    case "list":
      return listView(context, answer);
    case "loss":
      return lossView(context, answer);
    default:
      return assertNever(answer);
  }
}
