import { schemaUrlOf } from "../../domain/http/schemaUrlOf.ts";
import { l10n } from "vscode";
import type { App } from "../app.ts";
import { chooseSession } from "./chooseSession.ts";
import type { CommandTable } from "./commandIds.ts";
import { parseCommandTarget } from "./commandTarget.ts";
import { ordsAddressMissing } from "./ordsAddressMissing.ts";

type VerificationApp = Pick<App, "sessions" | "openVerification">;

/** Holding predictions against the server; of a line in the tree, for that line. */
export function verificationCommands({ sessions, openVerification }: VerificationApp) {
  return {
    "ordsSecurity.verifyAccess": async (argument) => {
      const { profile: given, ref } = parseCommandTarget(argument);
      const { profile } = await chooseSession(sessions, given);
      if (schemaUrlOf(profile) === undefined) {
        const why = l10n.t("Add the address of ORDS to it; then its endpoints can be called.");
        throw ordsAddressMissing(profile.id, why);
      }
      openVerification({ profile: profile.id, ...(ref ? { ref } : {}) });
    },
  } satisfies Partial<CommandTable>;
}
