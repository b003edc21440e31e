import type { WebviewPanel } from "vscode";
import { DisposableStore, type Disposable } from "../../base/disposable.ts";
import type { Event } from "../../base/emitter.ts";
import type { Logger } from "../../base/logger.ts";
import type { ReportError } from "../reportError.ts";

/** Keeps a page up to date with its panel for as long as both live, and ends the panel with the line. */
export function connectPage<Panel extends PagePanel, Intent extends PageIntent>(
  line: PageLine<Panel, Intent>,
  panel: Panel,
  view: WebviewPanel,
): Disposable {
  /** The versions that the page has; it forgets everything when it is hidden. */
  const shown = new Map<string, unknown>();
  const show = (): void => {
    if (!view.visible) return;
    if (view.title !== panel.title) view.title = panel.title;
    for (const { version, message } of line.newsOf(panel)) {
      if (shown.get(message.kind) === version) continue;
      shown.set(message.kind, version);
      // Not delivered means that the page was hidden meanwhile; it will say that it is ready when it is back.
      void view.webview.postMessage({ ordsSecurity: true, ...message });
    }
  };
  const receive = async (message: unknown): Promise<void> => {
    const intent = line.parseIntent(message);
    if (!intent) {
      line.log.warn(`The page ${line.page.name} sent something that is not understood.`);
      return;
    }
    if (intent.kind === "ready") {
      shown.clear();
      show();
    }
    await line.receive(intent, panel);
  };
  const fail = (error: unknown): void => void line.reportError(error);
  const changes = line.pace?.(panel.onDidChange) ?? panel.onDidChange;
  const store = new DisposableStore();
  store.add(panel);
  store.add(
    changes(() => {
      try {
        show();
      } catch (error) {
        fail(error);
      }
    }),
  );
  store.add(
    view.webview.onDidReceiveMessage((message: unknown) => {
      receive(message).catch(fail);
    }),
  );
  return store;
}

/** The state behind one page. */
export interface PagePanel extends Disposable {
  /** What the tab is called. */
  readonly title: string;
  /** Something that the page shows has changed. */
  readonly onDidChange: Event<void>;
}

export interface PageIntent {
  readonly kind: string;
}

/** Something that a page shows. */
export interface PageNews<Message extends { readonly kind: string } = { readonly kind: string }> {
  /** A message is sent when its version is another than that of the last one of its kind. */
  readonly version: unknown;
  readonly message: Message;
}

/** What goes over the line between a panel and its page, up and down. */
export interface PageLine<Panel extends PagePanel, Intent extends PageIntent> {
  readonly page: { readonly name: string };
  /** Reads a message of the page; whatever it is not, is undefined. */
  parseIntent(message: unknown): Intent | undefined;
  /** Does what the page asks for. */
  receive(intent: Intent, panel: Panel): Promise<void>;
  /** All that the page shows, in the order in which it has to hear of it. */
  newsOf(panel: Panel): readonly PageNews[];
  /** How soon the page is told of changes; undefined at once. */
  pace?(changes: Event<void>): Event<void>;
  readonly reportError: ReportError;
  readonly log: Logger;
}
