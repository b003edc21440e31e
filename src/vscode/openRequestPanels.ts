import type { Disposable } from "../base/disposable.ts";
import {
  createRequestPanels,
  type RequestPanelParts,
} from "../features/requestPanel/requestPanel.ts";
import { createRequestHistory } from "../features/requestPanel/requestHistory.ts";
import type { KeyValueStore } from "../services/profiles/keyValueStore.ts";
import type { RequestTarget } from "../features/requestPanel/requestTarget.ts";
import { registerRequestPanel, type RequestPanelDeps } from "./requestPanel/requestPanelHost.ts";

export type RequestPanelsParts = Omit<RequestPanelParts, "history"> &
  Omit<RequestPanelDeps, "requestPanels" | "history"> & { readonly storage: KeyValueStore };

/** The request panels, model and editor side, as one unit that is loaded when the first of them is opened. */
export function openRequestPanels(
  parts: RequestPanelsParts,
): Disposable & { open(target: RequestTarget): void } {
  const history = createRequestHistory(parts.storage);
  const requestPanels = createRequestPanels({ ...parts, history });
  return registerRequestPanel({ ...parts, history, requestPanels });
}
