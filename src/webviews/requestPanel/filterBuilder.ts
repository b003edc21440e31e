import { html, nothing, type TemplateResult } from "lit";
import type {
  FilterDirection,
  FilterMatch,
  FilterOperator,
} from "../../domain/filter/filterObject.ts";
import type {
  ConditionRow,
  FilterForm,
  OrderRow,
  TypedKind,
} from "../../features/requestPanel/filterForm.ts";
import type { FilterProblem } from "../../features/requestPanel/filterOfForm.ts";
import { fillIn } from "../shared/fillIn.ts";
import { valueOf } from "../shared/valueOf.ts";
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

interface PlacedRow<Row> {
  readonly row: Row;
  readonly index: number;
}

function conditionRow(
  context: PageContext,
  form: FilterForm,
  { row, index }: PlacedRow<ConditionRow>,
): TemplateResult {
  const { texts, editFilter } = context;
  const label = fillIn(texts.conditionRow, String(index + 1));
  const problem = problemOfRow(context, "condition", index);
  const edit = (part: Partial<ConditionRow>): void =>
    editFilter({ ...form, conditions: form.conditions.with(index, { ...row, ...part }) });
  const remove = (): void => {
    editFilter({ ...form, conditions: form.conditions.toSpliced(index, 1) });
    // The next row has moved up and has the focus; of the last one the focus would go with it.
    if (index === form.conditions.length - 1) focusLater("filter-add");
  };
  return html`<div class="condition" role="group" aria-label=${label}>
      ${columnField(context, {
        id: conditionId(index),
        label: `${label}, ${texts.column}`,
        value: row.column,
        problem: problem?.field === "column" ? problem.message : undefined,
        change: (column) => edit({ column, ...kindOfColumn(context, row, column) }),
      })}
      ${selectField<FilterOperator>({
        label: `${label}, ${texts.operator}`,
        options: operators.map((operator) => [operator, texts[operator]]),
        value: row.operator,
        change: (operator) => edit({ operator }),
      })}
      ${valueFields(context, {
        row,
        label,
        problem: problem?.field === "value" ? problem.message : undefined,
        edit,
      })}
      ${removeButton(context, row.column === "" ? label : row.column, remove)}
    </div>
    ${problem === undefined ? nothing : html`<p class="problem">${problem.message}</p>`}`;
}

interface ValueFieldsParts {
  readonly row: ConditionRow;
  readonly label: string;
  readonly problem: string | undefined;
  readonly edit: (part: Partial<ConditionRow>) => void;
}

function valueFields(
  { texts }: PageContext,
  { row, label, problem, edit }: ValueFieldsParts,
): TemplateResult {
  const isText = textOperators.has(row.operator);
  const isRange = row.operator === "$between";
  if (nullOperators.has(row.operator)) return html`<div class="values"></div>`;
  const kind = selectField<TypedKind>({
    label: `${label}, ${texts.valueKind}`,
    options: kinds.map((one) => [one, texts[one]]),
    value: row.kind,
    change: (chosen) => edit({ kind: chosen }),
  });
  return html`<div class="values">
    <vscode-textfield
      placeholder=${isRange ? texts.from : row.operator === "$like" ? "A%" : texts.value}
      .label=${[label, isRange ? texts.from : texts.value, problem].filter(Boolean).join(", ")}
      .value=${row.value}
      ?invalid=${problem !== undefined}
      autocomplete="off"
      @input=${(event: InputEvent) => edit({ value: valueOf(event) })}
    ></vscode-textfield>
    ${
      isRange
        ? html`<vscode-textfield
            placeholder=${texts.to}
            .label=${`${label}, ${texts.to}`}
            .value=${row.to}
            ?invalid=${problem !== undefined}
            autocomplete="off"
            @input=${(event: InputEvent) => edit({ to: valueOf(event) })}
          ></vscode-textfield>`
        : nothing
    }
    ${isText ? nothing : kind}
  </div>`;
}

