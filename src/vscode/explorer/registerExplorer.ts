import { type Disposable, l10n, type TreeView, window } from "vscode";
import type { Clock } from "../../base/clock.ts";
import { DisposableStore, toDisposable } from "../../base/disposable.ts";
import { Emitter } from "../../base/emitter.ts";
import { atMostEvery } from "../pace.ts";
import type { EntityRef } from "../../domain/model/entityRef.ts";
import type { ClientStates } from "../../features/clients/createClientStates.ts";
import type { ExplorerNode } from "../../features/explorer/explorerNode.ts";
import { connectionNode, nodeFor } from "../../features/explorer/explorerNodes.ts";
import { countMatches } from "../../features/explorer/explorerTree.ts";
import type { Sessions } from "../../features/sessions/sessions.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";
import { setContextKey } from "../setContextKey.ts";
import type { ReportError } from "../reportError.ts";
import type { Findings } from "../findings/registerFindings.ts";
import { ExplorerProvider } from "./explorerProvider.ts";

/** The sidebar, as commands see it. */
export interface Explorer extends Disposable {
  /** Shows a connection, or a thing of it, and selects it. */
  reveal(profile: ProfileId, ref?: EntityRef): Promise<void>;
  readonly filter: string;
  setFilter(text: string): void;
  /** What is selected; commands without an argument act on it. */
  readonly selection: ExplorerNode | undefined;
}

export interface ExplorerParts {
  readonly sessions: Sessions;
  readonly clientStates: ClientStates;
  readonly clock: Clock;
  readonly reportError: ReportError;
  readonly findings: Pick<Findings, "markInWords" | "onDidChangeMarks">;
}

/** How often what is left of a token is told anew. */
const tickMs = 30_000;

/** How long changes that follow each other closely are gathered. */
const redrawMs = 200;

export function registerExplorer(parts: ExplorerParts): Explorer {
  const { sessions, clientStates, reportError, findings } = parts;
  const store = new DisposableStore();
  const provider = store.add(new ExplorerProvider(parts));
  const view = store.add(
    window.createTreeView<ExplorerNode>("ordsSecurity.connections", {
      treeDataProvider: provider,
      showCollapseAll: true,
    }),
  );
  const changed = store.add(new Emitter<void>());
  const change = (): void => changed.fire();
  store.add(sessions.onDidChange(change));
  store.add(clientStates.onDidChange(change));
  store.add(findings.onDidChangeMarks(change));
  store.add(tickWhileVisible(view, change));
  store.add(showRefreshing(sessions));
  // A thousand clients tell of themselves one by one.
  store.add(
    atMostEvery(
      changed.event,
      redrawMs,
    )(() => {
      provider.refresh();
      showFilter(view, provider);
    }),
  );
  store.add(
    view.onDidExpandElement(({ element }) => {
      if (element.kind !== "connection") return;
      if (sessions.get(element.profile)?.state.kind !== "closed") return;
      // Unfolding a closed connection means: connect.
      sessions.open(element.profile).catch((error: unknown) => void reportError(error));
    }),
  );
  return {
    reveal: async (profile, ref) => {
      // What has just come is not to be missed by whoever is led to it.
      provider.refresh();
      const node = ref ? nodeFor(profile, ref) : connectionNode(profile);
      await view.reveal(node, { select: true, focus: false, expand: true });
    },
    get filter() {
      return provider.filter;
    },
    setFilter: (text) => {
      provider.filter = text;
      showFilter(view, provider);
    },
    get selection() {
      return view.selection[0];
    },
    dispose: () => store.dispose(),
  };
}

/** A bar above the tree, for as long as a connection is read again. */
function showRefreshing(sessions: Pick<Sessions, "list" | "onDidChange">): Disposable {
  let end: (() => void) | undefined;
  const follow = (): void => {
    const isRefreshing = sessions
      .list()
      .some(({ state }) => state.kind === "open" && state.refreshing);
    if (isRefreshing === (end !== undefined)) return;
    end?.();
    end = undefined;
    if (!isRefreshing) return;
    const ended = new Promise<void>((resolve) => (end = resolve));
    const location = { viewId: "ordsSecurity.connections" };
    void window.withProgress({ location }, async () => await ended);
  };
  const subscription = sessions.onDidChange(follow);
  return toDisposable(() => {
    subscription.dispose();
    end?.();
  });
}

/** Says above the tree that it is filtered, so that nobody takes what is missing for what is not there. */
function showFilter(view: TreeView<ExplorerNode>, provider: ExplorerProvider): void {
  const { filter } = provider;
  setContextKey("ordsSecurity.filtering", filter !== "");
  // VS Code takes the line away when the message is empty.
  view.message =
    filter === ""
      ? ""
      : l10n.t("Filter: {0} — {1} shown", filter, String(countMatches(provider.state)));
}

function tickWhileVisible(view: TreeView<ExplorerNode>, tick: () => void): Disposable {
  let timer: ReturnType<typeof setInterval> | undefined;
  const follow = (): void => {
    clearInterval(timer);
    timer = view.visible ? setInterval(tick, tickMs) : undefined;
  };
  follow();
  const subscription = view.onDidChangeVisibility(follow);
  return toDisposable(() => {
    clearInterval(timer);
    subscription.dispose();
  });
}
