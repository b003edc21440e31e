import { html, nothing, type TemplateResult } from "lit";
import { fillIn } from "../shared/fillIn.ts";
import { valueOf } from "../shared/valueOf.ts";
import { fieldId, problemOf, type PageContext } from "./pageState.ts";

/** Who the request is sent as, and the token when it is a pasted one. */
export function callerField(context: PageContext): TemplateResult {
  const { state, texts, edit, send } = context;
  const { callers, callerNote } = state.model;
  const chosen = callers.findIndex((one) => isSame(one.caller, state.draft.caller));
  const problem = problemOf(state.model, "caller", 0);
  const choose = (event: Event): void => {
    const choice = callers[Number(valueOf(event))];
    if (choice) edit({ caller: choice.caller });
  };
  // The browser's own select: its list is drawn by the platform, so it serves every reader and never lies cut off.
  return html`<div class="field">
      <label for=${fieldId("caller", 0)}>${texts.caller}</label>
      <select
        id=${fieldId("caller", 0)}
        aria-invalid=${problem === undefined ? "false" : "true"}
        @change=${choose}
      >
        ${callers.map(
          (choice, index) =>
            html`<option
              value=${index}
              title=${choice.refused ?? nothing}
              ?disabled=${choice.refused !== undefined}
              .selected=${index === chosen}
            >
              ${choice.label}
            </option>`,
        )}
      </select>
    </div>
    ${problem === undefined ? nothing : html`<p class="problem">${problem}</p>`}
    ${
      callerNote === undefined
        ? nothing
        : html`<p class="note">
            <vscode-icon name="info"></vscode-icon>
            <span>${callerNote.text}</span>
            ${
              callerNote.buttonLabel === undefined
                ? nothing
                : html`<vscode-button
                    secondary
                    @click=${() => send({ kind: "runRemedy", of: "caller" })}
                    >${callerNote.buttonLabel}</vscode-button
                  >`
            }
          </p>`
    }
    ${state.draft.caller.kind === "pastedToken" ? tokenField(context) : nothing}`;
}

function tokenField({ state, texts, typeToken, send }: PageContext): TemplateResult {
  const { pastedToken } = state.model;
  if (pastedToken !== undefined)
    return html`<p class="note">
      <vscode-icon name="key"></vscode-icon>
      <span>${fillIn(texts.tokenHeld, pastedToken)}</span>
      <vscode-button secondary @click=${() => send({ kind: "forgetToken" })}
        >${texts.forgetToken}</vscode-button
      >
    </p>`;
  const problem = problemOf(state.model, "token", 0);
  return html`<div class="field">
      <span class="label" aria-hidden="true">${texts.token}</span>
      <vscode-textfield
        id=${fieldId("token", 0)}
        type="password"
        autocomplete="off"
        placeholder=${texts.tokenPlaceholder}
        .label=${[texts.token, problem].filter(Boolean).join(", ")}
        .value=${state.token}
        ?invalid=${problem !== undefined}
        @input=${(event: InputEvent) => typeToken(valueOf(event))}
        @change=${() => send({ kind: "pasteToken", token: state.token })}
      ></vscode-textfield>
    </div>
    ${problem === undefined ? nothing : html`<p class="problem">${problem}</p>`}`;
}

function isSame(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
