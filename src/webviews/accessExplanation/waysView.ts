import { html, nothing, type TemplateResult } from "lit";
import type { WayItem, Ways } from "../../features/accessExplanation/accessExplanationProtocol.ts";
import type { ExplanationPageContext } from "./pageState.ts";

/** Each way to another verdict, with its script. */
export function waysView(
  context: ExplanationPageContext,
  title: string,
  { ways, none }: Ways,
): TemplateResult {
  return html`<h2>${title}</h2>
    ${
      ways.length === 0
        ? html`<p class="quiet">${none}</p>`
        : html`<ul class="ways">
            ${ways.map((way) => html`<li class="way">${wayBody(context, way)}</li>`)}
          </ul>`
    }`;
}

/** So many are read at a glance. */
const fewEffects = 3;

function wayBody(context: ExplanationPageContext, way: WayItem): TemplateResult {
  const { texts } = context;
  return html`<p class="way-label">${way.label}</p>
    ${
      way.steps.length === 0
        ? nothing
        : html`<ol>
            ${way.steps.map((step) => html`<li>${step}</li>`)}
          </ol>`
    }
    ${
      way.warning === undefined
        ? nothing
        : html`<p class="warning">
            <vscode-icon name="warning"></vscode-icon>
            <span><span class="unseen-text">${texts.careful}: </span>${way.warning}</span>
          </p>`
    }
    ${
      way.effects.length === 0
        ? html`<p class="quiet">${texts.noEffects}</p>`
        : html`<details ?open=${way.effects.length <= fewEffects}>
            <summary>${texts.effects} (${way.effects.length})</summary>
            <ul>
              ${way.effects.map((one) => html`<li>${one}</li>`)}
            </ul>
          </details>`
    }
    ${scriptButton(context, way, texts.showScript)}`;
}

/** Opens the script; where it cannot be written, it is said why. */
export function scriptButton(
  { texts, send }: ExplanationPageContext,
  way: WayItem,
  label: string,
): TemplateResult {
  if (way.refused !== undefined) return html`<p class="quiet">${way.refused}</p>`;
  return html`<vscode-button
    secondary
    icon="go-to-file"
    title=${texts.notRun}
    @click=${() => send({ kind: "showScript", key: way.key })}
    >${label}</vscode-button
  >`;
}
