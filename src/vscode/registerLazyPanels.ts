import { type Disposable, TabInputWebview, window } from "vscode";
import type { ReportError } from "./reportError.ts";

/** Panels of one kind. */
export interface Panels<Target, Panel = unknown> extends Disposable {
  open(target: Target): void;
  /** The one that has the focus, or had it last in this window's active editor. */
  active(): Panel | undefined;
}

export interface LazyPanelsParts<Target, Panel> {
  readonly viewType: string;
  readonly load: () => Promise<Panels<Target, Panel>>;
  readonly reportError: ReportError;
}

/** Panels whose code is loaded when the first one is opened or when one of before a reload is still there. */
export function registerLazyPanels<Target, Panel>(
  parts: LazyPanelsParts<Target, Panel>,
): Panels<Target, Panel> {
  let loading: Promise<Panels<Target, Panel>> | undefined;
  let here: Panels<Target, Panel> | undefined;
  let disposed = false;
  const load = async (): Promise<Panels<Target, Panel>> => {
    here = await parts.load();
    if (disposed) here.dispose();
    return here;
  };
  const panels = (): Promise<Panels<Target, Panel>> => (loading ??= load());
  const fail = (error: unknown): void => void parts.reportError(error);
  if (isPanelOpen(parts.viewType)) panels().catch(fail);
  return {
    open: (target) => {
      panels().then((loaded) => loaded.open(target), fail);
    },
    active: () => here?.active(),
    dispose: () => {
      disposed = true;
      loading?.then((loaded) => loaded.dispose(), fail);
    },
  };
}

/** VS Code keeps the tab of a panel over a reload and waits for whoever fills it. */
function isPanelOpen(viewType: string): boolean {
  return window.tabGroups.all.some(({ tabs }) =>
    tabs.some(({ input }) => input instanceof TabInputWebview && input.viewType.endsWith(viewType)),
  );
}
