import { workspace } from "vscode";
import {
  createVerifications,
  type VerificationParts,
} from "../features/verification/verifications.ts";
import type { VerificationTarget } from "../features/verification/verificationTarget.ts";
import type { Panels } from "./registerLazyPanels.ts";
import { confirmChanges } from "./verification/confirmChanges.ts";
import {
  registerVerificationPanels,
  type VerificationHostDeps,
} from "./verification/verificationHost.ts";

export type VerificationsParts = Omit<VerificationParts, "confirmChanges" | "isTrusted"> &
  Omit<VerificationHostDeps, "verifications">;

/** Verifications, model and editor side, as one unit that is loaded when the first of them is opened. */
export function openVerifications(parts: VerificationsParts): Panels<VerificationTarget> {
  const isTrusted = (): boolean => workspace.isTrusted;
  const verifications = createVerifications({ ...parts, confirmChanges, isTrusted });
  return registerVerificationPanels({ ...parts, verifications });
}
