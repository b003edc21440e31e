import {
  commands,
  l10n,
  ProgressLocation,
  window,
  workspace,
  type Disposable,
  type Uri,
  type WebviewPanel,
} from "vscode";
import { assertNever } from "../../base/assertNever.ts";
import { DisposableStore, toDisposable } from "../../base/disposable.ts";
import type { Logger } from "../../base/logger.ts";
import type { VerificationEffect } from "../../features/verification/verificationEffect.ts";
import {
  parseVerificationIntent,
  type VerificationMessage,
} from "../../features/verification/verificationProtocol.ts";
import type { Verification, Verifications } from "../../features/verification/verifications.ts";
import type { VerificationTarget } from "../../features/verification/verificationTarget.ts";
import { verificationTexts } from "../../features/verification/verificationTexts.ts";
import type { Page } from "../panels/page.ts";
import { fillWebviewPanel, openWebviewPanel } from "../panels/webviewPanel.ts";
import { remedyCommand, type ReportError } from "../reportError.ts";

export interface VerificationHostDeps {
  readonly extensionUri: Uri;
  readonly verifications: Verifications;
  readonly reportError: ReportError;
  readonly log: Logger;
}

/** The view type of the panels; `onWebviewPanel:…` in the manifest brings them back after a reload. */
const verificationViewType = "ordsSecurity.verification";

/** Shows verifications as editors, and brings their results back after a reload, without any credential. */
export function registerVerificationPanels(
  deps: VerificationHostDeps,
): Disposable & { open(target: VerificationTarget): void } {
  const store = new DisposableStore();
  /** By what they were opened for; asking for the same thing again leads to the panel that is there. */
  const open = new Map<string, VerificationConnection>();
  // The editors stay: when the window is reloaded, they are what comes back.
  store.add(toDisposable(() => open.forEach((connection) => connection.dispose())));
  const connect = (verification: Verification, view: WebviewPanel, key: string): void => {
    const connection = new VerificationConnection({ ...deps, verification, view });
    open.set(key, connection);
    view.onDidDispose(() => {
      open.delete(key);
      connection.dispose();
    });
  };
  let restored = 0;
  store.add(
    window.registerWebviewPanelSerializer(verificationViewType, {
      deserializeWebviewPanel: async (view, memento: unknown) => {
        const verification = deps.verifications.restore(memento);
        if (!verification) {
          view.dispose();
          return;
        }
        fillWebviewPanel(view, deps.extensionUri, pageOf(verification));
        restored += 1;
        connect(verification, view, `restored ${restored}`);
      },
    }),
  );
  return {
    open: (target) => {
      const key = JSON.stringify(target);
      const known = open.get(key);
      if (known) return known.reveal();
      const verification = deps.verifications.open(target);
      const view = openWebviewPanel(verificationViewType, deps.extensionUri, pageOf(verification));
      connect(verification, view, key);
    },
    dispose: () => store.dispose(),
  };
}

function pageOf({ title }: Verification): Page {
  const texts = Object.entries(verificationTexts).map(
    ([key, text]) => [key, l10n.t(text)] as const,
  );
  return { title, name: "verification", texts: Object.fromEntries(texts) };
}

interface ConnectionParts extends VerificationHostDeps {
  readonly verification: Verification;
  readonly view: WebviewPanel;
}

/** As often as a page is told of progress. */
const showEveryMs = 200;

/** The line between one verification and its page. */
class VerificationConnection implements Disposable {
  readonly #parts: ConnectionParts;
  readonly #store = new DisposableStore();
  #shown: string | undefined;
  #soon: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
    const { verification, view } = parts;
    this.#store.add(verification);
    this.#store.add(verification.onDidChange(() => this.#showSoon()));
    this.#store.add(view.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)));
    this.#store.add(toDisposable(() => clearTimeout(this.#soon)));
  }

  reveal(): void {
    this.#parts.view.reveal();
  }

  dispose(): void {
    this.#store.dispose();
  }

  #receive(message: unknown): void {
    const { verification, log, reportError } = this.#parts;
    const intent = parseVerificationIntent(message);
    if (!intent) {
      log.warn("The page of a verification sent something that is not understood.");
      return;
    }
    if (intent.kind === "ready") this.#shown = undefined;
    const handled = verification.handle(intent);
    if (verification.model.step.kind === "run") this.#showInStatusBar(handled);
    handled
      .then(async (effect) => {
        this.#show();
        if (effect) await this.#perform(effect);
      })
      .catch((error: unknown) => reportError(error));
    this.#show();
  }

  /** So that a run is not forgotten when another editor is in front of it. */
  #showInStatusBar(running: Promise<unknown>): void {
    const title = this.#parts.verification.title;
    void window.withProgress({ location: ProgressLocation.Window, title }, async () => {
      await running.catch(() => undefined);
    });
  }

  /** A run changes the model many times a second. */
  #showSoon(): void {
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined;
      this.#show();
    }, showEveryMs);
  }

  #show(): void {
    const { verification, view } = this.#parts;
    if (!view.visible) return;
    const { model, title } = verification;
    if (view.title !== title) view.title = title;
    // While the person chooses, the choice is the page's own: only what follows from it is news.
    const { selection, ...choice } = model.choice;
    const news = JSON.stringify([model.connection, choice, model.step, selection.endpoints.length]);
    if (news === this.#shown) return;
    this.#shown = news;
    const message: VerificationMessage = { kind: "model", model };
    // Not delivered means that the page was hidden meanwhile; it will say that it is ready when it is back.
    void view.webview.postMessage({ ordsSecurity: true, ...message });
  }

  async #perform(effect: VerificationEffect): Promise<void> {
    switch (effect.kind) {
      case "runRemedy": {
        const { action, argument } = effect.remedy;
        if (action !== "retry") await commands.executeCommand(remedyCommand(action), argument);
        return;
      }
      case "explain": {
        const { profile, caller, method, path } = effect;
        await commands.executeCommand("ordsSecurity.explainAccess", {
          profile,
          caller,
          method,
          path,
        });
        return;
      }
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
}
