import { env, l10n, window, type Uri } from "vscode";
import { assertNever } from "../../base/assertNever.ts";
import type { Logger } from "../../base/logger.ts";
import type {
  AccessExplanationPanel,
  AccessExplanations,
} from "../../features/accessExplanation/accessExplanation.ts";
import {
  parseExplanationIntent,
  type ExplanationMessage,
} from "../../features/accessExplanation/accessExplanationProtocol.ts";
import type { ExplanationEffect } from "../../features/accessExplanation/explanationEffect.ts";
import type { ExplanationTarget } from "../../features/accessExplanation/explanationTarget.ts";
import { explanationTexts } from "../../features/accessExplanation/explanationTexts.ts";
import type { RequestTarget } from "../../features/requestPanel/requestTarget.ts";
import { escapeSnippet } from "../../features/scaffold/toSnippet.ts";
import type { Explorer } from "../explorer/registerExplorer.ts";
import { showInSidebar } from "../explorer/showInSidebar.ts";
import type { PageNews } from "../panels/connectPage.ts";
import { whenPaused } from "../pace.ts";
import { registerPages } from "../panels/registerPages.ts";
import type { Panels } from "../registerLazyPanels.ts";
import { runRemedy, type ReportError } from "../reportError.ts";
import type { Scripts } from "../scripts/registerScripts.ts";

export interface AccessExplanationDeps {
  readonly extensionUri: Uri;
  readonly accessExplanations: AccessExplanations;
  readonly explorer: Explorer;
  readonly scripts: Pick<Scripts, "open">;
  readonly openRequest: (target: RequestTarget) => void;
  readonly reportError: ReportError;
  readonly log: Logger;
}

const accessExplanationViewType = "ordsSecurity.accessExplanation";

/** While somebody types, an answer is looked for when they pause. */
const pauseMs = 120;

/** Shows explanations as editors, one for each connection, and brings them back after a reload. */
export function registerAccessExplanation(deps: AccessExplanationDeps): Panels<ExplanationTarget> {
  const { accessExplanations } = deps;
  return registerPages({
    ...deps,
    viewType: accessExplanationViewType,
    page: { name: "accessExplanation", texts: explanationTexts },
    open: (target) => accessExplanations.open(target),
    restore: (memento) => accessExplanations.restore(memento),
    keyOf: ({ profile }) => profile,
    keyOfRestored: ({ profile }) => profile,
    ask: (panel, target) => panel.ask(target),
    parseIntent: parseExplanationIntent,
    receive: async (intent, panel) => {
      const effect = panel.handle(intent);
      if (effect) await perform(effect, panel, deps);
    },
    newsOf,
    pace: (changes) => whenPaused(changes, pauseMs),
  });
}

function newsOf({ model }: AccessExplanationPanel): readonly PageNews<ExplanationMessage>[] {
  // While the person types, the form is the page's own: only what follows from it is news.
  const version = JSON.stringify({ ...model, draft: undefined });
  return [{ version, message: { kind: "model", model } }];
}

async function perform(
  effect: ExplanationEffect,
  panel: AccessExplanationPanel,
  { explorer, scripts, openRequest }: AccessExplanationDeps,
): Promise<void> {
  switch (effect.kind) {
    case "copy":
      await env.clipboard.writeText(effect.text);
      window.setStatusBarMessage(l10n.t("Copied the answer."), 4000);
      return;
    case "reveal":
      return await showInSidebar(explorer, panel.profile, effect.ref);
    case "openScript":
      // A tab stop at the beginning leaves the cursor there, where the text is read from.
      return await scripts.open(panel.profile, `$0${escapeSnippet(effect.text)}`);
    case "openRequest":
      return openRequest(effect.target);
    case "runRemedy":
      return await runRemedy(effect.remedy);
    default:
      return assertNever(effect);
  }
}
