import { type Disposable, l10n, StatusBarAlignment, window } from "vscode";
import { DisposableStore } from "../base/disposable.ts";
import { placeInWords } from "../features/explorer/placeInWords.ts";
import type { Sessions } from "../features/sessions/sessions.ts";
import type { CommandId } from "./commands/commandIds.ts";
import { withoutIcons } from "./withoutIcons.ts";

/** One short item: which connection commands act on. It is not there as long as none is open. */
export function registerStatusBar(sessions: Sessions): Disposable {
  const store = new DisposableStore();
  const item = store.add(
    window.createStatusBarItem("ordsSecurity.connection", StatusBarAlignment.Left),
  );
  const command: CommandId = "ordsSecurity.chooseConnection";
  item.name = l10n.t("ORDS connection");
  item.command = command;
  const update = (): void => {
    const session = sessions.active();
    if (session?.state.kind !== "open") return item.hide();
    const { name, tls } = session.profile;
    const isUnchecked = tls?.check === "none";
    // Whom nobody has checked is not shown behind a lock.
    const shown = withoutIcons(name);
    item.text = isUnchecked
      ? `$(unverified) ${l10n.t("{0} (unchecked certificate)", shown)}`
      : `$(lock) ${shown}`;
    const place = placeInWords(session.profile);
    item.tooltip = l10n.t("ORDS Security acts on {0}. Select to change.", place);
    const label = isUnchecked
      ? l10n.t("ORDS connection: {0}, whose certificate is not checked", name)
      : l10n.t("ORDS connection: {0}", name);
    item.accessibilityInformation = { label };
    item.show();
  };
  store.add(sessions.onDidChange(update));
  update();
  return store;
}
