import { html, nothing, type TemplateResult } from "lit";
import { assertNever } from "../../base/assertNever.ts";
import type { Row } from "../../features/requestPanel/draft.ts";
import type { Answer, SentRequest } from "../../features/requestPanel/requestPanelProtocol.ts";
import { fillIn } from "../shared/fillIn.ts";
import type { BodyView } from "./bodyView.ts";
import type { AnswerTab, PageContext } from "./pageState.ts";

/** Body, headers, and the request as it went out. */
export function answerTabs(context: PageContext, answer: Answer): TemplateResult {
  const { state, texts, showTab } = context;
  const tabs: readonly { readonly tab: AnswerTab; readonly label: string }[] = [
    { tab: "body", label: texts.body },
    { tab: "headers", label: `${texts.headers} (${answer.headers.length})` },
    { tab: "sent", label: texts.sent },
  ];
  const move = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const now = tabs.findIndex(({ tab }) => tab === state.tab);
    const next = step === 0 ? undefined : tabs[(now + step + tabs.length) % tabs.length];
    if (!next) return;
    event.preventDefault();
    showTab(next.tab);
    document.getElementById(`tab-${next.tab}`)?.focus();
  };
  return html`<div class="tabs" role="tablist" aria-label=${texts.answer} @keydown=${move}>
      ${tabs.map(
        ({ tab, label }) =>
          html`<button
            id="tab-${tab}"
            role="tab"
            type="button"
            aria-selected=${tab === state.tab}
            aria-controls="tab-panel"
            tabindex=${tab === state.tab ? 0 : -1}
            @click=${() => showTab(tab)}
          >
            ${label}
          </button>`,
      )}
    </div>
    <div id="tab-panel" role="tabpanel" aria-labelledby="tab-${state.tab}">
      ${tabPanel(context, answer)}
    </div>`;
}

function tabPanel(context: PageContext, answer: Answer): TemplateResult {
  switch (context.state.tab) {
    case "body":
      return bodyPanel(context, answer);
    case "headers":
      return headerTable(context, answer.headers);
    case "sent":
      return sentPanel(context, answer.sent);
    default:
      return assertNever(context.state.tab);
  }
}

function bodyPanel({ state, texts, send }: PageContext, answer: Answer): TemplateResult {
  const { body } = answer;
  if (body.kind === "empty") return html`<p class="quiet">${texts.bodyEmpty}</p>`;
  if (body.kind === "binary")
    return html`<p class="quiet">${fillIn(texts.bodyBinary, answer.size, body.mediaType)}</p>`;
  // The text comes apart from the model; until then an older one must not stand under a newer status.
  const text = state.body?.id === body.id ? state.body : undefined;
  return html`<div class="tools">
      ${
        text?.language === "json"
          ? html`<vscode-toolbar-button
                icon="collapse-all"
                label=${texts.foldAll}
                title=${texts.foldAll}
                @click=${() => bodyView()?.foldAll()}
              ></vscode-toolbar-button>
              <vscode-toolbar-button
                icon="expand-all"
                label=${texts.unfoldAll}
                title=${texts.unfoldAll}
                @click=${() => bodyView()?.unfoldAll()}
              ></vscode-toolbar-button>`
          : nothing
      }
      <vscode-toolbar-button icon="copy" @click=${() => send({ kind: "copyBody" })}
        >${texts.copyBody}</vscode-toolbar-button
      >
      <vscode-toolbar-button icon="go-to-file" @click=${() => send({ kind: "openBody" })}
        >${texts.openInEditor}</vscode-toolbar-button
      >
    </div>
    ${body.note === undefined ? nothing : html`<p class="hint">${body.note}</p>`}
    ${
      text === undefined
        ? html`<p class="quiet">${texts.loading}</p>`
        : html`<ords-body .body=${text} .texts=${texts}></ords-body>`
    }`;
}

function bodyView(): BodyView | null {
  return document.querySelector<BodyView>("ords-body");
}

function headerTable({ texts }: PageContext, rows: readonly Row[]): TemplateResult {
  return html`<table class="headers">
    <thead>
      <tr>
        <th scope="col">${texts.name}</th>
        <th scope="col">${texts.value}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ name, value }) =>
          html`<tr>
            <th scope="row">${name}</th>
            <td>${value}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function sentPanel(context: PageContext, sent: SentRequest): TemplateResult {
  return html`<pre class="sent-line">${sent.line}</pre>
    ${headerTable(context, sent.headers)}
    ${sent.body === undefined ? nothing : html`<pre class="sent-body">${sent.body}</pre>`}`;
}
