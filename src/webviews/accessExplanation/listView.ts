import { html, nothing, type TemplateResult } from "lit";
import type {
  ListAnswer,
  VerdictGroup,
} from "../../features/accessExplanation/accessExplanationProtocol.ts";
import { fillIn } from "../shared/fillIn.ts";
import { valueOf } from "../shared/valueOf.ts";
import { verdictMark } from "./verdictMark.ts";
import type { ExplanationPageContext } from "./pageState.ts";

/** Endpoints or callers, by verdict; each line leads to its explanation. */
export function listView(context: ExplanationPageContext, answer: ListAnswer): TemplateResult {
  const { state, texts, edit } = context;
  const { filter } = state.draft;
  return html`${answer.notes.map((note) => html`<p class="hint">${note}</p>`)}
  ${
    answer.long
      ? html`<vscode-textfield
          class="filter"
          .label=${texts.filter}
          placeholder=${texts.filterPlaceholder}
          .value=${filter}
          autocomplete="off"
          @input=${(event: InputEvent) => edit({ filter: valueOf(event) })}
        >
          <vscode-icon slot="content-before" name="filter"></vscode-icon>
        </vscode-textfield>`
      : nothing
  }
  ${
    answer.groups.length === 0
      ? html`<p class="quiet">${texts.noMatch}</p>`
      : answer.groups.map((group) => groupView(context, group))
  }`;
}

function groupView({ texts, ask }: ExplanationPageContext, group: VerdictGroup): TemplateResult {
  const { verdict, word, count, rows, more } = group;
  return html`<h2>${verdictMark(verdict, `${word} (${count})`)}</h2>
    <ul class="rows-list">
      ${rows.map(
        (row) =>
          html`<li>
            <button type="button" class="link" title=${texts.explain} @click=${() => ask(row.ask)}>
              ${row.label}
            </button>
          </li>`,
      )}
    </ul>
    ${more === 0 ? nothing : html`<p class="quiet">${fillIn(texts.more, String(more))}</p>`}`;
}
