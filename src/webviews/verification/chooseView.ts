import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type {
  CallerChoice,
  EndpointChoice,
  EndpointGroup,
  VariableField,
} from "../../features/verification/verificationProtocol.ts";
import { fillIn } from "../shared/fillIn.ts";
import {
  mostEndpointRows,
  shownGroups,
  without,
  withTicked,
  type PageContext,
} from "./pageState.ts";

/** The first step: endpoints, callers, values, and what a run would be. */
export function chooseView(context: PageContext): TemplateResult {
  const { state, texts } = context;
  return html`<main id="step-choose" tabindex="-1" aria-label=${texts.heading}>
    <p>${texts.introduction}</p>
    <div class="columns">${endpointsField(context)} ${callersField(context)}</div>
    ${state.model.choice.variables.length > 0 ? variablesField(context) : nothing}
    ${planView(context)}
  </main>`;
}

function endpointsField(context: PageContext): TemplateResult {
  const { state, texts, change, choose } = context;
  const groups = shownGroups(state);
  const shown = groups.flatMap((group) => group.endpoints);
  const { isRead } = state.model.choice;
  const total = state.model.choice.groups.flatMap((group) => group.endpoints).length;
  return html`<fieldset class="endpoints">
    <legend>${texts.endpoints}</legend>
    <div class="tools">
      <vscode-textfield
        placeholder=${texts.endpointFilter}
        .label=${texts.endpointFilter}
        .value=${state.endpointFilter}
        autocomplete="off"
        @input=${(event: InputEvent) => change({ endpointFilter: valueOf(event) })}
        ><vscode-icon slot="content-before" name="search"></vscode-icon
      ></vscode-textfield>
      <vscode-button
        secondary
        title=${texts.chooseAllTitle}
        @click=${() => choose({ endpoints: withTicked(state.selection.endpoints, shown) })}
        >${texts.chooseAll}</vscode-button
      >
      <vscode-button
        secondary
        title=${texts.chooseNoneTitle}
        @click=${() => choose({ endpoints: [] })}
        >${texts.chooseNone}</vscode-button
      >
    </div>
    ${
      // What is not known is not missing: the line above says that the schema has to be read.
      !isRead
        ? nothing
        : total === 0
          ? html`<p class="quiet">${texts.noEndpoints}</p>`
          : html`<div class="list">${groupList(context, groups)}</div>
              ${changingField(context)}`
    }
  </fieldset>`;
}

function groupList(context: PageContext, groups: readonly EndpointGroup[]): TemplateResult {
  const { texts } = context;
  if (groups.length === 0) return html`<p class="quiet">${texts.noneMatches}</p>`;
  const drawn: EndpointGroup[] = [];
  let left = mostEndpointRows;
  for (const group of groups) {
    if (left <= 0) break;
    drawn.push({ ...group, endpoints: group.endpoints.slice(0, left) });
    left -= group.endpoints.length;
  }
  return html`${repeat(
    drawn,
    (group) => group.key,
    (group) => groupView(context, group),
  )}
  ${left < 0 ? html`<p class="quiet">${fillIn(texts.moreEndpoints, String(-left))}</p>` : nothing}`;
}

function groupView(context: PageContext, group: EndpointGroup): TemplateResult {
  const { state, texts, choose } = context;
  const chosen = new Set(state.selection.endpoints);
  const ticked = group.endpoints.filter((one) => chosen.has(one.key)).length;
  const all = group.endpoints.length;
  const toggle = (event: Event): void => {
    const endpoints = isTicked(event)
      ? withTicked(state.selection.endpoints, group.endpoints)
      : without(
          state.selection.endpoints,
          group.endpoints.map((one) => one.key),
        );
    choose({ endpoints });
  };
  return html`<div class="group" role="group" aria-label=${group.title}>
    <label class="choice group-title">
      <input
        type="checkbox"
        .checked=${ticked > 0 && ticked === all}
        .indeterminate=${ticked > 0 && ticked < all}
        @change=${toggle}
      />
      <span class="name">${group.title}</span>
      <span class="quiet">${group.detail}</span>
      <span class="quiet count">${fillIn(texts.chosenOf, String(ticked), String(all))}</span>
    </label>
    ${repeat(
      group.endpoints,
      (one) => one.key,
      (one) => endpointView(context, one, chosen.has(one.key)),
    )}
  </div>`;
}

function endpointView(
  { state, texts, choose }: PageContext,
  endpoint: EndpointChoice,
  isChosen: boolean,
): TemplateResult {
  const toggle = (event: Event): void => {
    const others = without(state.selection.endpoints, [endpoint.key]);
    choose({ endpoints: isTicked(event) ? [...others, endpoint.key] : others });
  };
  return html`<label class="choice endpoint">
    <input type="checkbox" .checked=${isChosen} @change=${toggle} />
    <span class="method">${endpoint.method}</span>
    <span class="path">${endpoint.path}</span>
    ${
      endpoint.changes
        ? html`<span class="warning"
            ><vscode-icon name="warning"></vscode-icon> ${texts.mayChange}</span
          >`
        : nothing
    }
    ${endpoint.note === undefined ? nothing : html`<span class="quiet">${endpoint.note}</span>`}
  </label>`;
}

