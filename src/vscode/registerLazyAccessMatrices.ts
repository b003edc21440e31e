import type { ProfileId } from "../services/profiles/profile.ts";
import type { AccessMatricesParts } from "./openAccessMatrices.ts";
import { type Panels, registerLazyPanels } from "./registerLazyPanels.ts";

export function registerLazyAccessMatrices(parts: AccessMatricesParts): Panels<ProfileId> {
  return registerLazyPanels({
    viewType: "ordsSecurity.accessMatrix",
    reportError: parts.reportError,
    load: async () => {
      const { openAccessMatrices } = await import("./openAccessMatrices.ts");
      return openAccessMatrices(parts);
    },
  });
}
