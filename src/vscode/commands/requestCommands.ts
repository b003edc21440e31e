import { env, l10n, window } from "vscode";
import { UserFacingError } from "../../base/errors.ts";
import { schemaUrlOf } from "../../domain/http/schemaUrlOf.ts";
import { draftFor } from "../../features/requestPanel/requestTarget.ts";
import type { ConnectionProfile } from "../../services/profiles/profile.ts";
import type { App } from "../app.ts";
import { chooseSession, pickConnection } from "./chooseSession.ts";
import type { CommandTable } from "./commandIds.ts";
import { parseCommandTarget } from "./commandTarget.ts";
import { ordsAddressMissing } from "./ordsAddressMissing.ts";

export type RequestApp = Pick<
  App,
  "sessions" | "openRequest" | "activeRequest" | "requestHistory" | "savedRequests" | "explorer"
>;

/** Trying endpoints. */
export function requestCommands(app: RequestApp) {
  const { sessions, openRequest, requestHistory, explorer } = app;
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
    "ordsSecurity.showRequestHistory": async (argument) => {
      const profile = await withHistory(app, argument);
      const history = await requestHistory();
      const { chooseSent } = await import("../requestPanel/chooseSent.ts");
      const chosen = await chooseSent(history.list(profile.id));
      if (chosen === "clear") await clearHistory(app, profile);
      else if (chosen) openRequest({ profile: profile.id, draft: chosen });
    },
    "ordsSecurity.clearRequestHistory": async (argument) => {
      await clearHistory(app, await withHistory(app, argument));
    },
    "ordsSecurity.saveRequest": async (argument) => {
      const { saveRequest } = await import("../requestPanel/savedRequestActions.ts");
      await saveRequest(app, argument);
    },
    "ordsSecurity.openSavedRequest": async (argument) => {
      const { openSavedRequest } = await import("../requestPanel/savedRequestActions.ts");
      await openSavedRequest(app, argument);
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

/** Wherever it is begun, the person is asked: what is gone comes back from nowhere. */
async function clearHistory(
  { requestHistory }: RequestApp,
  { id, name }: ConnectionProfile,
): Promise<void> {
  const clear = l10n.t("Clear");
  const chosen = await window.showWarningMessage(
    l10n.t("Clear the request history of {0}?", name),
    { modal: true },
    clear,
  );
  if (chosen === clear) await (await requestHistory()).clear(id);
}

/** A history is kept on this machine and asks nothing of a server, so nothing is connected for it. */
async function withHistory(
  { sessions }: RequestApp,
  argument: unknown,
): Promise<ConnectionProfile> {
  const { profile: given } = parseCommandTarget(argument);
  const known = given === undefined ? sessions.active() : sessions.get(given);
  return known?.profile ?? (await pickConnection(sessions));
}
