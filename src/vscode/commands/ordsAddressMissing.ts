import { l10n } from "vscode";
import { UserFacingError } from "../../base/errors.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";

/** `why` says what the address is needed for. */
export function ordsAddressMissing(profile: ProfileId, why: string): UserFacingError {
  return new UserFacingError({
    code: "ordsAddressMissing",
    message: l10n.t("This connection does not say where ORDS is."),
    why,
    remedy: { label: l10n.t("Set address of ORDS"), action: "setOrdsAddress", argument: profile },
  });
}
