import { commands, ProgressLocation, window, workspace, type Uri } from "vscode";
import { assertNever } from "../../base/assertNever.ts";
import type { Logger } from "../../base/logger.ts";
import type { VerificationEffect } from "../../features/verification/verificationEffect.ts";
import {
  parseVerificationIntent,
  type VerificationMessage,
} from "../../features/verification/verificationProtocol.ts";
import type { Verification, Verifications } from "../../features/verification/verifications.ts";
import type { VerificationTarget } from "../../features/verification/verificationTarget.ts";
import { verificationTexts } from "../../features/verification/verificationTexts.ts";
import type { PageNews } from "../panels/connectPage.ts";
import { atMostEvery } from "../pace.ts";
import { registerPages } from "../panels/registerPages.ts";
import type { Panels } from "../registerLazyPanels.ts";
import { runRemedy, type ReportError } from "../reportError.ts";

export interface VerificationHostDeps {
  readonly extensionUri: Uri;
  readonly verifications: Verifications;
  readonly reportError: ReportError;
  readonly log: Logger;
}

const verificationViewType = "ordsSecurity.verification";

/** A run changes the model many times a second; as often as this, the page is told. */
const showEveryMs = 200;

/** Shows verifications as editors, and brings their results back after a reload, without any credential. */
export function registerVerificationPanels(deps: VerificationHostDeps): Panels<VerificationTarget> {
  const { verifications } = deps;
  return registerPages({
    ...deps,
    viewType: verificationViewType,
    page: { name: "verification", texts: verificationTexts },
    open: (target) => verifications.open(target),
    restore: (memento) => verifications.restore(memento),
    // Asking for the same thing again leads to the page that is there.
    keyOf: (target) => JSON.stringify(target),
    keyOfRestored: () => undefined,
    parseIntent: parseVerificationIntent,
    receive: async (intent, verification) => {
      const handled = verification.handle(intent);
      if (intent.kind === "run" || intent.kind === "runAgain")
        showInStatusBar(verification.title, handled);
      const effect = await handled;
      if (effect) await perform(effect);
    },
    newsOf,
    pace: (changes) => atMostEvery(changes, showEveryMs),
  });
}

function newsOf({ model }: Verification): readonly PageNews<VerificationMessage>[] {
  // While the person chooses, the choice is the page's own: only what follows from it is news.
  const { selection, ...choice } = model.choice;
  const followed = [model.connection, choice, model.step, selection.endpoints.length];
  return [{ version: JSON.stringify(followed), message: { kind: "model", model } }];
}

/** So that a run is not forgotten when another editor is in front of it. Why one fails is told by whoever began it. */
function showInStatusBar(title: string, running: Promise<unknown>): void {
  void window.withProgress({ location: ProgressLocation.Window, title }, async () => {
    await Promise.allSettled([running]);
  });
}

async function perform(effect: VerificationEffect): Promise<void> {
  switch (effect.kind) {
    case "runRemedy":
      return await runRemedy(effect.remedy);
    case "explain":
      await commands.executeCommand("ordsSecurity.explainAccess", effect);
      return;
    case "openText": {
      const { text: content, language } = effect;
      // Spreadsheets' text has no language of its own in the editor.
      const known = language === "markdown" ? { language } : {};
      await window.showTextDocument(await workspace.openTextDocument({ content, ...known }));
      return;
    }
    default:
      return assertNever(effect);
  }
}
