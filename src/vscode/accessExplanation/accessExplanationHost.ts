import { commands, env, l10n, window, type Disposable, type Uri, type WebviewPanel } from "vscode";
import { assertNever } from "../../base/assertNever.ts";
import { DisposableStore, toDisposable } from "../../base/disposable.ts";
import type { Logger } from "../../base/logger.ts";
import type {
  AccessExplanationPanel,
  AccessExplanations,
} from "../../features/accessExplanation/accessExplanation.ts";
import {
  parseExplanationIntent,
  type ExplanationIntent,
  type ExplanationMessage,
} from "../../features/accessExplanation/accessExplanationProtocol.ts";
import type { ExplanationEffect } from "../../features/accessExplanation/explanationEffect.ts";
import type { ExplanationTarget } from "../../features/accessExplanation/explanationTarget.ts";
import { explanationTexts } from "../../features/accessExplanation/explanationTexts.ts";
import type { RequestTarget } from "../../features/requestPanel/requestTarget.ts";
import { escapeSnippet } from "../../features/scaffold/toSnippet.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";
import type { Explorer } from "../explorer/registerExplorer.ts";
import { showInSidebar } from "../explorer/showInSidebar.ts";
import type { Page } from "../panels/page.ts";
import { fillWebviewPanel, openWebviewPanel } from "../panels/webviewPanel.ts";
import type { Panels } from "../registerLazyPanels.ts";
import { remedyCommand, type ReportError } from "../reportError.ts";
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

/** The view type of the panels; `onWebviewPanel:…` in the manifest brings them back after a reload. */
export const accessExplanationViewType = "ordsSecurity.accessExplanation";

/** Shows explanations as editors, one for each connection, and brings them back after a reload. */
export function registerAccessExplanation(deps: AccessExplanationDeps): Panels<ExplanationTarget> {
  const store = new DisposableStore();
  const open = new Map<ProfileId, ExplanationConnection>();
  // The editors stay: when the window is reloaded, they are what comes back.
  store.add(toDisposable(() => open.forEach((connection) => connection.dispose())));
  const connect = (panel: AccessExplanationPanel, view: WebviewPanel): void => {
    const connection = new ExplanationConnection({ ...deps, panel, view });
    open.set(panel.profile, connection);
    view.onDidDispose(() => {
      if (open.get(panel.profile) === connection) open.delete(panel.profile);
      connection.dispose();
    });
  };
  store.add(
    window.registerWebviewPanelSerializer(accessExplanationViewType, {
      deserializeWebviewPanel: async (view, memento: unknown) => {
        const panel = deps.accessExplanations.restore(memento);
        if (panel && !open.has(panel.profile)) {
          fillWebviewPanel(view, deps.extensionUri, pageOf(panel));
          connect(panel, view);
        } else {
          panel?.dispose();
          view.dispose();
        }
      },
    }),
  );
  return {
    open: (target) => {
      const known = open.get(target.profile);
      if (known) return known.ask(target);
      const panel = deps.accessExplanations.open(target);
      connect(panel, openWebviewPanel(accessExplanationViewType, deps.extensionUri, pageOf(panel)));
    },
    dispose: () => store.dispose(),
  };
}

function pageOf(panel: AccessExplanationPanel): Page {
  const texts = Object.entries(explanationTexts).map(([key, text]) => [key, l10n.t(text)] as const);
  return { title: panel.title, name: "accessExplanation", texts: Object.fromEntries(texts) };
}

interface ConnectionParts extends AccessExplanationDeps {
  readonly panel: AccessExplanationPanel;
  readonly view: WebviewPanel;
}

/** While somebody types, an answer is looked for when they pause. */
const pauseMs = 120;

/** The line between one panel and its page. */
class ExplanationConnection implements Disposable {
  readonly #parts: ConnectionParts;
  readonly #store = new DisposableStore();
  /** What the page shows now; it forgets everything when it is hidden. */
  #shown: string | undefined;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
    const { panel, view } = parts;
    this.#store.add(panel);
    this.#store.add(panel.onDidChange(() => this.#showSoon()));
    this.#store.add(view.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)));
    this.#store.add(toDisposable(() => clearTimeout(this.#waiting)));
  }

  ask(target: ExplanationTarget): void {
    this.#parts.panel.ask(target);
    this.#parts.view.reveal();
  }

  dispose(): void {
    this.#store.dispose();
  }

  #receive(message: unknown): void {
    const intent = parseExplanationIntent(message);
    if (!intent) {
      this.#parts.log.warn("The page of an explanation sent something that is not understood.");
      return;
    }
    this.#handle(intent).catch((error: unknown) => this.#parts.reportError(error));
  }

  async #handle(intent: ExplanationIntent): Promise<void> {
    if (intent.kind === "ready") {
      this.#shown = undefined;
      this.#show();
      return;
    }
    const effect = this.#parts.panel.handle(intent);
    if (effect) await this.#perform(effect);
  }

  #showSoon(): void {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => {
      try {
        this.#show();
      } catch (error) {
        void this.#parts.reportError(error);
      }
    }, pauseMs);
  }

  #show(): void {
    const { panel, view } = this.#parts;
    if (!view.visible) return;
    if (view.title !== panel.title) view.title = panel.title;
    const { model } = panel;
    // While the person types, the form is the page's own: only what follows from it is news.
    const news = JSON.stringify({ ...model, draft: undefined });
    if (news === this.#shown) return;
    this.#shown = news;
    const message: ExplanationMessage = { kind: "model", model };
    // Not delivered means that the page was hidden meanwhile; it will say that it is ready when it is back.
    void view.webview.postMessage({ ordsSecurity: true, ...message });
  }

  async #perform(effect: ExplanationEffect): Promise<void> {
    const { panel, explorer, scripts, openRequest } = this.#parts;
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
      case "runRemedy": {
        const { action, argument } = effect.remedy;
        if (action !== "retry") await commands.executeCommand(remedyCommand(action), argument);
        return;
      }
      default:
        return assertNever(effect);
    }
  }
}
