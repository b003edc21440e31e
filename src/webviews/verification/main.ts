import { html, render, type TemplateResult } from "lit";
import "@vscode-elements/elements/dist/vscode-button/vscode-button.js";
import "@vscode-elements/elements/dist/vscode-icon/vscode-icon.js";
import "@vscode-elements/elements/dist/vscode-progress-bar/vscode-progress-bar.js";
import "@vscode-elements/elements/dist/vscode-textfield/vscode-textfield.js";
import { assertNever } from "../../base/assertNever.ts";
import type {
  VerificationIntent,
  VerificationMessage,
  VerificationModel,
} from "../../features/verification/verificationProtocol.ts";
import type { VerificationTexts } from "../../features/verification/verificationTexts.ts";
import { connectionNote } from "../shared/connectionNote.ts";
import { openHostLink } from "../shared/hostLink.ts";
import { chooseView } from "./chooseView.ts";
import { rowsAtOnce, toMemento, type PageContext, type PageState } from "./pageState.ts";
import { resultsView } from "./resultsView.ts";
import { runView } from "./runView.ts";

const texts = parseTexts(document.body.dataset["texts"]);
const link = openHostLink<VerificationIntent, VerificationMessage>();
let state: PageState | undefined;

link.onMessage(({ model }) => takeModel(model));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && state?.model.step.kind === "run") link.send({ kind: "cancel" });
});
link.send({ kind: "ready" });

/** The words that the editor put into the page, in the person's language. */
function parseTexts(json = "{}"): VerificationTexts {
  return JSON.parse(json) as VerificationTexts;
}

function takeModel(model: VerificationModel): void {
  const before = state;
  const { choice, step } = model;
  const isNewSelection = before?.model.choice.selectionVersion !== choice.selectionVersion;
  // Until the person has chosen, the choice is the host's: it is not known before the schema is read.
  const isUntouched = before?.selection === before?.model.choice.selection;
  const selection = before && !isNewSelection && !isUntouched ? before.selection : choice.selection;
  const isOtherStep = before?.model.step.kind !== step.kind;
  const isNewRun = step.kind === "run" && isOtherStep;
  const empty = { openRows: new Set<number>(), shownRows: rowsAtOnce };
  const kept = before && !isNewRun ? before : undefined;
  take({
    model,
    selection,
    endpointFilter: before?.endpointFilter ?? "",
    offersChanging: before?.offersChanging ?? hasChanging(model),
    resultFilter: kept?.resultFilter ?? "",
    onlyDisagreements: kept?.onlyDisagreements ?? false,
    openRows: kept?.openRows ?? empty.openRows,
    shownRows: kept?.shownRows ?? empty.shownRows,
  });
  if (!before || !isOtherStep) return;
  document.getElementById(`step-${step.kind}`)?.focus({ preventScroll: true });
  window.scrollTo(0, 0);
}

function hasChanging({ choice }: VerificationModel): boolean {
  const chosen = new Set(choice.selection.endpoints);
  return choice.groups.some((group) =>
    group.endpoints.some((one) => one.changes && chosen.has(one.key)),
  );
}

function take(next: PageState): void {
  state = next;
  link.remember(toMemento(next));
  draw(next);
}

function draw(current: PageState): void {
  const context: PageContext = {
    state: current,
    texts,
    change: (part) => take({ ...(state ?? current), ...part }),
    choose: (part) => {
      const now = state ?? current;
      const selection = { ...now.selection, ...part };
      take({ ...now, selection });
      link.send({ kind: "edit", selection });
    },
    send: (intent) => link.send(intent),
  };
  render(html`${header(context)} ${stepView(context)}`, document.body);
}

function header({ state: { model }, texts: words, send }: PageContext): TemplateResult {
  const { name, schemaUrl, note } = model.connection;
  return html`<header>
    <h1>${words.heading}</h1>
    <p class="quiet connection">${name} <span>${schemaUrl}</span></p>
    ${connectionNote(note, () => send({ kind: "runRemedy" }))}
  </header>`;
}

function stepView(context: PageContext): TemplateResult {
  const { step } = context.state.model;
  switch (step.kind) {
    case "choose":
      return chooseView(context);
    case "run":
      return runView(context, step);
    case "results":
      return resultsView(context, step.report);
    default:
      return assertNever(step);
  }
}
