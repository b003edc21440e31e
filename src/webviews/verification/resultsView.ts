import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type {
  Report,
  ResultRow,
  Suspect,
} from "../../features/verification/verificationProtocol.ts";
import { fillIn } from "../shared/fillIn.ts";
import { valueOf } from "./chooseView.ts";
import { rowsAtOnce, shownResults, type PageContext } from "./pageState.ts";
import { countsView, outcomeView, predictedView } from "./resultWords.ts";

/** The third step: each answer beside its prediction. */
export function resultsView(context: PageContext, report: Report): TemplateResult {
  const { state, texts, change } = context;
  const rows = shownResults(state, report.rows);
  const left = rows.length - state.shownRows;
  return html`<main id="step-results" tabindex="-1" aria-label=${texts.results}>
    <p role="status">
      <span class="name">${report.summary}</span> <span class="quiet">${report.startedAt}</span>
    </p>
    ${countsView(texts, report.counts)} ${reportNote(context, report)} ${tools(context, report)}
    ${rows.length === 0 ? emptyView(context) : table(context, rows.slice(0, state.shownRows))}
    ${
      left > 0
        ? html`<p>
            <vscode-button
              secondary
              @click=${() => change({ shownRows: state.shownRows + rowsAtOnce })}
              >${fillIn(texts.moreRows, String(Math.min(left, rowsAtOnce)))}</vscode-button
            >
          </p>`
        : nothing
    }
  </main>`;
}

function emptyView({ state, texts }: PageContext): TemplateResult {
  const isCalm = state.onlyDisagreements && state.resultFilter === "";
  return html`<p class="quiet">${isCalm ? texts.noDisagreements : texts.noRowMatches}</p>`;
}

function reportNote({ texts }: PageContext, { note, comparing }: Report): TemplateResult {
  const text = comparing ? texts.comparing : note;
  return html`${
    text === undefined
      ? nothing
      : html`<p class="note" role="note">
          <vscode-icon name="info"></vscode-icon> <span>${text}</span>
        </p>`
  }`;
}

function tools({ state, texts, change, send }: PageContext, report: Report): TemplateResult {
  const canRun = state.model.choice.plan.problem === undefined;
  return html`<div class="tools">
      <vscode-button icon="refresh" ?disabled=${!canRun} @click=${() => send({ kind: "runAgain" })}
        >${texts.verifyAgain}</vscode-button
      >
      <vscode-button secondary icon="checklist" @click=${() => send({ kind: "choose" })}
        >${texts.changeChoice}</vscode-button
      >
      ${
        report.canCompare
          ? html`<vscode-button
              secondary
              icon="diff"
              title=${texts.compareAgainTitle}
              ?disabled=${report.comparing}
              @click=${() => send({ kind: "compareAgain" })}
              >${texts.compareAgain}</vscode-button
            >`
          : nothing
      }
      <vscode-button
        secondary
        icon="markdown"
        @click=${() => send({ kind: "exportResults", format: "markdown" })}
        >${texts.markdown}</vscode-button
      >
      <vscode-button
        secondary
        icon="table"
        @click=${() => send({ kind: "exportResults", format: "csv" })}
        >${texts.csv}</vscode-button
      >
    </div>
    <div class="tools">
      <vscode-textfield
        placeholder=${texts.resultFilter}
        .label=${texts.resultFilter}
        .value=${state.resultFilter}
        autocomplete="off"
        @input=${(event: InputEvent) =>
          change({ resultFilter: valueOf(event), shownRows: rowsAtOnce })}
        ><vscode-icon slot="content-before" name="search"></vscode-icon
      ></vscode-textfield>
      <label class="choice">
        <input
          type="checkbox"
          .checked=${state.onlyDisagreements}
          @change=${() => change({ onlyDisagreements: !state.onlyDisagreements })}
        />
        <span>${texts.onlyDisagreements}</span>
      </label>
    </div>`;
}

function table(context: PageContext, rows: readonly ResultRow[]): TemplateResult {
  const { texts } = context;
  return html`<table class="results" aria-label=${texts.results}>
    <thead>
      <tr>
        <th scope="col">${texts.endpoint}</th>
        <th scope="col">${texts.caller}</th>
        <th scope="col">${texts.predicted}</th>
        <th scope="col">${texts.answered}</th>
        <th scope="col">${texts.result}</th>
        <th scope="col"><span class="unseen">${texts.details}</span></th>
      </tr>
    </thead>
    <tbody>
      ${repeat(
        rows,
        (row) => row.id,
        (row) => rowView(context, row),
      )}
    </tbody>
  </table>`;
}

function rowView(context: PageContext, row: ResultRow): TemplateResult {
  const { state, texts, change, send } = context;
  const isOpen = state.openRows.has(row.id);
  const name = `${row.method} ${row.path}, ${row.caller}`.trim();
  const toggle = (): void => {
    const openRows = new Set(state.openRows);
    if (!openRows.delete(row.id)) openRows.add(row.id);
    change({ openRows });
  };
  return html`<tr class=${row.outcome}>
      <th scope="row">
        <span class="method">${row.method}</span> <span class="path">${row.path}</span>
      </th>
      <td data-label=${texts.caller}>${row.caller}</td>
      <td data-label=${texts.predicted}>${predictedView(texts, row)}</td>
      <td data-label=${texts.answered}>${row.answered}</td>
      <td data-label=${texts.result}>${outcomeView(texts, row.outcome)}</td>
      <td class="actions">
        <button
          type="button"
          class="icon-button"
          aria-expanded=${isOpen}
          aria-label=${fillIn(isOpen ? texts.hideDetails : texts.showDetails, name)}
          title=${texts.details}
          @click=${toggle}
        >
          <vscode-icon name=${isOpen ? "chevron-up" : "chevron-down"}></vscode-icon>
        </button>
        ${
          row.callerKey === undefined
            ? nothing
            : html`<button
                type="button"
                class="icon-button"
                aria-label=${fillIn(texts.explainCall, name)}
                title=${texts.explain}
                @click=${() => send({ kind: "explain", row: row.id })}
              >
                <vscode-icon name="lightbulb"></vscode-icon>
              </button>`
        }
      </td>
    </tr>
    ${isOpen ? detailsView(context, row) : nothing}`;
}

function detailsView({ texts }: PageContext, row: ResultRow): TemplateResult {
  const refuted = row.suspects.filter((one) => one.bearing === "refuted");
  const supported = row.suspects.filter((one) => one.bearing === "supported");
  return html`<tr class="details">
    <td colspan="6">
      <div class="callout">
        <p>${row.sentence}</p>
        ${suspectList(texts, refuted.length === 1 ? texts.refutedOne : texts.refuted, refuted)}
        ${suspectList(texts, texts.supported, supported)}
        ${
          row.outside.length === 0
            ? nothing
            : html`<p class="name">${texts.outside}</p>
                <ul>
                  ${row.outside.map((sentence) => html`<li>${sentence}</li>`)}
                </ul>`
        }
      </div>
    </td>
  </tr>`;
}

function suspectList(
  texts: PageContext["texts"],
  title: string,
  suspects: readonly Suspect[],
): TemplateResult | typeof nothing {
  if (suspects.length === 0) return nothing;
  return html`<p class="name">${title}</p>
    <ul>
      ${suspects.map(
        (one) =>
          html`<li>
            ${one.statement}
            <p class="quiet">${texts.toTry} ${one.experiment} <code>${one.id}</code></p>
          </li>`,
      )}
    </ul>`;
}
