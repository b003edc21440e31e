import { html, render } from "lit";
import "@vscode-elements/elements/dist/vscode-button/vscode-button.js";
import "@vscode-elements/elements/dist/vscode-icon/vscode-icon.js";
import "@vscode-elements/elements/dist/vscode-textfield/vscode-textfield.js";
import type {
  ExplanationIntent,
  ExplanationMessage,
  ExplanationModel,
} from "../../features/accessExplanation/accessExplanationProtocol.ts";
import type { ExplanationTexts } from "../../features/accessExplanation/explanationTexts.ts";
import type { QuestionDraft } from "../../features/accessExplanation/questionDraft.ts";
import "../shared/comboBox.ts";
import { openHostLink } from "../shared/hostLink.ts";
import "../shared/toolbarButton.ts";
import { answerId, answerView } from "./answerView.ts";
import {
  toExplanationMemento,
  type ExplanationPageContext,
  type ExplanationPageState,
} from "./pageState.ts";
import { questionForm } from "./questionForm.ts";

const texts = parseTexts(document.body.dataset["texts"]);
const link = openHostLink<ExplanationIntent, ExplanationMessage>();
let state: ExplanationPageState | undefined;
/** Set while the answer to a question from within an answer is awaited. */
let asked = false;

link.onMessage(({ model }) => takeModel(model));
link.send({ kind: "ready" });

/** The words that the editor put into the page, in the person's language. */
function parseTexts(json = "{}"): ExplanationTexts {
  return JSON.parse(json) as ExplanationTexts;
}

function takeModel(model: ExplanationModel): void {
  const isNewDraft = state?.model.draftVersion !== model.draftVersion;
  change({
    model,
    draft: state && !isNewDraft ? state.draft : model.draft,
  });
  if (asked) document.getElementById(answerId)?.focus();
  asked = false;
}

function change(next: ExplanationPageState): void {
  state = next;
  link.remember(toExplanationMemento(next));
  draw(next);
}

function draw(current: ExplanationPageState): void {
  const edit = (part: Partial<QuestionDraft>): void => {
    const now = state ?? current;
    const draft = { ...now.draft, ...part };
    change({ ...now, draft });
    link.send({ kind: "edit", draft });
  };
  const context: ExplanationPageContext = {
    state: current,
    texts,
    edit,
    ask: (part) => {
      asked = true;
      edit(part);
    },
    send: (intent) => link.send(intent),
  };
  render(html`${questionForm(context)} ${answerView(context)}`, document.body);
}
