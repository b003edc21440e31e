import { html, render } from "lit";
import "@vscode-elements/elements/dist/vscode-button/vscode-button.js";
import "@vscode-elements/elements/dist/vscode-icon/vscode-icon.js";
import "@vscode-elements/elements/dist/vscode-progress-bar/vscode-progress-bar.js";
import "@vscode-elements/elements/dist/vscode-textarea/vscode-textarea.js";
import "@vscode-elements/elements/dist/vscode-textfield/vscode-textfield.js";
import type { Draft } from "../../features/requestPanel/draft.ts";
import type {
  Intent,
  Message,
  Model,
  SentIntent,
} from "../../features/requestPanel/requestPanelProtocol.ts";
import type { RequestPanelTexts } from "../../features/requestPanel/requestPanelTexts.ts";
import "../shared/comboBox.ts";
import { openHostLink } from "../shared/hostLink.ts";
import "../shared/toolbarButton.ts";
import "./bodyView.ts";
import { draftForm } from "./draftForm.ts";
import { outcomeView } from "./outcomeView.ts";
import {
  fieldId,
  toMemento,
  wasFilterOpen,
  type PageContext,
  type PageState,
} from "./pageState.ts";

const texts = parseTexts(document.body.dataset["texts"]);
const link = openHostLink<SentIntent, Message>();
let state: PageState | undefined;
/** Set while the answer to a Send is awaited that may turn out to be a refusal: the focus then goes to the field. */
let sendPressed = false;

link.onMessage((message) => {
  if (message.kind === "model") takeModel(message.model);
  else if (state) change({ body: message.body });
});
document.addEventListener("keydown", onKey);
link.send({ kind: "ready" });

/** The words that the editor put into the page, in the person's language. */
function parseTexts(json = "{}"): RequestPanelTexts {
  return JSON.parse(json) as RequestPanelTexts;
}

function takeModel(model: Model): void {
  const before = state;
  const isNewDraft = before?.model.draftVersion !== model.draftVersion;
  const filter = isNewDraft ? undefined : before?.filter;
  const draft = before && !isNewDraft ? before.draft : model.draft;
  change({
    model,
    body: before?.body,
    draft: filter ? withFilterText(draft, model.filter.text) : draft,
    filter,
    filterOpen: before?.filterOpen ?? wasFilterOpen(link.recall()),
    // Once the host holds it, the page has no more business with it.
    token: model.pastedToken === undefined ? (before?.token ?? "") : "",
    // Who looks through the pages of a table wants to go on seeing the table.
    tab: before?.tab ?? "body",
  });
  if (sendPressed && !model.sending) focusFirstProblem(model);
}

function change(part: Partial<PageState>): void {
  const next = { ...state, ...part };
  if (!isComplete(next)) return;
  state = next;
  link.remember(toMemento(state));
  draw(state);
}

function isComplete(value: Partial<PageState>): value is PageState {
  return value.model !== undefined && value.draft !== undefined;
}

function draw(current: PageState): void {
  const context: PageContext = {
    state: current,
    texts,
    edit: (part) => {
      const before = state ?? current;
      const draft = { ...before.draft, ...part };
      // Who types the filter by hand has it read into rows anew.
      const filter = filterText(draft) === filterText(before.draft) ? before.filter : undefined;
      change({ draft, filter });
      link.send({ kind: "edit", draft, filter });
    },
    editFilter: (filter) => {
      const { draft } = state ?? current;
      const withRow =
        filterText(draft) === undefined
          ? { ...draft, query: [...draft.query, { name: "q", value: "{}" }] }
          : draft;
      change({ draft: withRow, filter });
      link.send({ kind: "edit", draft: withRow, filter });
    },
    showFilter: (filterOpen) => change({ filterOpen }),
    typeToken: (token) => change({ token }),
    showTab: (tab) => change({ tab }),
    send,
  };
  render(html`${draftForm(context)} ${outcomeView(context)}`, document.body);
}

function send(intent: Intent): void {
  if (intent.kind === "send") {
    sendPressed = true;
    handOverToken();
  }
  // What stands in `q` may be a moment behind the rows that are typed.
  link.send({ ...intent, filter: state?.filter });
}

function filterText({ query }: Draft): string | undefined {
  return query.find(({ name }) => name === "q")?.value;
}

function withFilterText(draft: Draft, value: string): Draft {
  const place = draft.query.findIndex(({ name }) => name === "q");
  return place < 0 ? draft : { ...draft, query: draft.query.with(place, { name: "q", value }) };
}

/** A token that was typed and not left yet counts as pasted when the request is sent. */
function handOverToken(): void {
  if (state?.draft.caller.kind === "pastedToken" && state.token !== "")
    link.send({ kind: "pasteToken", token: state.token });
}

function focusFirstProblem(model: Model): void {
  sendPressed = false;
  const first = model.problems[0];
  if (first) document.getElementById(fieldId(first.field, first.index))?.focus();
}

function onKey(event: KeyboardEvent): void {
  if (!state) return;
  if (event.key === "Escape" && state.model.sending) send({ kind: "cancel" });
  else if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !state.model.sending) {
    event.preventDefault();
    send({ kind: "send", draft: state.draft });
  }
}
