import type { VerificationTarget } from "../features/verification/verificationTarget.ts";
import type { VerificationsParts } from "./openVerifications.ts";
import { type Panels, registerLazyPanels } from "./registerLazyPanels.ts";

export interface LazyVerificationsParts extends Omit<VerificationsParts, "beginProbing"> {
  /** Loads what makes the calls. */
  readonly loadProbing: () => Promise<VerificationsParts["beginProbing"]>;
}

export function registerLazyVerifications(
  parts: LazyVerificationsParts,
): Panels<VerificationTarget> {
  return registerLazyPanels({
    viewType: "ordsSecurity.verification",
    reportError: parts.reportError,
    load: async () => {
      const { openVerifications } = await import("./openVerifications.ts");
      return openVerifications({ ...parts, beginProbing: await parts.loadProbing() });
    },
  });
}
