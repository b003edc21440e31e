import {
  EventEmitter,
  type FileDecoration,
  ThemeColor,
  type TreeItem,
  window,
  workspace,
} from "vscode";
import type { Uri } from "vscode";
import type { Clock } from "../../base/clock.ts";
import { type Disposable, DisposableStore } from "../../base/disposable.ts";
import { Emitter, type Event } from "../../base/emitter.ts";
import type { ExplorerNode } from "../../features/explorer/explorerNode.ts";
import type { FindingNode } from "../../features/findings/findingNode.ts";
import { markKey } from "../../features/findings/markKey.ts";
import type { Sessions } from "../../features/sessions/sessions.ts";
import type { ReportError } from "../reportError.ts";
import { settingsTable } from "../settingsTable.ts";
import type { FindingSettings, FindingsModel } from "./findingsModel.ts";
import { parseNodeUri } from "./nodeUri.ts";

/** The findings, as commands see them. */
export interface Findings extends Disposable {
  /** Looked at anew where something has changed. */
  model(): Promise<FindingsModel>;
  readonly selection: FindingNode | undefined;
  /** What a line of the connections tree is marked with, in words; undefined for most. */
  markInWords(node: ExplorerNode): string | undefined;
  readonly onDidChangeMarks: Event<void>;
}

export interface FindingsParts {
  readonly sessions: Sessions;
  readonly clock: Clock;
  readonly settings: FindingSettings;
  readonly reportError: ReportError;
}

/** How long the tree of a connection that was just read has to itself. */
const patience = 150;

/**
 * The view of findings, its badge, and the marks in the connections tree. The rules are loaded when the first
 * connection opens; the view is empty until then.
 */
export function registerFindings(parts: FindingsParts): Findings {
  const { sessions, clock, settings, reportError } = parts;
  const store = new DisposableStore();
  const changedTree = store.add(new EventEmitter<undefined>());
  const changedMarks = store.add(new EventEmitter<undefined>());
  const marksDiffer = store.add(new Emitter<void>());
  let loading: Promise<FindingsModel> | undefined;
  let loaded: FindingsModel | undefined;
  const load = async (): Promise<FindingsModel> => {
    const { FindingsModel: Model } = await import("./findingsModel.ts");
    const model = store.add(new Model({ sessions, clock, settings }));
    store.add(model.onDidChange(show));
    store.add(
      model.onDidChangeMarks(() => {
        changedMarks.fire(undefined);
        marksDiffer.fire();
      }),
    );
    loaded = model;
    await model.update();
    return model;
  };
  const model = (): Promise<FindingsModel> => (loading ??= load());
  const view = store.add(
    window.createTreeView<FindingNode>("ordsSecurity.findings", {
      treeDataProvider: {
        onDidChangeTreeData: changedTree.event,
        getChildren: (node) => [...((node ? loaded?.children(node) : loaded?.roots()) ?? [])],
        getTreeItem: async (node): Promise<TreeItem> => (await model()).item(node),
      },
    }),
  );
  const show = (): void => {
    changedTree.fire(undefined);
    const badge = loaded?.badge();
    view.badge = badge && badge.value > 0 ? badge : undefined;
    view.description = loaded?.summary() ?? "";
  };
  store.add(
    window.registerFileDecorationProvider({
      onDidChangeFileDecorations: changedMarks.event,
      provideFileDecoration: (uri: Uri) => decorationOf(loaded, uri),
    }),
  );
  store.add(
    window.onDidChangeWindowState(({ focused }) => {
      if (!focused) return;
      loaded?.updateOnNewDay().catch((error: unknown) => void reportError(error));
    }),
  );
  store.add(
    workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration(settingsTable.findings.key)) return;
      loaded?.update().catch((error: unknown) => void reportError(error));
    }),
  );
  let timer: ReturnType<typeof setTimeout> | undefined;
  store.add({ dispose: () => clearTimeout(timer) });
  store.add(
    sessions.onDidChange(() => {
      const isOpen = sessions.list().some(({ state }) => state.kind === "open");
      if (!isOpen && !loaded) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        model()
          .then(async (one) => await one.update())
          .catch((error: unknown) => void reportError(error));
      }, patience);
    }),
  );
  return {
    model: async () => {
      const one = await model();
      await one.update();
      return one;
    },
    get selection() {
      return view.selection[0];
    },
    markInWords: (node) => {
      const key = markKey(node);
      return key === undefined ? undefined : loaded?.mark(node.profile, key)?.tooltip;
    },
    onDidChangeMarks: marksDiffer.event,
    dispose: () => store.dispose(),
  };
}

const colors = { error: "list.errorForeground", warning: "list.warningForeground" } as const;

function decorationOf(model: FindingsModel | undefined, uri: Uri): FileDecoration | undefined {
  const place = parseNodeUri(uri);
  const mark = place && model?.mark(place.profile, place.key);
  if (!mark) return undefined;
  const { badge, tooltip, worst } = mark;
  return worst ? { badge, tooltip, color: new ThemeColor(colors[worst]) } : { badge, tooltip };
}
