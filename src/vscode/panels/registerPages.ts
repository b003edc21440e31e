import { l10n, window, type Uri, type WebviewPanel } from "vscode";
import { DisposableStore, toDisposable, type Disposable } from "../../base/disposable.ts";
import type { Panels } from "../registerLazyPanels.ts";
import { connectPage, type PageIntent, type PageLine, type PagePanel } from "./connectPage.ts";
import type { Page } from "./page.ts";
import { fillWebviewPanel, openWebviewPanel } from "./webviewPanel.ts";

/** What pages of one kind are, of which there are as many as keys. */
export interface PageKind<
  Target,
  Panel extends PagePanel,
  Intent extends PageIntent,
> extends PageLine<Panel, Intent> {
  /** `onWebviewPanel:…` in the manifest brings the pages of this type back after a reload. */
  readonly viewType: string;
  readonly extensionUri: Uri;
  /** Its texts in English. */
  readonly page: Omit<Page, "title">;
  open(target: Target): Panel;
  /** A panel as it was before a reload, from what its page remembered; undefined when that is not understood. */
  restore(memento: unknown): Panel | undefined;
  /** Targets of one key lead to one page; undefined always leads to a new one. */
  keyOf(target: Target): string | undefined;
  keyOfRestored(panel: Panel): string | undefined;
  /** Tells a page that is there already what it is asked for now. */
  ask?(panel: Panel, target: Target): void;
}

/** Shows the pages of one kind as editors, and brings them back after a reload. */
export function registerPages<Target, Panel extends PagePanel, Intent extends PageIntent>(
  kind: PageKind<Target, Panel, Intent>,
): Panels<Target, Panel> {
  const open = new Map<unknown, OpenPage<Panel>>();
  const { viewType, extensionUri } = kind;
  const texts = Object.fromEntries(
    Object.entries(kind.page.texts).map(([key, text]) => [key, l10n.t(text)] as const),
  );
  const pageOf = ({ title }: Panel): Page => ({ ...kind.page, texts, title });
  const connect = (key: unknown, panel: Panel, view: WebviewPanel): void => {
    const line = connectPage(kind, panel, view);
    open.set(key, { panel, view, line });
    view.onDidDispose(() => {
      open.delete(key);
      line.dispose();
    });
  };
  const store = new DisposableStore();
  // The editors stay: when the window is reloaded, they are what comes back.
  store.add(toDisposable(() => open.forEach(({ line }) => line.dispose())));
  store.add(
    window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (view, memento: unknown) => {
        const panel = kind.restore(memento);
        const key = panel && (kind.keyOfRestored(panel) ?? Symbol());
        if (panel && !open.has(key)) {
          connect(key, panel, fillWebviewPanel(view, extensionUri, pageOf(panel)));
        } else {
          panel?.dispose();
          view.dispose();
        }
      },
    }),
  );
  return {
    open: (target) => {
      const key = kind.keyOf(target) ?? Symbol();
      const known = open.get(key);
      if (known) {
        kind.ask?.(known.panel, target);
        known.view.reveal();
        return;
      }
      const panel = kind.open(target);
      connect(key, panel, openWebviewPanel(viewType, extensionUri, pageOf(panel)));
    },
    active: () => [...open.values()].find(({ view }) => view.active)?.panel,
    dispose: () => store.dispose(),
  };
}

interface OpenPage<Panel> {
  readonly panel: Panel;
  readonly view: WebviewPanel;
  readonly line: Disposable;
}
