import { html, nothing, type TemplateResult } from "lit";
import type { Row } from "../../features/requestPanel/draft.ts";
import { fillIn } from "../shared/fillIn.ts";
import { valueOf } from "../shared/valueOf.ts";
import { rowsTitle } from "./rowsTitle.ts";
import { fieldId, problemOf, type PageContext } from "./pageState.ts";

export interface RowsEditorParts {
  readonly title: string;
  readonly rowLabel: string;
  readonly field: "query" | "header";
  readonly rows: readonly Row[];
  /** Rows that the schema names; one click adds them. */
  readonly suggested: readonly Row[];
  readonly hint: string | undefined;
  /** What else can be done with the rows. */
  readonly tools: TemplateResult | typeof nothing;
  readonly change: (rows: readonly Row[]) => void;
}

/** Names with values. There is always one empty row at the end, to type the next one into. */
export function rowsEditor(context: PageContext, parts: RowsEditorParts): TemplateResult {
  const rows = [...parts.rows, { name: "", value: "" }];
  return html`<fieldset class="rows">
    <legend>${rowsTitle(parts.title, parts.rows)}</legend>
    ${rows.map((row, index) => rowEditor(context, parts, { row, index }))}
    ${parts.hint === undefined ? nothing : html`<p class="hint" role="status">${parts.hint}</p>`}
    ${
      parts.suggested.length === 0 && parts.tools === nothing
        ? nothing
        : html`<div class="suggestions">${suggestions(context, parts)} ${parts.tools}</div>`
    }
  </fieldset>`;
}

function suggestions(
  { texts }: PageContext,
  parts: RowsEditorParts,
): TemplateResult | typeof nothing {
  const { suggested, rows, change } = parts;
  if (suggested.length === 0) return nothing;
  return html`<span class="quiet">${texts.fromSchema}</span> ${suggested.map(
      (row) =>
        html`<vscode-toolbar-button
          icon="add"
          label=${fillIn(texts.add, row.name)}
          title=${fillIn(texts.add, row.name)}
          @click=${() => change([...rows, row])}
          >${row.name}</vscode-toolbar-button
        >`,
    )}`;
}

function rowEditor(
  { state, texts }: PageContext,
  { rowLabel, field, rows, change }: RowsEditorParts,
  { row, index }: { readonly row: Row; readonly index: number },
): TemplateResult {
  const label = fillIn(rowLabel, String(index + 1));
  const problem = problemOf(state.model, field, index);
  const isNew = index === rows.length;
  const edit = (part: Partial<Row>): void =>
    change(rows.toSpliced(index, isNew ? 0 : 1, { ...row, ...part }));
  return html`<div class="row">
      <vscode-textfield
        id=${fieldId(field, index)}
        placeholder=${texts.name}
        .label=${[label, texts.name, problem].filter(Boolean).join(", ")}
        .value=${row.name}
        ?invalid=${problem !== undefined}
        autocomplete="off"
        @input=${(event: InputEvent) => edit({ name: valueOf(event) })}
      ></vscode-textfield>
      <vscode-textfield
        placeholder=${texts.value}
        .label=${`${label}, ${texts.value}`}
        .value=${row.value}
        autocomplete="off"
        @input=${(event: InputEvent) => edit({ value: valueOf(event) })}
      ></vscode-textfield>
      <vscode-toolbar-button
        class=${isNew ? "unseen" : ""}
        icon="close"
        label=${fillIn(texts.remove, row.name === "" ? label : row.name)}
        title=${fillIn(texts.remove, row.name === "" ? label : row.name)}
        @click=${() => change(rows.toSpliced(index, 1))}
      ></vscode-toolbar-button>
    </div>
    ${problem === undefined ? nothing : html`<p class="problem">${problem}</p>`}`;
}
