import { CancellationError, l10n, window } from "vscode";
import type { Sessions } from "../../features/sessions/sessions.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";
import { withProgress } from "../withProgress.ts";

/**
 * Before a session ends in which changes wait for a COMMIT, the person says what becomes of them. Throws a
 * `CancellationError` when the session shall stay.
 */
export async function confirmLosingWork(
  sessions: Pick<Sessions, "get" | "endTransaction">,
  id: ProfileId,
): Promise<void> {
  const session = sessions.get(id);
  if (session?.state.kind !== "open" || session.state.uncommitted === 0) return;
  const { uncommitted } = session.state;
  const commit = l10n.t("Commit");
  const rollBack = l10n.t("Roll back");
  const chosen = await window.showWarningMessage(
    uncommitted === 1
      ? l10n.t("1 change is not committed on {0}.", session.profile.name)
      : l10n.t("{0} changes are not committed on {1}.", uncommitted, session.profile.name),
    {
      modal: true,
      detail: l10n.t("They are lost when the connection is closed, unless you commit them."),
    },
    commit,
    rollBack,
  );
  if (chosen === undefined) throw new CancellationError();
  const how = chosen === commit ? "commit" : "rollback";
  const title = how === "commit" ? l10n.t("Committing") : l10n.t("Rolling back");
  await withProgress(title, async (signal) => await sessions.endTransaction(id, how, signal));
}
