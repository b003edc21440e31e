import { env, l10n } from "vscode";
import { UserFacingError } from "../../base/errors.ts";
import { schemaUrlOf } from "../../domain/http/schemaUrlOf.ts";
import { draftFor } from "../../features/requestPanel/requestTarget.ts";
import type { App } from "../app.ts";
import { chooseSession } from "./chooseSession.ts";
import type { CommandTable } from "./commandIds.ts";
import { parseCommandTarget } from "./commandTarget.ts";
import { ordsAddressMissing } from "./ordsAddressMissing.ts";

type RequestApp = Pick<App, "sessions" | "openRequest" | "explorer">;

/** Trying endpoints. */
export function requestCommands({ sessions, openRequest, explorer }: RequestApp) {
  return {
    "ordsSecurity.openRequest": async (argument) => {
      // From the palette it is about what is selected in the sidebar.
      const { profile: given, ref } = parseCommandTarget(argument ?? explorer.selection);
      const { profile } = await chooseSession(sessions, given);
      openRequest({ profile: profile.id, ...(ref ? { ref } : {}) });
    },
    "ordsSecurity.newRequest": async (argument) => {
      const { profile } = await chooseSession(sessions, parseCommandTarget(argument).profile);
      openRequest({ profile: profile.id });
    },
    "ordsSecurity.copyEndpointUrl": async (argument) => {
      const { profile: given, ref } = parseCommandTarget(argument ?? explorer.selection);
      if (!ref) {
        throw new UserFacingError({
          code: "nothingSelected",
          message: l10n.t("No endpoint is selected."),
          why: l10n.t("Select a module, a template, a handler or an object in the sidebar first."),
        });
      }
      const { profile, catalog } = await chooseSession(sessions, given);
      const { address } = draftFor({ profile: profile.id, ref }, catalog);
      const root = schemaUrlOf(profile);
      if (root === undefined) {
        const why = l10n.t("Add the address of ORDS to it; then its endpoints have URLs.");
        throw ordsAddressMissing(profile.id, why);
      }
      await env.clipboard.writeText(`${root}${address}`);
    },
  } satisfies Partial<CommandTable>;
}
