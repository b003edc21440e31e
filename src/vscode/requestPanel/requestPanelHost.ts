import {
  commands,
  env,
  l10n,
  Uri,
  window,
  workspace,
  type Disposable,
  type WebviewPanel,
} from "vscode";
import { assertNever } from "../../base/assertNever.ts";
import { DisposableStore, toDisposable } from "../../base/disposable.ts";
import type { Logger } from "../../base/logger.ts";
import type { PanelEffect } from "../../features/requestPanel/panelEffect.ts";
import type { RequestHistory } from "../../features/requestPanel/requestHistory.ts";
import type { RequestPanel, RequestPanels } from "../../features/requestPanel/requestPanel.ts";
import { parseIntent, type Message } from "../../features/requestPanel/requestPanelProtocol.ts";
import { requestPanelTexts } from "../../features/requestPanel/requestPanelTexts.ts";
import type { RequestTarget } from "../../features/requestPanel/requestTarget.ts";
import type { OpenBodySink } from "../../services/http/bodySink.ts";
import { withProgress } from "../withProgress.ts";
import type { ReadOnlyDocuments } from "../documents/readOnlyDocuments.ts";
import { fillWebviewPanel, openWebviewPanel } from "../panels/webviewPanel.ts";
import type { Page } from "../panels/page.ts";
import { chooseSent } from "./chooseSent.ts";
import { handOverRequest } from "./handOverRequest.ts";
import { remedyCommand, type ReportError } from "../reportError.ts";

export interface RequestPanelDeps {
  readonly documents: ReadOnlyDocuments;
  readonly extensionUri: Uri;
  readonly requestPanels: RequestPanels;
  readonly history: RequestHistory;
  readonly reportError: ReportError;
  /** Where a body goes that is not kept in memory. */
  readonly fileSink: (path: string) => OpenBodySink;
  readonly log: Logger;
}

/** The view type of the panels; `onWebviewPanel:…` in the manifest brings them back after a reload. */
export const requestPanelViewType = "ordsSecurity.requestPanel";

/** Shows request panels as editors, and brings them back after a reload, without any credential. */
export function registerRequestPanel(
  deps: RequestPanelDeps,
): Disposable & { open(target: RequestTarget): void } {
  const store = new DisposableStore();
  /** By what they were opened for; trying the same thing again leads to the panel that is there. */
  const open = new Map<string, PanelConnection>();
  // The editors stay: when the window is reloaded, they are what comes back.
  store.add(toDisposable(() => open.forEach((connection) => connection.dispose())));
  const connect = (panel: RequestPanel, view: WebviewPanel, key: string): void => {
    const connection = new PanelConnection({ ...deps, panel, view });
    open.set(key, connection);
    view.onDidDispose(() => {
      open.delete(key);
      connection.dispose();
    });
  };
  let unnamed = 0;
  const keyOf = (target: RequestTarget | undefined): string => {
    if (target && (target.ref ?? target.path)) return JSON.stringify(target);
    unnamed += 1;
    return `unnamed ${unnamed}`;
  };
  store.add(
    window.registerWebviewPanelSerializer(requestPanelViewType, {
      deserializeWebviewPanel: async (view, memento: unknown) => {
        const panel = deps.requestPanels.restore(memento);
        if (panel) {
          fillWebviewPanel(view, deps.extensionUri, pageOf(panel));
          connect(panel, view, keyOf(undefined));
        } else view.dispose();
      },
    }),
  );
  return {
    open: (target) => {
      const key = keyOf(target);
      const known = open.get(key);
      if (known) return known.reveal();
      const panel = deps.requestPanels.open(target);
      const view = openWebviewPanel(requestPanelViewType, deps.extensionUri, pageOf(panel));
      connect(panel, view, key);
    },
    dispose: () => store.dispose(),
  };
}

function pageOf(panel: RequestPanel): Page {
  const texts = Object.entries(requestPanelTexts).map(
    ([key, text]) => [key, l10n.t(text)] as const,
  );
  return {
    title: panel.title,
    name: "requestPanel",
    texts: Object.fromEntries(texts),
    ownPictures: true,
  };
}

interface ConnectionParts extends RequestPanelDeps {
  readonly panel: RequestPanel;
  readonly view: WebviewPanel;
}

