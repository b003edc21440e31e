import { html, nothing, type TemplateResult } from "lit";
import type {
  Belief,
  CallAnswer,
  ChainItem,
  ListRow,
} from "../../features/accessExplanation/accessExplanationProtocol.ts";
import { fillIn } from "../shared/fillIn.ts";
import type { ExplanationPageContext } from "./pageState.ts";
import { waysView } from "./waysView.ts";

/** Why a call is let in or not, and what would change that. */
export function callView(context: ExplanationPageContext, answer: CallAnswer): TemplateResult {
  const { texts } = context;
  return html`<p class="paragraph">${answer.paragraph}</p>
    ${answer.hints.map(
      (hint) =>
        html`<p class="warning">
          <vscode-icon name="lightbulb"></vscode-icon><span>${hint}</span>
        </p>`,
    )}
    ${answer.nearest ? nearestView(context, answer.nearest) : nothing}
    ${
      answer.chain.length === 0
        ? nothing
        : html`<h2>${texts.why}</h2>
            <ol class="chain">
              ${answer.chain.map((item) => chainItem(context, item))}
            </ol>`
    }
    ${answer.instead.length === 0 ? nothing : insteadView(context, answer.instead)}
    ${answer.allow ? waysView(context, texts.allow, answer.allow) : nothing}
    ${answer.forbid ? waysView(context, texts.forbid, answer.forbid) : nothing}
    ${
      answer.beliefs.length === 0
        ? nothing
        : html`<h2>${texts.beliefs}</h2>
            <ul class="beliefs">
              ${answer.beliefs.map((belief) => beliefItem(context, belief))}
            </ul>`
    }
    ${
      answer.outside.length === 0
        ? nothing
        : html`<h2>${texts.outside}</h2>
            <ul>
              ${answer.outside.map((one) => html`<li>${one}</li>`)}
            </ul>`
    }`;
}

function chainItem({ texts, send }: ExplanationPageContext, item: ChainItem): TemplateResult {
  const { text, outcome, link } = item;
  return html`<li class="step ${outcome}">
    <vscode-icon name=${outcomeIcons[outcome]}></vscode-icon>
    <span>
      <span class="unseen-text">${texts[outcome === "open" ? "open_" : outcome]}: </span>${text}
      ${
        link === undefined
          ? nothing
          : html`<button
              type="button"
              class="link"
              title=${fillIn(texts.show, link.label)}
              @click=${() => send({ kind: "reveal", key: link.key })}
            >
              ${link.label}
            </button>`
      }
    </span>
  </li>`;
}

const outcomeIcons: Readonly<Record<ChainItem["outcome"], string>> = {
  good: "pass",
  bad: "error",
  open: "question",
  neutral: "circle-outline",
};

function nearestView({ texts, ask }: ExplanationPageContext, row: ListRow): TemplateResult {
  return html`<p>
    ${texts.nearest}
    <button type="button" class="link" @click=${() => ask(row.ask)}>${row.label}</button>
  </p>`;
}

function insteadView(
  { texts, ask }: ExplanationPageContext,
  rows: readonly ListRow[],
): TemplateResult {
  return html`<h2>${texts.instead}</h2>
    <ul class="rows-list">
      ${[...rows, { label: texts.allCallers, ask: { view: "callers" } as const }].map(
        (row) =>
          html`<li>
            <button type="button" class="link" @click=${() => ask(row.ask)}>${row.label}</button>
          </li>`,
      )}
    </ul>`;
}

function beliefItem({ texts }: ExplanationPageContext, belief: Belief): TemplateResult {
  if (!belief.open) return html`<li>${belief.statement}</li>`;
  return html`<li class="open-belief">
    <span class="badge" title=${texts.openHint}
      ><vscode-icon name="question"></vscode-icon> ${texts.open}</span
    >
    ${belief.statement}
  </li>`;
}
