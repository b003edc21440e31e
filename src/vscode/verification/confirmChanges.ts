import { l10n, window } from "vscode";

/** Asks before calls that may change data; false when the person leaves it. */
export async function confirmChanges(calls: number, connection: string): Promise<boolean> {
  const go = l10n.t("Send them");
  const answer = await window.showWarningMessage(
    calls === 1
      ? l10n.t("1 of the calls may change or delete data.")
      : l10n.t("{0} of the calls may change or delete data.", calls),
    {
      modal: true,
      detail: l10n.t(
        "POST, PUT, PATCH and DELETE are really sent to {0}. Whoever is let through runs the code of the handler.",
        connection,
      ),
    },
    go,
  );
  return answer === go;
}
