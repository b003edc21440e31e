import { html, nothing, type TemplateResult } from "lit";
import { fillIn } from "../shared/fillIn.ts";
import type { PageContext } from "./pageState.ts";
import { valueOf } from "../shared/valueOf.ts";

/** What of the matrix is shown, with what it is compared, and where it goes. */
export function toolbar(context: PageContext): TemplateResult {
  const { state, texts, send } = context;
  const { model } = state;
  return html`<section class="tools" aria-label=${texts.tools}>
    <div class="fields">
      ${textField(context)} ${methodField(context)} ${verdictField(context)}
      <vscode-toolbar-button
        icon="account"
        title=${texts.callers}
        @click=${() => send({ kind: "chooseCallers" })}
        >${model.callersShown === "" ? texts.callers : model.callersShown}</vscode-toolbar-button
      >
      <vscode-toolbar-button icon="add" @click=${() => send({ kind: "addCaller" })}
        >${texts.addCaller}</vscode-toolbar-button
      >
      ${
        model.hasOwnCallers
          ? html`<vscode-toolbar-button icon="close" @click=${() => send({ kind: "removeCallers" })}
              >${texts.removeCallers}</vscode-toolbar-button
            >`
          : nothing
      }
    </div>
    <div class="fields">
      ${box(context, { name: "onlyPublic", label: texts.onlyPublic, why: texts.onlyPublicWhy })}
      ${box(context, { name: "onlyWrites", label: texts.onlyWrites, why: texts.onlyWritesWhy })}
      ${box(context, {
        name: "onlyDifferent",
        label: texts.onlyDifferent,
        why: texts.onlyDifferentWhy,
      })}
      ${box(context, { name: "grouped", label: texts.grouped, why: texts.grouped })}
      ${comparison(context)} ${exports(context)}
    </div>
  </section>`;
}

function exports({ texts, send }: PageContext): TemplateResult {
  const button = (format: "csv" | "markdown", { icon, name, title }: ExportTexts) =>
    html`<vscode-toolbar-button
      icon=${icon}
      @click=${() => send({ kind: "export", format })}
      title=${title}
      label=${title}
      >${name}</vscode-toolbar-button
    >`;
  return html`<span class="exports">
    ${button("csv", { icon: "export", name: "CSV", title: texts.exportCsv })}
    ${button("markdown", { icon: "markdown", name: "Markdown", title: texts.exportMarkdown })}
  </span>`;
}

interface ExportTexts {
  readonly icon: string;
  readonly name: string;
  readonly title: string;
}

function textField({ state, texts, edit }: PageContext): TemplateResult {
  return html`<vscode-textfield
    class="filter"
    placeholder=${texts.filterPlaceholder}
    .label=${texts.filter}
    .value=${state.query.text}
    autocomplete="off"
    @input=${(event: InputEvent) => edit({ text: valueOf(event) })}
  ></vscode-textfield>`;
}

function methodField({ state, texts, edit }: PageContext): TemplateResult {
  const { methods } = state.model;
  const choose = (event: Event): void => {
    edit({ method: methods.find((one) => one === valueOf(event)) });
  };
  return html`<select aria-label=${texts.method} @change=${choose}>
    <option value="" .selected=${state.query.method === undefined}>${texts.anyMethod}</option>
    ${methods.map(
      (method) =>
        html`<option value=${method} .selected=${state.query.method === method}>${method}</option>`,
    )}
  </select>`;
}

function verdictField({ state, texts, edit }: PageContext): TemplateResult {
  const names = ["allowed", "denied", "notFound", "unknown"] as const;
  const choose = (event: Event): void => {
    edit({ verdict: names.find((one) => one === valueOf(event)) });
  };
  return html`<select aria-label=${texts.verdict} @change=${choose}>
    <option value="" .selected=${state.query.verdict === undefined}>${texts.anyVerdict}</option>
    ${names.map(
      (name) =>
        html`<option value=${name} .selected=${state.query.verdict === name}>
          ${texts[name]}
        </option>`,
    )}
  </select>`;
}

interface Box {
  readonly name: "onlyPublic" | "onlyWrites" | "onlyDifferent" | "grouped";
  readonly label: string;
  readonly why: string;
}

function box({ state, edit }: PageContext, { name, label, why }: Box): TemplateResult {
  const isDifferent = name === "onlyDifferent";
  const change = (event: Event): void => {
    const { currentTarget } = event;
    const isChecked = currentTarget && "checked" in currentTarget && currentTarget.checked === true;
    edit({ [name]: isChecked });
  };
  return html`<vscode-checkbox
    label=${label}
    title=${why}
    .checked=${state.query[name]}
    ?disabled=${isDifferent && !state.model.comparison}
    @change=${change}
  ></vscode-checkbox>`;
}

function comparison({ state, texts, send }: PageContext): TemplateResult {
  const { comparison: other } = state.model;
  if (!other) {
    return html`<vscode-toolbar-button icon="git-compare" @click=${() => send({ kind: "compare" })}
      >${texts.compare}</vscode-toolbar-button
    >`;
  }
  const stop = fillIn(texts.stopComparing, other.name);
  const compared = fillIn(texts.comparedWith, other.name);
  return html`<span class="comparison"
    ><vscode-toolbar-button
      icon="git-compare"
      title=${compared}
      @click=${() => send({ kind: "compare" })}
      >${compared}</vscode-toolbar-button
    ><vscode-toolbar-button
      icon="close"
      title=${stop}
      label=${stop}
      @click=${() => send({ kind: "stopComparing" })}
    ></vscode-toolbar-button
  ></span>`;
}