function orderRow(
  context: PageContext,
  form: FilterForm,
  { row, index }: PlacedRow<OrderRow>,
): TemplateResult {
  const { texts, editFilter } = context;
  const label = fillIn(texts.orderRow, String(index + 1));
  const problem = problemOfRow(context, "order", index);
  const edit = (part: Partial<OrderRow>): void =>
    editFilter({ ...form, order: form.order.with(index, { ...row, ...part }) });
  const remove = (): void => {
    editFilter({ ...form, order: form.order.toSpliced(index, 1) });
    if (index === form.order.length - 1) focusLater("filter-add-order");
  };
  return html`<div class="order" role="group" aria-label=${label}>
      <span class="quiet" aria-hidden="true">${label}</span>
      ${columnField(context, {
        id: orderId(index),
        label: `${label}, ${texts.column}`,
        value: row.column,
        problem: problem?.message,
        change: (column) => edit({ column }),
      })}
      ${selectField<FilterDirection>({
        label: `${label}, ${texts.direction}`,
        options: [
          ["asc", texts.ascending],
          ["desc", texts.descending],
        ],
        value: row.direction,
        change: (direction) => edit({ direction }),
      })}
      ${removeButton(context, label, remove)}
    </div>
    ${problem === undefined ? nothing : html`<p class="problem">${problem.message}</p>`}`;
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

interface ColumnFieldParts {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly problem: string | undefined;
  readonly change: (column: string) => void;
}

function columnField(
  { state, texts }: PageContext,
  { id, label, value, problem, change }: ColumnFieldParts,
): TemplateResult {
  const names = state.model.filter.columns.map(({ name }) => name);
  const typed = value.trim().toLowerCase();
  const fitting = names.filter((name) => name.toLowerCase().includes(typed));
  // Who goes back to a column that is chosen looks for another one.
  const isChosen = fitting.some((name) => name.toLowerCase() === typed);
  const options = isChosen ? names : fitting;
  return html`<ords-combo
    .fieldId=${id}
    .label=${[label, problem].filter(Boolean).join(", ")}
    .listLabel=${texts.columns}
    .value=${value}
    .options=${options}
    .placeholder=${texts.column}
    .invalid=${problem !== undefined}
    @typed=${({ detail }: CustomEvent<string>) => change(detail)}
    @chosen=${({ detail }: CustomEvent<number>) => change(options[detail] ?? value)}
  ></ords-combo>`;
}

function removeButton({ texts }: PageContext, what: string, remove: () => void): TemplateResult {
  const label = fillIn(texts.remove, what);
  return html`<vscode-toolbar-button
    icon="close"
    label=${label}
    title=${label}
    @click=${remove}
  ></vscode-toolbar-button>`;
}

/** What the values of a known column are counts from then on. */
function kindOfColumn(
  { state }: PageContext,
  row: ConditionRow,
  column: string,
): Pick<ConditionRow, "kind"> {
  const name = column.trim().toLowerCase();
  const known = state.model.filter.columns.find((one) => one.name.toLowerCase() === name);
  return { kind: known ? (known.kind ?? "auto") : row.kind };
}

function problemOfRow(
  { state }: PageContext,
  part: FilterProblem["part"],
  index: number,
): FilterProblem | undefined {
  return state.model.filter.problems.find((one) => one.part === part && one.index === index);
}

/** There is always a row to begin with. */
function withRow(form: FilterForm): FilterForm {
  const isEmpty = form.conditions.length === 0 && form.order.length === 0 && form.asOf === "";
  return isEmpty ? { ...form, conditions: [emptyCondition] } : form;
}

const emptyCondition: ConditionRow = {
  column: "",
  operator: "$eq",
  kind: "auto",
  value: "",
  to: "",
};

const operators: readonly FilterOperator[] = [
  "$eq",
  "$ne",
  "$lt",
  "$lte",
  "$gt",
  "$gte",
  "$between",
  "$like",
  "$instr",
  "$ninstr",
  "$null",
  "$notnull",
];
const textOperators: ReadonlySet<FilterOperator> = new Set(["$like", "$instr", "$ninstr"]);
const nullOperators: ReadonlySet<FilterOperator> = new Set(["$null", "$notnull"]);
const kinds: readonly TypedKind[] = ["auto", "text", "number", "date"];

function conditionId(index: number): string {
  return `filter-condition-${index}`;
}

function orderId(index: number): string {
  return `filter-order-${index}`;
}

/** Elements draw themselves a moment after they are there, and buttons of toolbars do not pass the focus on. */
function focusLater(id: string): void {
  requestAnimationFrame(() => {
    const element = document.getElementById(id);
    const inner = element?.shadowRoot?.querySelector<HTMLElement>("button");
    (inner ?? element)?.focus();
  });
}
