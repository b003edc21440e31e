import { type Disposable, TabInputWebview, window } from "vscode";
import type { RequestTarget } from "../features/requestPanel/requestTarget.ts";
import type { RequestPanelsParts } from "./openRequestPanels.ts";

/** The request panels, loaded when the first one is opened or when one of before a reload is still there. */
export function registerLazyRequestPanels(
  parts: RequestPanelsParts,
): Disposable & { open(target: RequestTarget): void } {
  type Panels = Disposable & { open(target: RequestTarget): void };
  let loading: Promise<Panels> | undefined;
  let disposed = false;
  const load = async (): Promise<Panels> => {
    const { openRequestPanels } = await import("./openRequestPanels.ts");
    const panels = openRequestPanels(parts);
    if (disposed) panels.dispose();
    return panels;
  };
  const panels = (): Promise<Panels> => (loading ??= load());
  const fail = (error: unknown): void => void parts.reportError(error);
  if (isPanelOpen()) panels().catch(fail);
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
function isPanelOpen(): boolean {
  return window.tabGroups.all.some(({ tabs }) =>
    tabs.some(
      ({ input }) =>
        input instanceof TabInputWebview && input.viewType.endsWith("ordsSecurity.requestPanel"),
    ),
  );
}
