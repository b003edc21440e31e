import type { Disposable } from "../base/disposable.ts";
import {
  createRequestPanels,
  type RequestPanelParts,
} from "../features/requestPanel/requestPanel.ts";
import type { RequestTarget } from "../features/requestPanel/requestTarget.ts";
import { registerRequestPanel, type RequestPanelDeps } from "./requestPanel/requestPanelHost.ts";

export type RequestPanelsParts = RequestPanelParts & Omit<RequestPanelDeps, "requestPanels">;

/** The request panels, model and editor side, as one unit that is loaded when the first of them is opened. */
export function openRequestPanels(
  parts: RequestPanelsParts,
): Disposable & { open(target: RequestTarget): void } {
  return registerRequestPanel({ ...parts, requestPanels: createRequestPanels(parts) });
}
