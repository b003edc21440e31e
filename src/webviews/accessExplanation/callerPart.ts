import { html, nothing, type TemplateResult } from "lit";
import type {
  CallerOption,
  CredentialField,
} from "../../features/accessExplanation/accessExplanationProtocol.ts";
import type { CallerDraft } from "../../features/accessExplanation/questionDraft.ts";
import { fillIn } from "../shared/fillIn.ts";
import { valueOf } from "../shared/valueOf.ts";
import type { ExplanationPageContext } from "./pageState.ts";

/** Who calls, and what that caller brings. */
export function callerPart(context: ExplanationPageContext): TemplateResult {
  const { state, texts, edit } = context;
  const { callers, callerNote, credentials } = state.model;
  const { caller } = state.draft;
  const choose = (event: Event): void => {
    const option = callers[Number(valueOf(event))];
    if (!option) return;
    const { kind } = option.caller;
    edit({ caller: { ...caller, ...(kind === "client" ? option.caller : { kind }) } });
  };
  // The browser's own select: its list is drawn by the platform, so it serves every reader and never lies cut off.
  return html`<div class="field">
      <label for="caller">${texts.caller}</label>
      <select id="caller" @change=${choose}>
        ${callers.map(
          (option, index) =>
            html`<option value=${index} .selected=${isChosen(option, caller)}>
              ${option.label}
            </option>`,
        )}
      </select>
    </div>
    ${callerNote === undefined ? nothing : html`<p class="hint">${callerNote}</p>`}
    ${credentials === undefined ? nothing : credentialPart(context, credentials)}`;
}

function isChosen({ caller }: CallerOption, { kind, client }: CallerDraft): boolean {
  return caller.kind === kind && (kind !== "client" || caller.client === client);
}

function credentialPart(context: ExplanationPageContext, field: CredentialField): TemplateResult {
  const { state, texts, edit } = context;
  const { caller } = state.draft;
  const { of, label, hint, offered } = field;
  const held = caller[of];
  const typed = state.draft.credential.trim().toLowerCase();
  const fitting = offered.filter((one) => one.toLowerCase().includes(typed));
  const add = (name: string | undefined): void => {
    const wanted = name?.trim() ?? "";
    const isNew = wanted !== "" && !held.includes(wanted);
    edit({
      credential: "",
      ...(isNew ? { caller: { ...caller, [of]: [...held, wanted] } } : {}),
    });
  };
  return html`<div class="field">
    <span class="label" aria-hidden="true">${label}</span>
    <div class="credentials">
      ${
        held.length === 0
          ? nothing
          : html`<ul class="chips" aria-label=${label}>
              ${held.map(
                (name) =>
                  html`<li class="chip">
                    <span>${name}</span>
                    <vscode-toolbar-button
                      icon="close"
                      label=${fillIn(texts.remove, name)}
                      title=${fillIn(texts.remove, name)}
                      @click=${() =>
                        edit({
                          caller: { ...caller, [of]: held.filter((other) => other !== name) },
                        })}
                    ></vscode-toolbar-button>
                  </li>`,
              )}
            </ul>`
      }
      <div class="adding">
        <ords-combo
          .fieldId=${"credential"}
          .label=${`${texts.add}: ${label}`}
          .listLabel=${texts.suggestions}
          .value=${state.draft.credential}
          .options=${fitting}
          @typed=${({ detail }: CustomEvent<string>) => edit({ credential: detail })}
          @chosen=${({ detail }: CustomEvent<number>) => add(fitting[detail])}
          @entered=${({ detail }: CustomEvent<string>) => add(detail)}
        ></ords-combo>
        <vscode-button secondary @click=${() => add(state.draft.credential)}
          >${texts.add}</vscode-button
        >
      </div>
      <p class="hint">${hint}</p>
    </div>
  </div>`;
}
