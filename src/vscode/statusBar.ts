import { type Disposable, l10n, StatusBarAlignment, window } from "vscode";
import { DisposableStore } from "../base/disposable.ts";
import { placeInWords } from "../features/explorer/placeInWords.ts";
import type { Sessions } from "../features/sessions/sessions.ts";
import type { CommandId } from "./commands/commandIds.ts";

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
    const { name } = session.profile;
    item.text = `$(lock) ${name}`;
    const place = placeInWords(session.profile);
    item.tooltip = l10n.t("ORDS Security acts on {0}. Select to change.", place);
    item.accessibilityInformation = { label: l10n.t("ORDS connection: {0}", name) };
    item.show();
  };
  store.add(sessions.onDidChange(update));
  update();
  return store;
}
