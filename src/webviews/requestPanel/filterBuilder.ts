import { html, nothing, type TemplateResult } from "lit";
import type { FilterMatch } from "../../domain/filter/filterObject.ts";
import type { FilterForm } from "../../features/requestPanel/filterForm.ts";
import { fillIn } from "../shared/fillIn.ts";
import { valueOf } from "../shared/valueOf.ts";
import { conditionId, conditionRow, emptyCondition } from "./conditionRow.ts";
import { problemOfRow } from "./filterRow.ts";
import { focusLater } from "./focusLater.ts";
import { orderId, orderRow } from "./orderRow.ts";
import type { PageContext } from "./pageState.ts";
import { selectField } from "./selectField.ts";

/** Opens and closes the rows of the filter `q`; nothing where a filter is of no use. */
export function filterToggle({ state, texts, showFilter }: PageContext): TemplateResult {
  const isOpen = isShown(state);
  const toggle = (): void => {
    showFilter(!isOpen);
    if (!isOpen) focusLater(conditionId(0));
  };
  return html`<vscode-toolbar-button
    icon="filter"
    label=${isOpen ? texts.closeFilter : texts.openFilter}
    @click=${toggle}
    >${isOpen ? texts.closeFilter : texts.openFilter}</vscode-toolbar-button
  >`;
}

/** The filter `q` as rows of column, operator and value, for whoever knows SQL better than JSON. */
export function filterBuilder(context: PageContext): TemplateResult | typeof nothing {
  const { state, texts } = context;
  if (!isShown(state)) return nothing;
  const { why, status } = state.model.filter;
  const form = state.filter ?? state.model.filter.form;
  return html`<fieldset class="filter">
    <legend>${texts.filter}</legend>
    ${form === undefined ? beginAnew(context) : rows(context, withRow(form))}
    <p class=${why === undefined ? "hint" : "note"} role="status">${status}</p>
  </fieldset>`;
}

function isShown({ filterOpen, model }: PageContext["state"]): boolean {
  return filterOpen && model.filter.offered;
}

function beginAnew({ texts, editFilter }: PageContext): TemplateResult {
  const begin = (): void => {
    editFilter({ match: "all", conditions: [emptyCondition], order: [], asOf: "" });
    focusLater(conditionId(0));
  };
  return html`<div>
    <vscode-button secondary id=${conditionId(0)} @click=${begin}>${texts.newFilter}</vscode-button>
  </div>`;
}

function rows(context: PageContext, form: FilterForm): TemplateResult {
  const { state, texts, editFilter, send } = context;
  const { columnsFrom } = state.model.filter;
  const add = (): void => {
    editFilter({ ...form, conditions: [...form.conditions, emptyCondition] });
    focusLater(conditionId(form.conditions.length));
  };
  const addOrder = (): void => {
    editFilter({ ...form, order: [...form.order, { column: "", direction: "asc" }] });
    focusLater(orderId(form.order.length));
  };
  return html`${matchField(context, form)}
    ${form.conditions.map((row, index) => conditionRow(context, form, { row, index }))}
    ${form.order.map((row, index) => orderRow(context, form, { row, index }))}
    ${asOfField(context, form)}
    <div class="suggestions">
      <vscode-toolbar-button id="filter-add" icon="add" @click=${add}
        >${texts.addCondition}</vscode-toolbar-button
      >
      <vscode-toolbar-button id="filter-add-order" icon="sort-precedence" @click=${addOrder}
        >${texts.addOrder}</vscode-toolbar-button
      >
      ${
        columnsFrom === undefined
          ? nothing
          : html`<vscode-toolbar-button
              icon="table"
              title=${fillIn(texts.readColumns, columnsFrom)}
              @click=${() => {
                // The button goes, and who pressed it wants to choose a column.
                focusLater(conditionId(Math.max(0, form.conditions.length - 1)));
                send({ kind: "readColumns", draft: state.draft });
              }}
              >${fillIn(texts.readColumns, columnsFrom)}</vscode-toolbar-button
            >`
      }
    </div>`;
}

function matchField({ texts, editFilter }: PageContext, form: FilterForm): TemplateResult {
  return selectField<FilterMatch>({
    label: texts.match,
    options: [
      ["all", texts.matchAll],
      ["any", texts.matchAny],
    ],
    value: form.match,
    change: (match) => editFilter({ ...form, match }),
  });
}

function asOfField(context: PageContext, form: FilterForm): TemplateResult {
  const { texts, editFilter } = context;
  const problem = problemOfRow(context, "asOf", 0);
  return html`<div class="order">
      <span class="quiet" aria-hidden="true">${texts.asOf}</span>
      <vscode-textfield
        placeholder=${texts.asOfHint}
        .label=${[texts.asOf, texts.asOfHint, problem?.message].filter(Boolean).join(", ")}
        .value=${form.asOf}
        ?invalid=${problem !== undefined}
        autocomplete="off"
        @input=${(event: InputEvent) => editFilter({ ...form, asOf: valueOf(event) })}
      ></vscode-textfield>
    </div>
    ${problem === undefined ? nothing : html`<p class="problem">${problem.message}</p>`}`;
}

/** There is always a row to begin with. */
function withRow(form: FilterForm): FilterForm {
  const isEmpty = form.conditions.length === 0 && form.order.length === 0 && form.asOf === "";
  return isEmpty ? { ...form, conditions: [emptyCondition] } : form;
}
