import { html, type TemplateResult } from "lit";
import type { FilterProblem } from "../../features/requestPanel/filterOfForm.ts";
import { fillIn } from "../shared/fillIn.ts";
import type { PageContext } from "./pageState.ts";

/** A row of a filter and its place among those of its kind. */
export interface PlacedRow<Row> {
  readonly row: Row;
  readonly index: number;
}

export function problemOfRow(
  { state }: PageContext,
  part: FilterProblem["part"],
  index: number,
): FilterProblem | undefined {
  return state.model.filter.problems.find((one) => one.part === part && one.index === index);
}

export function removeButton(
  { texts }: PageContext,
  what: string,
  remove: () => void,
): TemplateResult {
  const label = fillIn(texts.remove, what);
  return html`<vscode-toolbar-button
    icon="close"
    label=${label}
    title=${label}
    @click=${remove}
  ></vscode-toolbar-button>`;
}
