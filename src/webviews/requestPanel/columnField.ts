import { html, type TemplateResult } from "lit";
import type { PageContext } from "./pageState.ts";

/** A field for the name of a column, which offers those that are known. */
export function columnField(
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

export interface ColumnFieldParts {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly problem: string | undefined;
  readonly change: (column: string) => void;
}
