import { html, nothing, type TemplateResult } from "lit";
import { assertNever } from "../../base/assertNever.ts";
import type { Row } from "../../features/requestPanel/draft.ts";
import type { Answer, BodyFacts } from "../../features/requestPanel/requestPanelProtocol.ts";
import { answerTableView } from "./answerTableView.ts";
import { fillIn } from "../shared/fillIn.ts";
import { tabList, type TabList } from "../shared/tabList.ts";
import type { BodyView } from "./bodyView.ts";
import type { AnswerTab, PageContext } from "./pageState.ts";

/** Body, headers, and the request as it went out. */
export function answerTabs(context: PageContext, answer: Answer): TemplateResult {
  const { state, texts, showTab } = context;
  const shown = tabFor(state.tab, answer);
  const tabs: TabList<AnswerTab>["tabs"] = [
    { key: "body", label: texts.body },
    ...(hasTable(answer) ? [{ key: "table", label: texts.table } as const] : []),
    { key: "headers", label: `${texts.headers} (${answer.headers.length})` },
    { key: "sent", label: texts.sent },
  ];
  return html`${tabList({
      label: texts.answer,
      tabs,
      shown,
      idPrefix: "tab",
      controls: "tab-panel",
      show: showTab,
    })}
    <div id="tab-panel" role="tabpanel" aria-labelledby="tab-${shown}">
      ${tabPanel(context, answer, shown)}
    </div>`;
}

/** The table that was looked at last is not there in every answer. */
function tabFor(tab: AnswerTab, answer: Answer): AnswerTab {
  return tab === "table" && !hasTable(answer) ? "body" : tab;
}

function hasTable({ body }: Answer): boolean {
  return body.kind === "text" && body.hasTable;
}

function tabPanel(context: PageContext, answer: Answer, tab: AnswerTab): TemplateResult {
  switch (tab) {
    case "body":
      return bodyPanel(context, answer);
    case "table":
      return tablePanel(context, answer);
    case "headers":
      return headerTable(context, answer.headers);
    case "sent":
      return sentPanel(context, answer);
    default:
      return assertNever(tab);
  }
}

function tablePanel({ state, texts, send }: PageContext, answer: Answer): TemplateResult {
  const { body } = answer;
  const table = body.kind === "text" && state.body?.id === body.id ? state.body.table : undefined;
  return html`${pageButtons({ texts, send }, answer)}
  ${table === undefined ? html`<p class="quiet">${texts.loading}</p>` : answerTableView(texts, table)}`;
}

/** Other pages of the collection; each sends the request again. */
function pageButtons({ texts, send }: Pick<PageContext, "texts" | "send">, answer: Answer) {
  if (answer.pages.length === 0) return nothing;
  return html`<div class="tools">
    ${answer.pages.map(
      (rel) =>
        html`<vscode-toolbar-button
          icon=${pageIcons[rel]}
          @click=${() => send({ kind: "followLink", rel })}
          >${texts[rel]}</vscode-toolbar-button
        >`,
    )}
  </div>`;
}

const pageIcons = { first: "arrow-up", prev: "arrow-left", next: "arrow-right" } as const;

/** Status, headers and body beside those of the answer before. */
function compareButton({ texts, send }: Pick<PageContext, "texts" | "send">, answer: Answer) {
  if (!answer.comparable) return nothing;
  return html`<vscode-toolbar-button icon="diff" @click=${() => send({ kind: "compareAnswers" })}
    >${texts.compareAnswers}</vscode-toolbar-button
  >`;
}

/** A picture, or the first bytes of whatever it is. */
function binaryPanel(
  { state, texts, send }: Pick<PageContext, "state" | "texts" | "send">,
  answer: Answer,
  body: Extract<BodyFacts, { kind: "binary" }>,
): TemplateResult {
  const shown = state.body?.id === body.id ? state.body : undefined;
  return html`<div class="tools">
      ${compareButton({ texts, send }, answer)}
      <vscode-toolbar-button icon="save" @click=${() => send({ kind: "saveBody" })}
        >${texts.saveBody}</vscode-toolbar-button
      >
    </div>
    <p class="quiet">${fillIn(texts.bodyBinary, answer.size, body.mediaType)}</p>
    ${body.note === undefined ? nothing : html`<p class="hint">${body.note}</p>`}
    ${
      shown?.image === undefined
        ? html`<pre class="hex" tabindex="0" role="region" aria-label=${texts.body}>
${shown?.text ?? ""}</pre>`
        : html`<img class="picture" src=${shown.image} alt=${texts.picture} />`
    }`;
}

function bodyPanel({ state, texts, send }: PageContext, answer: Answer): TemplateResult {
  const { body } = answer;
  if (body.kind === "empty") {
    return html`<p class="quiet">${texts.bodyEmpty}</p>
      <div class="tools">${compareButton({ texts, send }, answer)}</div>`;
  }
  if (body.kind === "binary") return binaryPanel({ state, texts, send }, answer, body);
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
      ${compareButton({ texts, send }, answer)}
      <vscode-toolbar-button icon="save" @click=${() => send({ kind: "saveBody" })}
        >${texts.saveBody}</vscode-toolbar-button
      >
    </div>
    ${pageButtons({ texts, send }, answer)}
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
  return html`<table class="headers" aria-label=${texts.headers}>
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

function sentPanel(context: PageContext, answer: Answer): TemplateResult {
  const { texts } = context;
  const { sent } = answer;
  return html`${tokenRequestButton(context, answer)}
    <pre class="sent-line">${sent.line}</pre>
    ${headerTable(context, sent.headers)}
    ${
      sent.body === undefined
        ? nothing
        : html`<pre class="sent-body" tabindex="0" role="region" aria-label=${texts.requestBody}>
${sent.body}</pre>`
    }`;
}

function tokenRequestButton({ texts, send }: PageContext, answer: Answer) {
  if (!answer.hasTokenRequest) return nothing;
  return html`<div class="tools">
    <vscode-toolbar-button icon="key" @click=${() => send({ kind: "showTokenRequest" })}
      >${texts.tokenRequest}</vscode-toolbar-button
    >
  </div>`;
}
