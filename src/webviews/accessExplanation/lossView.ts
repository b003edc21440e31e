import { html, nothing, type TemplateResult } from "lit";
import type {
  LossAnswer,
  LossLine,
} from "../../features/accessExplanation/accessExplanationProtocol.ts";
import { fillIn } from "../shared/fillIn.ts";
import type { ExplanationPageContext } from "./pageState.ts";
import { scriptButton } from "./waysView.ts";

/** Who loses what by a deletion, and who gains. */
export function lossView(context: ExplanationPageContext, answer: LossAnswer): TemplateResult {
  const { texts, send } = context;
  const { link, by, lines, more, remarks, way } = answer;
  return html`${
      lines.length === 0
        ? html`<p>${texts.noLoss}</p>`
        : html`<ul class="losses">
            ${lines.map(
              ({ text, tone }) =>
                html`<li class=${tone}>
                  <vscode-icon name=${toneIcons[tone]}></vscode-icon> <span>${text}</span>
                </li>`,
            )}
          </ul>`
    }
    ${more === 0 ? nothing : html`<p class="quiet">${fillIn(texts.more, String(more))}</p>`}
    ${remarks.map((one) => html`<p>${one}</p>`)}
    <p>
      <button type="button" class="link" @click=${() => send({ kind: "reveal", key: link.key })}>
        ${fillIn(texts.show, link.label)}
      </button>
    </p>
    <div>
      ${scriptButton(context, way, by === "disabling" ? texts.showDisabling : texts.showDeletion)}
    </div>`;
}

const toneIcons: Readonly<Record<LossLine["tone"], string>> = {
  loses: "remove",
  gains: "warning",
  open: "question",
};
