import { Emitter } from "../../../../src/base/emitter.ts";

/** An editor tab with a page in it, as far as our code uses it. */
export class FakeView {
  readonly #disposed = new Emitter<void>();
  readonly received = new Emitter<unknown>();
  readonly posted: unknown[] = [];
  readonly onDidDispose = this.#disposed.event;
  readonly webview = {
    options: {},
    html: "",
    cspSource: "self",
    asWebviewUri: (uri: unknown) => uri,
    onDidReceiveMessage: this.received.event,
    postMessage: async (message: unknown) => this.posted.push(message),
  };
  title = "";
  visible = true;
  reveals = 0;

  reveal(): void {
    this.reveals += 1;
  }

  dispose(): void {
    this.#disposed.fire();
  }
}

interface Serializer {
  deserializeWebviewPanel(view: FakeView, memento: unknown): Promise<void>;
}

/** What an editor holds of pages. */
export class FakeWindow {
  readonly views: FakeView[] = [];
  readonly progress: string[] = [];
  readonly #serializers = new Map<string, Serializer>();

  readonly createWebviewPanel = (): FakeView => {
    const view = new FakeView();
    this.views.push(view);
    return view;
  };

  readonly registerWebviewPanelSerializer = (viewType: string, serializer: Serializer) => {
    this.#serializers.set(viewType, serializer);
    return { dispose: () => this.#serializers.delete(viewType) };
  };

  readonly withProgress = async ({ title }: { readonly title: string }, work: () => unknown) => {
    this.progress.push(title);
    await work();
  };

  /** As the editor does after a reload, for each tab that it kept. */
  async bringBack(viewType: string, memento: unknown): Promise<FakeView & { isGone: boolean }> {
    const view = Object.assign(new FakeView(), { isGone: false });
    view.onDidDispose(() => (view.isGone = true));
    await this.#serializers.get(viewType)?.deserializeWebviewPanel(view, memento);
    return view;
  }
}
