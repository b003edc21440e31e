import { html, nothing, type TemplateResult } from "lit";
import type { AnswerTable } from "../../features/requestPanel/answerTable.ts";
import type { RequestPanelTexts } from "../../features/requestPanel/requestPanelTexts.ts";
import { fillIn } from "../shared/fillIn.ts";

/** The rows of a collection. Cells are text, cut where they are long; the whole stands in the title. */
export function answerTableView(texts: RequestPanelTexts, table: AnswerTable): TemplateResult {
  const { columns, rows, moreRows, moreColumns } = table;
  return html`<div class="collection" tabindex="0" role="region" aria-label=${texts.table}>
      <table>
        <thead>
          <tr>
            ${columns.map((name) => html`<th scope="col">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) =>
              html`<tr>
                ${row.map((cell) => html`<td title=${cell.length > 40 ? cell : nothing}>${cell}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${moreRows > 0 ? html`<p class="hint">${fillIn(texts.moreRows, String(moreRows))}</p>` : nothing}
    ${
      moreColumns > 0
        ? html`<p class="hint">${fillIn(texts.moreColumns, String(moreColumns))}</p>`
        : nothing
    }`;
}
