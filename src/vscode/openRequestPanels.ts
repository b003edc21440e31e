import {
  createRequestPanels,
  type RequestPanel,
  type RequestPanelParts,
} from "../features/requestPanel/requestPanel.ts";
import { createRequestHistory } from "../features/requestPanel/requestHistory.ts";
import type { KeyValueStore } from "../services/profiles/keyValueStore.ts";
import type { RequestTarget } from "../features/requestPanel/requestTarget.ts";
import type { Panels } from "./registerLazyPanels.ts";
import { registerRequestPanel, type RequestPanelDeps } from "./requestPanel/requestPanelHost.ts";

export type RequestPanelsParts = Omit<RequestPanelParts, "history"> &
  Omit<RequestPanelDeps, "requestPanels"> & { readonly storage: KeyValueStore };

/** The request panels, model and editor side, as one unit that is loaded when the first of them is opened. */
export function openRequestPanels(parts: RequestPanelsParts): Panels<RequestTarget, RequestPanel> {
  const history = createRequestHistory(parts.storage);
  const requestPanels = createRequestPanels({ ...parts, history });
  return registerRequestPanel({ ...parts, requestPanels });
}
