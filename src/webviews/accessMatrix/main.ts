import { html, nothing, render, type TemplateResult } from "lit";
import "@vscode-elements/elements/dist/vscode-button/vscode-button.js";
import "@vscode-elements/elements/dist/vscode-checkbox/vscode-checkbox.js";
import "@vscode-elements/elements/dist/vscode-icon/vscode-icon.js";
import "@vscode-elements/elements/dist/vscode-progress-bar/vscode-progress-bar.js";
import "@vscode-elements/elements/dist/vscode-textfield/vscode-textfield.js";
import "@vscode-elements/elements/dist/vscode-toolbar-button/vscode-toolbar-button.js";
import type {
  Intent,
  Message,
  Model,
  Notice,
} from "../../features/accessMatrix/accessMatrixProtocol.ts";
import type { AccessMatrixTexts } from "../../features/accessMatrix/accessMatrixTexts.ts";
import type { MatrixGrid } from "../../features/accessMatrix/matrixGrid.ts";
import type { MatrixQuery } from "../../features/accessMatrix/matrixQuery.ts";
import type { MatrixView } from "../../features/accessMatrix/selectView.ts";
import { openHostLink } from "../shared/hostLink.ts";
import { activeAt, placeOf } from "./activePlace.ts";
import { createCellWords } from "./cellWords.ts";
import { MatrixTable } from "./matrixTable.ts";
import type { Place } from "./moveInTable.ts";
import { parseKept, toMemento, type PageState, type Shown } from "./pageState.ts";
import { toTableContent, type TableContent } from "./tableContent.ts";
import { toolbar } from "./toolbar.ts";

const texts = parseTexts(document.body.dataset["texts"]);
const link = openHostLink<Intent, Message>();
const table = new MatrixTable();
const wordsOf = createCellWords(texts);
let state: PageState | undefined;
let kept = parseKept(link.recall());
let content: TableContent | undefined;
/** What has arrived; a view is shown only together with the grid that it belongs to. */
let grid: { readonly id: number; readonly grid: MatrixGrid } | undefined;
let view: { readonly gridId: number; readonly view: MatrixView } | undefined;
let typing: ReturnType<typeof setTimeout> | undefined;
let hasScrolled = false;
/** Where the keyboard is. */
let place: Place = { row: -1, column: 0 };

table.listener = { moved: rememberPlace, chosen: choose };
link.onMessage((message) => {
  switch (message.kind) {
    case "grid":
      grid = message;
      return showTogether();
    case "view":
      view = message;
      return showTogether();
    case "model":
      return takeModel(message.model);
  }
});
link.send({ kind: "ready" });

/** The words that the editor put into the page, in the person's language. */
function parseTexts(json = "{}"): AccessMatrixTexts {
  return JSON.parse(json) as AccessMatrixTexts;
}

function takeModel(model: Model): void {
  const before = state;
  const isNewQuery = before?.model.queryVersion !== model.queryVersion;
  change({
    model,
    query: before && !isNewQuery ? before.query : model.query,
    shown: before?.shown ?? together(),
    kept,
  });
  remember();
}

function together(): Shown | undefined {
  return grid && view && view.gridId === grid.id ? { grid: grid.grid, view: view.view } : undefined;
}

function showTogether(): void {
  const shown = together();
  if (state && shown) change({ ...state, shown });
}

function change(next: PageState): void {
  const isOther = next.shown !== state?.shown || next.kept.collapsed !== state?.kept.collapsed;
  const isRenamed = next.model.comparison?.name !== state?.model.comparison?.name;
  const isSorted = next.query.sortBy !== state?.query.sortBy;
  state = next;
  draw(next);
  if (isOther || isRenamed || isSorted) fillTable(next);
}

function draw(current: PageState): void {
  const context = { state: current, texts, edit, send: (intent: Intent) => link.send(intent) };
  const { model, shown } = current;
  render(
    html`${toolbar(context)} ${shown ? counts(model) : nothing} ${notices(current)}
    ${shown ? html`${table}` : waiting(model)}
    ${shown ? html`<p class="detail" id="detail" aria-hidden="true">${detail()}</p>` : nothing}`,
    document.body,
  );
}

function counts(model: Model): TemplateResult {
  return html`<div class="counts">
    <p role="status">${model.counts}</p>
    ${legend()} ${model.busy ? html`<vscode-progress-bar></vscode-progress-bar>` : nothing}
  </div>`;
}

function legend(): TemplateResult {
  return html`<p class="legend" aria-label=${texts.legend}>
    ${["a", "d", "n", "u"].map(legendItem)}
  </p>`;
}