function changingField({ state, texts, change, choose }: PageContext): TemplateResult {
  const toggle = (event: Event): void => {
    const offersChanging = isTicked(event);
    change({ offersChanging });
    if (offersChanging) return;
    // What cannot be seen is not to be called either.
    const changing = state.model.choice.groups
      .flatMap((group) => group.endpoints)
      .filter((one) => one.changes)
      .map((one) => one.key);
    choose({ endpoints: without(state.selection.endpoints, changing) });
  };
  return html`<label class="choice">
      <input type="checkbox" .checked=${state.offersChanging} @change=${toggle} />
      <span>${texts.offerChanging}</span>
    </label>
    ${
      state.offersChanging
        ? html`<p class="warning" role="note">
            <vscode-icon name="warning"></vscode-icon> <span>${texts.changingWarning}</span>
          </p>`
        : nothing
    }`;
}

function callersField(context: PageContext): TemplateResult {
  const { state, texts } = context;
  return html`<fieldset class="callers">
    <legend>${texts.callers}</legend>
    <div class="list">
      ${repeat(
        state.model.choice.callers,
        (one) => one.key,
        (one) => callerView(context, one),
      )}
    </div>
  </fieldset>`;
}

function callerView(
  { state, texts, choose, send }: PageContext,
  caller: CallerChoice,
): TemplateResult {
  const { key, label, note, refused, lacksSecret } = caller;
  const isRefused = refused !== undefined;
  const toggle = (event: Event): void => {
    const others = without(state.selection.callers, [key]);
    choose({ callers: isTicked(event) ? [...others, key] : others });
  };
  return html`<div class="caller">
    <label class="choice ${isRefused ? "refused" : ""}">
      <input
        type="checkbox"
        .checked=${!isRefused && state.selection.callers.includes(key)}
        ?disabled=${isRefused}
        @change=${toggle}
      />
      <span class="name">${label}</span>
      <span class="quiet">${refused ?? note ?? ""}</span>
    </label>
    ${
      lacksSecret
        ? html`<vscode-button
            secondary
            aria-label=${fillIn(texts.enterSecretOf, label)}
            @click=${() => send({ kind: "enterSecret", caller: key })}
            >${texts.enterSecret}</vscode-button
          >`
        : nothing
    }
  </div>`;
}

function variablesField(context: PageContext): TemplateResult {
  const { state, texts } = context;
  return html`<fieldset class="variables">
    <legend>${texts.values}</legend>
    <p class="quiet">${texts.valuesHint}</p>
    ${repeat(
      state.model.choice.variables,
      (one) => `${one.path} ${one.name}`,
      (one) => variableField(context, one),
    )}
  </fieldset>`;
}

function variableField(
  { state, texts, choose }: PageContext,
  { path, name, optional }: VariableField,
): TemplateResult {
  const { values } = state.selection;
  const isSame = (one: { readonly path: string; readonly name: string }): boolean =>
    one.path === path && one.name === name;
  const type = (event: InputEvent): void => {
    const value = valueOf(event);
    choose({ values: [...values.filter((one) => !isSame(one)), { path, name, value }] });
  };
  return html`<div class="field">
    <span class="label" aria-hidden="true"><span class="path">${path}</span> ${name}</span>
    <vscode-textfield
      placeholder=${optional ? texts.optional : ""}
      .label=${fillIn(texts.valueOf, name, path)}
      .value=${values.find(isSame)?.value ?? ""}
      autocomplete="off"
      @input=${type}
    ></vscode-textfield>
  </div>`;
}

function planView({ state, texts, send }: PageContext): TemplateResult {
  const { plan } = state.model.choice;
  const label =
    plan.changing > 0 ? fillIn(texts.verifyChanging, String(plan.changing)) : texts.verify;
  return html`<section class="plan">
    <p role="status">${plan.problem ?? plan.sentence}</p>
    ${
      plan.skippedCount === 0
        ? nothing
        : html`<details>
            <summary>${fillIn(texts.skipped, String(plan.skippedCount))}</summary>
            <ul tabindex="0" aria-label=${fillIn(texts.skipped, String(plan.skippedCount))}>
              ${plan.skipped.map((sentence) => html`<li class="quiet">${sentence}</li>`)}
            </ul>
          </details>`
    }
    <p>
      <vscode-button
        icon=${plan.changing > 0 ? "warning" : "play"}
        ?disabled=${plan.problem !== undefined}
        @click=${() => send({ kind: "run", selection: state.selection })}
        >${label}</vscode-button
      >
    </p>
  </section>`;
}

function isTicked({ currentTarget }: Event): boolean {
  return currentTarget instanceof HTMLInputElement && currentTarget.checked;
}

/** Of a text field, whose event comes from the element itself or from the input within it. */
export function valueOf({ currentTarget }: Event): string {
  return currentTarget && "value" in currentTarget ? String(currentTarget.value) : "";
}
