import { html, nothing, type TemplateResult } from "lit";
import type { Row } from "../../features/requestPanel/draft.ts";
import type { BodySource } from "../../features/requestPanel/suggestions.ts";
import type { Outcome, ParameterField } from "../../features/requestPanel/requestPanelProtocol.ts";
import { connectionNote } from "../shared/connectionNote.ts";
import { valueOf } from "../shared/valueOf.ts";
import { callerField } from "./callerField.ts";
import { filterBuilder, filterToggle } from "./filterBuilder.ts";
import { fieldId, problemOf, type PageContext } from "./pageState.ts";
import { rowsEditor } from "./rowsEditor.ts";

/** The form: what will be sent, and as whom. */
export function draftForm(context: PageContext): TemplateResult {
  const { state, texts, edit } = context;
  const { draft, model } = state;
  return html`<section class="form" aria-label=${texts.request}>
    ${connectionLine(context)} ${addressLine(context)}
    ${
      model.parameters.length === 0
        ? nothing
        : html`<fieldset class="parameters">
            <legend>${texts.parameters}</legend>
            ${model.parameters.map((field, index) => parameterField(context, field, index))}
          </fieldset>`
    }
    ${callerField(context)}
    <div class="columns">
      ${rowsEditor(context, {
        title: texts.query,
        rowLabel: texts.queryRow,
        field: "query",
        rows: draft.query,
        suggested: model.suggestions.query,
        hint: model.filterHint,
        tools: model.filter.offered ? filterToggle(context) : nothing,
        change: (query) => edit({ query }),
      })}
      ${rowsEditor(context, {
        title: texts.headers,
        rowLabel: texts.headerRow,
        field: "header",
        rows: draft.headers,
        suggested: model.suggestions.headers,
        hint: undefined,
        tools: nothing,
        change: (headers) => edit({ headers }),
      })}
    </div>
    ${filterBuilder(context)} ${model.takesBody ? bodyField(context) : nothing} ${preview(context)}
  </section>`;
}

function connectionLine({ state, send }: PageContext): TemplateResult {
  const { name, schemaUrl, note } = state.model.connection;
  return html`<p class="quiet connection">${name} <span>${schemaUrl}</span></p>
    ${connectionNote(note, () => send({ kind: "runRemedy", of: "connection" }))}`;
}

function addressLine({ state, texts, edit, send }: PageContext): TemplateResult {
  const { draft, model } = state;
  const problem = problemOf(model, "address", 0);
  const setMethod = (event: Event): void => {
    const method = model.methods.find((one) => one === valueOf(event));
    if (method) edit({ method });
  };
  return html`<div class="address">
      <select class="method" aria-label=${texts.method} @change=${setMethod}>
        ${model.methods.map(
          (method) =>
            html`<option value=${method} .selected=${method === draft.method}>${method}</option>`,
        )}
      </select>
      <vscode-textfield
        id=${fieldId("address", 0)}
        placeholder=${texts.addressPlaceholder}
        .label=${[texts.address, problem].filter(Boolean).join(", ")}
        .value=${draft.address}
        ?invalid=${problem !== undefined}
        autocomplete="off"
        @input=${(event: InputEvent) => edit({ address: valueOf(event) })}
      ></vscode-textfield>
      ${
        model.sending
          ? html`<vscode-button
              class="main-button"
              secondary
              title="${texts.cancel} (${texts.cancelKey})"
              @click=${() => send({ kind: "cancel" })}
              >${texts.cancel}</vscode-button
            >`
          : html`<vscode-button
              class="main-button"
              title="${texts.send} (${texts.sendKey})"
              @click=${() => send({ kind: "send", draft })}
              >${texts.send}</vscode-button
            >`
      }
    </div>
    ${problem === undefined ? nothing : html`<p class="problem">${problem}</p>`}`;
}

