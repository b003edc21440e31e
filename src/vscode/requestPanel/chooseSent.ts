import { l10n, window, type QuickPickItem } from "vscode";
import type { Draft } from "../../features/requestPanel/draft.ts";
import type { SentDraft } from "../../features/requestPanel/requestHistory.ts";
import { shownAddress } from "../../features/requestPanel/shownAddress.ts";

/** Lets the person choose a request that was sent, or forget them all. */
export async function chooseSent(sent: readonly SentDraft[]): Promise<Draft | "clear" | undefined> {
  if (sent.length === 0) {
    void window.showInformationMessage(
      l10n.t("Nothing was sent over this connection yet. The last 50 requests are kept here."),
    );
    return undefined;
  }
  const clear: Item = { label: l10n.t("$(trash) Clear this history"), chosen: "clear" };
  const items = [...sent.map(toItem), clear];
  const placeHolder = l10n.t("Fill in the form with an earlier request; no credential is kept");
  const chosen = await window.showQuickPick(items, { placeHolder, matchOnDescription: true });
  return chosen?.chosen;
}

interface Item extends QuickPickItem {
  readonly chosen: Draft | "clear";
}

function toItem({ draft, status, at }: SentDraft): Item {
  // A dollar sign with brackets would be an icon.
  const address = shownAddress(draft).replaceAll("$(", "$ (");
  const when = new Date(at).toLocaleString();
  return { label: `${draft.method} ${address}`, description: `${status}, ${when}`, chosen: draft };
}