function legendItem(code: string): TemplateResult {
  const { look, icon, letter, word } = wordsOf(code);
  // What is read of it is the word; the icon has no name and the letter is for the eye.
  return html`<span class=${look}><span aria-hidden="true">${icon} ${letter}</span> ${word}</span>`;
}

function notices({ model, shown }: PageState): TemplateResult {
  const problem = model.comparison?.problem;
  const isEmpty = shown !== undefined && shown.view.endpoints === 0 && !model.notice;
  return html`${model.notice && shown ? notice(model.notice) : nothing}
  ${
    problem === undefined
      ? nothing
      : notice({ kind: "doubt", text: problem, buttonLabel: undefined })
  }
  ${isEmpty ? notice({ kind: "empty", text: texts.nothingFound, buttonLabel: undefined }) : nothing}`;
}

function waiting(model: Model): TemplateResult {
  if (model.notice && !model.busy) {
    return html`<div class="instead">${notice(model.notice)}</div>`;
  }
  return html`<div class="instead">
    <vscode-progress-bar></vscode-progress-bar>
    <p role="status">${model.notice?.text ?? texts.loading}</p>
  </div>`;
}

function notice({ kind, text, buttonLabel }: Notice): TemplateResult {
  return html`<p class="notice" role=${kind === "failed" ? "alert" : "status"}>
    <vscode-icon name=${noticeIcons[kind]}></vscode-icon>
    <span>${text}</span>
    ${
      buttonLabel === undefined
        ? nothing
        : html`<vscode-button secondary @click=${() => link.send({ kind: "runRemedy" })}
            >${buttonLabel}</vscode-button
          >`
    }
  </p>`;
}

const noticeIcons = {
  waiting: "loading",
  disconnected: "debug-disconnect",
  failed: "error",
  empty: "info",
  doubt: "warning",
} as const;

/** What of the matrix is wanted: sent at once, but for text, which waits until the person pauses. */
function edit(part: Partial<MatrixQuery>): void {
  if (!state) return;
  change({ ...state, query: { ...state.query, ...part } });
  clearTimeout(typing);
  typing = setTimeout(sendQuery, part.text === undefined ? 0 : 120);
}

function sendQuery(): void {
  if (state) link.send({ kind: "show", query: state.query });
}

function fillTable({ shown, query, model }: PageState): void {
  if (!shown) return;
  content = toTableContent({
    ...shown,
    texts,
    collapsed: new Set(kept.collapsed),
    otherName: model.comparison?.name ?? "",
  });
  const sortedBy = shown.view.columns.findIndex(
    (caller) => shown.grid.callers[caller]?.key === query.sortBy,
  );
  place = placeOf(kept.active, content);
  table.show({ content, texts, sortedBy: sortedBy < 0 ? undefined : sortedBy, active: place });
  // Once, where the page is new: afterwards the person scrolls.
  if (!hasScrolled) table.showActive();
  hasScrolled = true;
}

function rememberPlace(next: Place): void {
  if (!state || !content) return;
  place = next;
  kept = { ...kept, active: activeAt(place, content) };
  state = { ...state, kept };
  remember();
  const line = document.getElementById("detail");
  if (line) line.textContent = detail();
}

function remember(): void {
  if (state) link.remember(toMemento(state));
}

/** The cell where the keyboard is, in a sentence: names are cut off in the table. */
function detail(): string {
  if (!content) return "";
  const { row, column } = place;
  const line = content.rowAt(row);
  const words = content.describe(row, line?.kind === "group" ? -1 : column - 1);
  if (line?.kind === "group") {
    return `${words}. ${line.isCollapsed ? texts.expand : texts.collapse}`;
  }
  return line && column > 0 ? `${words}. ${texts.why}` : words;
}

function choose({ row, column }: Place): void {
  if (!state || !content) return;
  const line = content.rowAt(row);
  const caller = content.callerAt(column - 1);
  if (line?.kind === "group") {
    const { label } = line.group;
    const isCollapsed = kept.collapsed.includes(label);
    const collapsed = isCollapsed
      ? kept.collapsed.filter((one) => one !== label)
      : [...kept.collapsed, label];
    kept = { ...kept, collapsed };
    change({ ...state, kept });
    remember();
  } else if (line && caller) {
    const { method, path } = line.endpoint;
    link.send({ kind: "explain", method, path, caller: caller.key });
  } else if (row < 0) {
    edit({ sortBy: state.query.sortBy === caller?.key ? undefined : caller?.key });
  }
}