function parameterField(
  { state, texts, edit }: PageContext,
  { name, optional }: ParameterField,
  index: number,
): TemplateResult {
  const { draft, model } = state;
  const problem = problemOf(model, "parameter", index);
  const label = optional ? `${name}, ${texts.optional}` : name;
  return html`<div class="field">
      <span class="label" aria-hidden="true">${name}</span>
      <vscode-textfield
        id=${fieldId("parameter", index)}
        placeholder=${optional ? texts.optional : ""}
        .label=${[label, problem].filter(Boolean).join(", ")}
        .value=${draft.parameters.find((row) => row.name === name)?.value ?? ""}
        ?invalid=${problem !== undefined}
        autocomplete="off"
        @input=${(event: InputEvent) =>
          edit({ parameters: withValue(draft.parameters, { name, value: valueOf(event) }) })}
      ></vscode-textfield>
    </div>
    ${problem === undefined ? nothing : html`<p class="problem">${problem}</p>`}`;
}

function withValue(rows: readonly Row[], row: Row): readonly Row[] {
  const known = rows.some(({ name }) => name === row.name);
  return known ? rows.map((one) => (one.name === row.name ? row : one)) : [...rows, row];
}

const bodyButtons = {
  source: { icon: "code", label: "fillInSource" },
  columns: { icon: "table", label: "fillInColumns" },
  openApi: { icon: "file-code", label: "fillInOpenApi" },
} as const satisfies Readonly<Record<BodySource, unknown>>;

function bodyField({ state, texts, edit, send }: PageContext): TemplateResult {
  const { body: suggested, bodySources } = state.model.suggestions;
  return html`<div class="body-field">
    <span class="label" aria-hidden="true">${texts.requestBody}</span>
    <vscode-textarea
      monospace
      rows=${Math.min(20, Math.max(5, state.draft.body.split("\n").length + 1))}
      placeholder=${texts.bodyPlaceholder}
      .label=${[texts.requestBody, state.model.bodyHint].filter(Boolean).join(", ")}
      .value=${state.draft.body}
      .spellcheck=${false}
      @input=${(event: InputEvent) => edit({ body: valueOf(event) })}
    ></vscode-textarea>
    ${
      suggested === undefined && bodySources.length === 0
        ? nothing
        : html`<div class="suggestions">
            ${
              suggested === undefined
                ? nothing
                : html`<vscode-toolbar-button
                    icon="json"
                    @click=${(event: Event) => {
                      focusBody(event);
                      edit({ body: suggested });
                    }}
                    >${texts.fillInBody}</vscode-toolbar-button
                  >`
            }
            ${bodySources.map(
              (source) =>
                html`<vscode-toolbar-button
                  icon=${bodyButtons[source].icon}
                  @click=${(event: Event) => {
                    focusBody(event);
                    send({ kind: "fillBody", source, draft: state.draft });
                  }}
                  >${texts[bodyButtons[source].label]}</vscode-toolbar-button
                >`,
            )}
          </div>`
    }
    ${
      state.model.bodyHint === undefined
        ? nothing
        : html`<p class="hint">${state.model.bodyHint}</p>`
    }
  </div>`;
}

/** The buttons go when there is a body, and a focus that was on one would go with it. */
function focusBody(event: Event): void {
  const field =
    event.currentTarget instanceof Element && event.currentTarget.closest(".body-field");
  const text = field ? field.querySelector<HTMLElement>("vscode-textarea") : null;
  text?.focus();
}

function preview({ state, texts, send }: PageContext): TemplateResult {
  return html`<div class="preview">
    <span class="label">${texts.willCall}</span>
    <code>${state.model.url}</code>
    <div class="tools">
      <vscode-toolbar-button
        icon="copy"
        @click=${() => send({ kind: "handOver", draft: state.draft })}
        >${texts.handOver}</vscode-toolbar-button
      >
      <vscode-toolbar-button
        icon="save"
        @click=${() => send({ kind: "saveRequest", draft: state.draft })}
        >${texts.saveRequest}</vscode-toolbar-button
      >
      <vscode-toolbar-button icon="history" @click=${() => send({ kind: "showHistory" })}
        >${texts.history}</vscode-toolbar-button
      >
      ${
        hasEtag(state.model.outcome)
          ? html`<vscode-toolbar-button
              icon="versions"
              @click=${() => send({ kind: "useEtag", draft: state.draft })}
              >${state.draft.method === "GET" ? texts.onlyIfNewer : texts.onlyIfSame}</vscode-toolbar-button
            >`
          : nothing
      }
    </div>
  </div>`;
}

function hasEtag(outcome: Outcome): boolean {
  return outcome.kind === "answered" && outcome.answer.hasEtag;
}
