import { commands, l10n, window, type Disposable, type Uri, type WebviewPanel } from "vscode";
import { assertNever } from "../../base/assertNever.ts";
import { DisposableStore, toDisposable } from "../../base/disposable.ts";
import type { Logger } from "../../base/logger.ts";
import type {
  AccessMatrixPanel,
  AccessMatrixPanels,
} from "../../features/accessMatrix/accessMatrixPanels.ts";
import { parseIntent, type Message } from "../../features/accessMatrix/accessMatrixProtocol.ts";
import { accessMatrixTexts } from "../../features/accessMatrix/accessMatrixTexts.ts";
import type { MatrixEffect } from "../../features/accessMatrix/matrixEffect.ts";
import type { MatrixGrid } from "../../features/accessMatrix/matrixGrid.ts";
import type { MatrixView } from "../../features/accessMatrix/selectView.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";
import type { App } from "../app.ts";
import type { Page } from "../panels/page.ts";
import { fillWebviewPanel, openWebviewPanel } from "../panels/webviewPanel.ts";
import { remedyCommand, type ReportError } from "../reportError.ts";
import { askMatrixCaller } from "./askMatrixCaller.ts";
import { askMatrixCallers } from "./askMatrixCallers.ts";
import { askMatrixComparison } from "./askMatrixComparison.ts";
import { saveMatrix } from "./saveMatrix.ts";

export interface AccessMatrixDeps {
  readonly extensionUri: Uri;
  readonly accessMatrixPanels: AccessMatrixPanels;
  readonly sessions: App["sessions"];
  readonly reportError: ReportError;
  readonly log: Logger;
}

/** The view type of the panels; `onWebviewPanel:…` in the manifest brings them back after a reload. */
export const accessMatrixViewType = "ordsSecurity.accessMatrix";

/** Shows access matrices as editors, one for each connection, and brings them back after a reload. */
export function registerAccessMatrix(
  deps: AccessMatrixDeps,
): Disposable & { open(profile: ProfileId): void } {
  const store = new DisposableStore();
  const open = new Map<ProfileId, MatrixConnection>();
  // The editors stay: when the window is reloaded, they are what comes back.
  store.add(toDisposable(() => open.forEach((connection) => connection.dispose())));
  const connect = (panel: AccessMatrixPanel, view: WebviewPanel): void => {
    const connection = new MatrixConnection({ ...deps, panel, view });
    open.set(panel.profile, connection);
    view.onDidDispose(() => {
      if (open.get(panel.profile) === connection) open.delete(panel.profile);
      connection.dispose();
    });
  };
  store.add(
    window.registerWebviewPanelSerializer(accessMatrixViewType, {
      deserializeWebviewPanel: async (view, memento: unknown) => {
        const panel = deps.accessMatrixPanels.restore(memento);
        if (panel) {
          fillWebviewPanel(view, deps.extensionUri, pageOf(panel));
          connect(panel, view);
        } else view.dispose();
      },
    }),
  );
  return {
    open: (profile) => {
      const known = open.get(profile);
      if (known) return known.reveal();
      const panel = deps.accessMatrixPanels.open(profile);
      connect(panel, openWebviewPanel(accessMatrixViewType, deps.extensionUri, pageOf(panel)));
    },
    dispose: () => store.dispose(),
  };
}

function pageOf(panel: AccessMatrixPanel): Page {
  const texts = Object.entries(accessMatrixTexts).map(
    ([key, text]) => [key, l10n.t(text)] as const,
  );
  return { title: panel.title, name: "accessMatrix", texts: Object.fromEntries(texts) };
}

interface ConnectionParts extends AccessMatrixDeps {
  readonly panel: AccessMatrixPanel;
  readonly view: WebviewPanel;
}

/** The line between one matrix and its page. */
class MatrixConnection implements Disposable {
  readonly #parts: ConnectionParts;
  readonly #store = new DisposableStore();
  /** What the page shows now; it forgets everything when it is hidden. */
  #shownModel: string | undefined;
  #shownGrid: MatrixGrid | undefined;
  #shownView: MatrixView | undefined;
  #gridId = 0;

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
    const { panel, view } = parts;
    this.#store.add(panel);
    this.#store.add(panel.onDidChange(() => this.#show()));
    this.#store.add(view.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)));
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
      this.#parts.log.warn("The access matrix's page sent something that is not understood.");
      return;
    }
    if (intent.kind === "ready") {
      this.#shownModel = this.#shownGrid = this.#shownView = undefined;
    }
    try {
      const effect = this.#parts.panel.handle(intent);
      this.#show();
      if (effect) {
        this.#perform(effect).catch((error: unknown) => this.#parts.reportError(error));
      }
    } catch (error) {
      void this.#parts.reportError(error);
    }
  }

  #show(): void {
    const { panel, view } = this.#parts;
    if (!view.visible) return;
    const { model, grid } = panel;
    if (view.title !== panel.title) view.title = panel.title;
    const news = JSON.stringify(model);
    if (news !== this.#shownModel) this.#post({ kind: "model", model });
    this.#shownModel = news;
    if (grid && grid !== this.#shownGrid) {
      this.#gridId += 1;
      this.#post({ kind: "grid", id: this.#gridId, grid });
      this.#shownView = undefined;
    }
    this.#shownGrid = grid;
    if (panel.view && panel.view !== this.#shownView) {
      this.#post({ kind: "view", gridId: this.#gridId, view: panel.view });
    }
    this.#shownView = panel.view;
  }

  #post(message: Message): void {
    // Not delivered means that the page was hidden meanwhile; it will say that it is ready when it is back.
    void this.#parts.view.webview.postMessage({ ordsSecurity: true, ...message });
  }

  async #perform(effect: MatrixEffect): Promise<void> {
    const { panel, sessions } = this.#parts;
    switch (effect.kind) {
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
      case "showCallers": {
        const { profile, method, path } = effect;
        await commands.executeCommand("ordsSecurity.showCallers", { profile, method, path });
        return;
      }
      case "askCallers": {
        panel.showCallers(await askMatrixCallers(effect));
        return;
      }
      case "askCaller":
        panel.addCaller(await askMatrixCaller(effect.catalog));
        return;
      case "askComparison": {
        const target = await askMatrixComparison(sessions, effect.profile);
        if (target) panel.compareWith(target);
        return;
      }
      case "save":
        return await saveMatrix(effect);
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
