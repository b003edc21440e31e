import { html, nothing, render, type TemplateResult } from "lit";
import "@vscode-elements/elements/dist/vscode-button/vscode-button.js";
import "@vscode-elements/elements/dist/vscode-checkbox/vscode-checkbox.js";
import "@vscode-elements/elements/dist/vscode-icon/vscode-icon.js";
import "@vscode-elements/elements/dist/vscode-progress-bar/vscode-progress-bar.js";
import "@vscode-elements/elements/dist/vscode-textfield/vscode-textfield.js";
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
import "../shared/toolbarButton.ts";
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
let isTyping = false;
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
  // What is being typed at this moment is newer than anything that the host knows.
  const text = isTyping && before ? before.query.text : model.query.text;
  change({
    model,
    query: before && !isNewQuery ? before.query : { ...model.query, text },
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
  const isFilled = isOther || isRenamed || isSorted;
  state = next;
  if (isFilled) fillContent(next);
  draw(next);
  // The table can measure its place only when it is in the page.
  if (isFilled) fillTable(next);
}

function draw(current: PageState): void {
  const context = { state: current, texts, edit, send: (intent: Intent) => link.send(intent) };
  const { model, shown } = current;
  render(
    html`${toolbar(context)} ${shown ? counts(model) : nothing} ${notices(current)}
    ${shown ? html`${table}` : waiting(model)}
    ${shown ? html`<p class="detail" aria-hidden="true">${detail()}</p>` : nothing}`,
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
  const { problem, buttonLabel } = model.comparison ?? {};
  const isEmpty = shown !== undefined && shown.view.endpoints === 0 && !model.notice;
  return html`${model.notice && shown ? notice(model.notice) : nothing}
  ${
    // Without a matrix of its own there is nothing to compare.
    problem === undefined || !shown
      ? nothing
      : notice({ kind: "doubt", text: problem, buttonLabel }, "connectOther")
  }
  ${isEmpty ? nothingFound() : nothing}`;
}

function nothingFound(): TemplateResult {
  return html`<p class="notice" role="status">
    <vscode-icon name="info"></vscode-icon>
    <span>${texts.nothingFound}</span>
    <vscode-button secondary @click=${() => edit(noFilters)}>${texts.clear}</vscode-button>
  </p>`;
}

/** Whose access is shown stays, and how it is ordered. */
const noFilters = {
  text: "",
  method: undefined,
  verdict: undefined,
  onlyPublic: false,
  onlyWrites: false,
  onlyDifferent: false,
} as const satisfies Partial<MatrixQuery>;

function waiting(model: Model): TemplateResult {
  if (model.notice && !model.busy) {
    return html`<div class="instead">${notice(model.notice)}</div>`;
  }
  return html`<div class="instead">
    <vscode-progress-bar></vscode-progress-bar>
    <p role="status">${model.notice?.text ?? texts.loading}</p>
  </div>`;
}

function notice(
  { kind, text, buttonLabel }: Notice,
  intent: "runRemedy" | "connectOther" = "runRemedy",
): TemplateResult {
  return html`<p class="notice" role=${kind === "failed" ? "alert" : "status"}>
    <vscode-icon name=${noticeIcons[kind]}></vscode-icon>
    <span>${text}</span>
    ${
      buttonLabel === undefined
        ? nothing
        : html`<vscode-button secondary @click=${() => link.send({ kind: intent })}
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
  if (part.text !== undefined) isTyping = true;
  typing = setTimeout(sendQuery, part.text === undefined ? 0 : 120);
}

function sendQuery(): void {
  isTyping = false;
  if (state) link.send({ kind: "show", query: state.query });
}

function fillContent({ shown, model }: PageState): void {
  if (!shown) return;
  const otherName = model.comparison?.name ?? "";
  content = toTableContent({ ...shown, texts, collapsed: new Set(kept.collapsed), otherName });
  place = placeOf(kept.active, content);
}

function fillTable({ shown, query }: PageState): void {
  if (!shown || !content) return;
  const sortedBy = shown.view.columns.findIndex(
    (caller) => shown.grid.callers[caller]?.key === query.sortBy,
  );
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
  draw(state);
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
  if (!line) return words;
  return `${words}. ${column > 0 ? texts.why : texts.whoCan}`;
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
  } else if (line) {
    const { method, path } = line.endpoint;
    link.send({ kind: "showCallers", method, path });
  } else if (row < 0) {
    edit({ sortBy: state.query.sortBy === caller?.key ? undefined : caller?.key });
  }
}
