import type { RequestPanel } from "../features/requestPanel/requestPanel.ts";
import type { RequestTarget } from "../features/requestPanel/requestTarget.ts";
import type { RequestPanelsParts } from "./openRequestPanels.ts";
import { type Panels, registerLazyPanels } from "./registerLazyPanels.ts";

export function registerLazyRequestPanels(
  parts: RequestPanelsParts,
): Panels<RequestTarget, RequestPanel> {
  return registerLazyPanels({
    viewType: "ordsSecurity.requestPanel",
    reportError: parts.reportError,
    load: async () => {
      const { openRequestPanels } = await import("./openRequestPanels.ts");
      return openRequestPanels(parts);
    },
  });
}
