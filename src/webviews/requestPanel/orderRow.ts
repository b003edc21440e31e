import { html, nothing, type TemplateResult } from "lit";
import type { FilterDirection } from "../../domain/filter/filterObject.ts";
import type { FilterForm, OrderRow } from "../../features/requestPanel/filterForm.ts";
import { fillIn } from "../shared/fillIn.ts";
import { columnField } from "./columnField.ts";
import { problemOfRow, removeButton, type PlacedRow } from "./filterRow.ts";
import { focusLater } from "./focusLater.ts";
import type { PageContext } from "./pageState.ts";
import { selectField } from "./selectField.ts";

/** One column that a filter orders by. */
export function orderRow(
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

export function orderId(index: number): string {
  return `filter-order-${index}`;
}
