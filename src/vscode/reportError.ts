import { commands, l10n, window } from "vscode";
import { assertNever } from "../base/assertNever.ts";
import { isCancelled, isUserFacingError, messageOf, type Remedy } from "../base/errors.ts";
import type { Logger } from "../base/logger.ts";
import type { CommandId } from "./commands/commandIds.ts";
import { withoutLinks } from "./withoutLinks.ts";

/** The one place that shows a failure. Resolves when the person has answered or closed the message. */
export type ReportError = (error: unknown, offers?: ErrorOffers) => Promise<void>;

export interface ErrorOffers {
  /** Does again what failed, for failures whose remedy is to try again. */
  readonly retry?: () => Promise<void>;
}

export function createReportError(log: Logger): ReportError {
  return async (error, offers = {}) => {
    if (isCancelled(error)) return;
    if (!isUserFacingError(error)) {
      log.error(error instanceof Error ? error : messageOf(error));
      await showUnexpected(messageOf(error));
      return;
    }
    log.error(`${error.code}: ${error.message}`);
    if (error.cause !== undefined) log.error(`Cause: ${messageOf(error.cause)}`);
    const { remedy } = error;
    const text = error.why === undefined ? error.message : `${error.message} ${error.why}`;
    const offered = remedy && (remedy.action !== "retry" || offers.retry) ? remedy : undefined;
    if (!offered) {
      await window.showErrorMessage(withoutLinks(text));
      return;
    }
    const chosen = await window.showErrorMessage(withoutLinks(text), offered.label);
    if (chosen === undefined) return;
    if (offered.action === "retry") await offers.retry?.();
    else await runRemedy(offered);
  };
}

/** Does what the button of a remedy says. To try again is up to whoever failed. */
export async function runRemedy({ action, argument }: Remedy): Promise<void> {
  if (action !== "retry") await commands.executeCommand(remedyCommand(action), argument);
}

/** The command behind a remedy's button; the tree uses it for its error nodes too. */
export function remedyCommand(action: Exclude<Remedy["action"], "retry">): CommandId {
  switch (action) {
    case "openLog":
      return "ordsSecurity.openLog";
    case "editConnection":
      return "ordsSecurity.editConnection";
    case "setOrdsAddress":
      return "ordsSecurity.setOrdsAddress";
    case "setCertificates":
      return "ordsSecurity.setCertificates";
    case "enterPassword":
      return "ordsSecurity.enterPassword";
    case "connect":
      return "ordsSecurity.connect";
    case "enterSecret":
      return "ordsSecurity.enterSecret";
    case "signIn":
      return "ordsSecurity.signIn";
    case "startPractice":
      return "ordsSecurity.startPractice";
    default:
      return assertNever(action);
  }
}

async function showUnexpected(detail: string): Promise<void> {
  const openLog = l10n.t("Open log");
  const chosen = await window.showErrorMessage(
    withoutLinks(l10n.t("Something unexpected went wrong: {0}", detail)),
    openLog,
  );
  if (chosen === openLog) {
    const id: CommandId = "ordsSecurity.openLog";
    await commands.executeCommand(id);
  }
}
