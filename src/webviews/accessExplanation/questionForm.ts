import { html, nothing, type TemplateResult } from "lit";
import type { SampleField } from "../../features/accessExplanation/accessExplanationProtocol.ts";
import type { QuestionView } from "../../features/accessExplanation/questionDraft.ts";
import { connectionNote } from "../shared/connectionNote.ts";
import { fillIn } from "../shared/fillIn.ts";
import { tabList } from "../shared/tabList.ts";
import { valueOf } from "../shared/valueOf.ts";
import { callerPart } from "./callerPart.ts";
import type { ExplanationPageContext } from "./pageState.ts";

/** What is asked, and about whom. */
export function questionForm(context: ExplanationPageContext): TemplateResult {
  const { view } = context.state.draft;
  return html`${connectionLine(context)} ${viewTabs(context)}
    <section id="question" class="form" role="tabpanel" aria-labelledby="view-${view}">
      ${view === "call" || view === "reach" ? callerPart(context) : nothing}
      ${view === "call" || view === "callers" ? addressPart(context) : nothing}
      ${view === "loss" ? thingPart(context) : nothing}
    </section>`;
}

function connectionLine({ state, send }: ExplanationPageContext): TemplateResult {
  const { name, schema, note } = state.model.connection;
  return html`<p class="quiet connection">${name}${schema === "" ? nothing : ` · ${schema}`}</p>
    ${connectionNote(note, () => send({ kind: "runRemedy" }))}`;
}

const views: readonly QuestionView[] = ["call", "reach", "callers", "loss"];

function viewTabs({ state, texts, edit }: ExplanationPageContext): TemplateResult {
  return tabList({
    label: texts.question,
    tabs: views.map((key) => ({ key, label: texts[key] })),
    shown: state.draft.view,
    idPrefix: "view",
    controls: "question",
    show: (view) => edit({ view, filter: "" }),
  });
}

function addressPart(context: ExplanationPageContext): TemplateResult {
  const { state, texts, edit } = context;
  const { draft, model } = state;
  const note = model.addressNote;
  const isProblem = note?.tone === "problem";
  const setMethod = (event: Event): void => {
    const method = model.methods.find((one) => one === valueOf(event));
    if (method) edit({ method });
  };
  const choose = ({ detail }: CustomEvent<number>): void => {
    const endpoint = model.endpoints[detail];
    if (endpoint) edit({ method: endpoint.method, address: endpoint.path });
  };
  return html`<div class="field">
      <span class="label" aria-hidden="true">${texts.address}</span>
      <div class="address">
        <select
          class="method"
          aria-label=${texts.method}
          ?disabled=${model.typedMethod !== undefined}
          @change=${setMethod}
        >
          ${model.methods.map(
            (method) =>
              html`<option
                value=${method}
                .selected=${method === (model.typedMethod ?? draft.method)}
              >
                ${method}
              </option>`,
          )}
        </select>
        <ords-combo
          .fieldId=${"address"}
          .label=${isProblem ? `${texts.address}, ${note.text}` : texts.address}
          .listLabel=${texts.suggestions}
          .value=${draft.address}
          .options=${model.endpoints.map(({ method, path }) => `${method} ${path}`)}
          .placeholder=${texts.addressPlaceholder}
          .invalid=${isProblem}
          @typed=${({ detail }: CustomEvent<string>) => edit({ address: detail })}
          @chosen=${choose}
        ></ords-combo>
      </div>
    </div>
    ${note === undefined ? nothing : html`<p class=${isProblem ? "problem" : "hint"}>${note.text}</p>`}
    ${
      model.parameters.length === 0
        ? nothing
        : html`<fieldset class="parameters">
            <legend>${texts.values}</legend>
            ${model.parameters.map((field) => valueField(context, field))}
          </fieldset>`
    }`;
}

function valueField(
  { state, texts, edit }: ExplanationPageContext,
  { name, sample }: SampleField,
): TemplateResult {
  const { parameters } = state.draft;
  const setValue = (event: InputEvent): void => {
    const row = { name, value: valueOf(event) };
    const others = parameters.filter((one) => one.name !== name);
    edit({ parameters: [...others, row] });
  };
  return html`<div class="field">
    <span class="label" aria-hidden="true">${name}</span>
    <vscode-textfield
      placeholder=${fillIn(texts.sampleHint, sample)}
      .label=${name}
      .value=${parameters.find((row) => row.name === name)?.value ?? ""}
      autocomplete="off"
      @input=${setValue}
    ></vscode-textfield>
  </div>`;
}

function thingPart({ state, texts, edit }: ExplanationPageContext): TemplateResult {
  const { things } = state.model;
  const choose = ({ detail }: CustomEvent<number>): void => {
    const thing = things[detail];
    if (thing !== undefined) edit({ thing });
  };
  return html`<div class="field">
    <span class="label" aria-hidden="true">${texts.thing}</span>
    <ords-combo
      .fieldId=${"thing"}
      .label=${texts.thing}
      .listLabel=${texts.suggestions}
      .value=${state.draft.thing}
      .options=${things}
      .placeholder=${texts.thingPlaceholder}
      @typed=${({ detail }: CustomEvent<string>) => edit({ thing: detail })}
      @chosen=${choose}
    ></ords-combo>
  </div>`;
}
