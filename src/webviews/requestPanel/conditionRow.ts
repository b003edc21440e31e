import { html, nothing, type TemplateResult } from "lit";
import type { FilterOperator } from "../../domain/filter/filterObject.ts";
import type {
  ConditionRow,
  FilterForm,
  TypedKind,
} from "../../features/requestPanel/filterForm.ts";
import { fillIn } from "../shared/fillIn.ts";
import { valueOf } from "../shared/valueOf.ts";
import { columnField } from "./columnField.ts";
import { problemOfRow, removeButton, type PlacedRow } from "./filterRow.ts";
import { focusLater } from "./focusLater.ts";
import type { PageContext } from "./pageState.ts";
import { selectField } from "./selectField.ts";

/** One condition of a filter: column, operator and value. */
export function conditionRow(
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

export function conditionId(index: number): string {
  return `filter-condition-${index}`;
}

export const emptyCondition: ConditionRow = {
  column: "",
  operator: "$eq",
  kind: "auto",
  value: "",
  to: "",
};

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
  const isText = given[row.operator] === "text";
  const isRange = given[row.operator] === "range";
  if (given[row.operator] === "nothing") return html`<div class="values"></div>`;
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

/** What a person gives beside each operator, in the order in which they are offered. */
const given: Readonly<Record<FilterOperator, "value" | "range" | "text" | "nothing">> = {
  $eq: "value",
  $ne: "value",
  $lt: "value",
  $lte: "value",
  $gt: "value",
  $gte: "value",
  $between: "range",
  $like: "text",
  $instr: "text",
  $ninstr: "text",
  $null: "nothing",
  $notnull: "nothing",
};
const operators = Object.keys(given) as readonly FilterOperator[];
const kinds: readonly TypedKind[] = ["auto", "text", "number", "date"];
