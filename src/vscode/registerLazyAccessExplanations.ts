import type { ExplanationTarget } from "../features/accessExplanation/explanationTarget.ts";
import type { AccessExplanationsParts } from "./openAccessExplanations.ts";
import { type Panels, registerLazyPanels } from "./registerLazyPanels.ts";

export function registerLazyAccessExplanations(
  parts: AccessExplanationsParts,
): Panels<ExplanationTarget> {
  return registerLazyPanels({
    viewType: "ordsSecurity.accessExplanation",
    reportError: parts.reportError,
    load: async () => {
      const { openAccessExplanations } = await import("./openAccessExplanations.ts");
      return openAccessExplanations(parts);
    },
  });
}