/** The line between one panel and its page. */
class PanelConnection implements Disposable {
  readonly #parts: ConnectionParts;
  readonly #store = new DisposableStore();
  /** What the page shows now; it forgets everything when it is hidden. */
  #shownModel: string | undefined;
  #shownBody: number | undefined;

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
    const { panel, view } = parts;
    this.#store.add(panel);
    this.#store.add(panel.onDidChange(() => this.#show()));
    this.#store.add(view.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)));
    // The life that a token has left is in the model, and nobody tells when a minute has passed.
    const ticks = setInterval(() => this.#show(), 30_000);
    this.#store.add(toDisposable(() => clearInterval(ticks)));
  }

  reveal(): void {
    this.#parts.view.reveal();
  }

  dispose(): void {
    this.#store.dispose();
  }

  #receive(message: unknown): void {
    const intent = parseIntent(message);
    if (!intent) {
      this.#parts.log.warn("The request panel's page sent something that is not understood.");
      return;
    }
    if (intent.kind === "ready") this.#shownModel = this.#shownBody = undefined;
    this.#parts.panel
      .handle(intent)
      .then(async (effect) => {
        this.#show();
        if (effect) await this.#perform(effect);
      })
      .catch((error: unknown) => this.#parts.reportError(error));
  }

  #show(): void {
    const { panel, view } = this.#parts;
    if (!view.visible) return;
    const { model, body } = panel;
    if (view.title !== panel.title) view.title = panel.title;
    // While the person types, the form is the page's own: only what follows from it is news.
    const news = JSON.stringify({ ...model, draft: undefined });
    if (news !== this.#shownModel) this.#post({ kind: "model", model });
    if (body && body.id !== this.#shownBody) this.#post({ kind: "body", body });
    this.#shownModel = news;
    this.#shownBody = body?.id;
  }

  #post(message: Message): void {
    // Not delivered means that the page was hidden meanwhile; it will say that it is ready when it is back.
    void this.#parts.view.webview.postMessage({ ordsSecurity: true, ...message });
  }

  /** The body was longer than the limit: it is asked for once more, and goes to a file as it comes. */
  async #saveAnew(name: string): Promise<void> {
    const { panel, fileSink } = this.#parts;
    const send = l10n.t("Send again into a file");
    const chosen = await window.showInformationMessage(
      l10n.t(
        "The body is longer than what was read. To save all of it, the request is sent once more.",
      ),
      { modal: true },
      send,
    );
    const target = chosen === send ? await askFile(name) : undefined;
    if (!target) return;
    const bytes = await withProgress(l10n.t("Saving the body of the answer"), async (signal) => {
      return await panel.saveAnew(fileSink(target.fsPath), signal);
    });
    void window.showInformationMessage(l10n.t("{0} bytes were saved.", String(bytes)));
  }

  async #perform(effect: PanelEffect): Promise<void> {
    switch (effect.kind) {
      case "copy":
        await env.clipboard.writeText(effect.text);
        window.setStatusBarMessage(copied[effect.what](), 4000);
        return;
      case "chooseSent": {
        const chosen = await chooseSent(effect.sent);
        const { panel, history } = this.#parts;
        if (chosen === "clear") await history.clear(panel.profile);
        else if (chosen) panel.fillIn(chosen);
        return;
      }
      case "handOver":
        return await handOverRequest(effect);
      case "saveBytes": {
        const target = await askFile(effect.name);
        if (target) await workspace.fs.writeFile(target, effect.bytes);
        return;
      }
      case "saveAnew":
        return await this.#saveAnew(effect.name);
      case "openDocument":
        return await this.#parts.documents.show(effect);
      case "compareDocuments":
        return await this.#parts.documents.compare(effect.before, effect.after);
      case "runScaffold": {
        const { profile, scaffold, arguments: given } = effect;
        await commands.executeCommand("ordsSecurity.runScaffold", {
          profile,
          scaffold,
          arguments: given,
        });
        return;
      }
      case "explainAccess": {
        const { profile, caller, method, path } = effect;
        const call = { profile, caller, method, path };
        await commands.executeCommand("ordsSecurity.explainAccess", call);
        return;
      }
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

/** The person chooses where; undefined when they do not. */
async function askFile(name: string): Promise<Uri | undefined> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  return await window.showSaveDialog({
    title: l10n.t("Save the body of the answer"),
    ...(folder ? { defaultUri: Uri.joinPath(folder, name) } : {}),
  });
}

const copied = {
  body: () => l10n.t("Copied the body."),
} as const;
