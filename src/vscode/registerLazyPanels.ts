import { type Disposable, TabInputWebview, window } from "vscode";
import type { ReportError } from "./reportError.ts";

/** Panels of one kind. */
export interface Panels<Target> extends Disposable {
  open(target: Target): void;
}

export interface LazyPanelsParts<Target> {
  readonly viewType: string;
  readonly load: () => Promise<Panels<Target>>;
  readonly reportError: ReportError;
}

/** Panels whose code is loaded when the first one is opened or when one of before a reload is still there. */
export function registerLazyPanels<Target>(parts: LazyPanelsParts<Target>): Panels<Target> {
  let loading: Promise<Panels<Target>> | undefined;
  let disposed = false;
  const load = async (): Promise<Panels<Target>> => {
    const panels = await parts.load();
    if (disposed) panels.dispose();
    return panels;
  };
  const panels = (): Promise<Panels<Target>> => (loading ??= load());
  const fail = (error: unknown): void => void parts.reportError(error);
  if (isPanelOpen(parts.viewType)) panels().catch(fail);
  return {
    open: (target) => {
      panels().then((loaded) => loaded.open(target), fail);
    },
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
