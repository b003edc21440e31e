import {
  CancellationError,
  commands,
  l10n,
  Location,
  type Range,
  type TextDocument,
  window,
} from "vscode";
import type { RunEffect } from "../../features/scriptRun/runEffect.ts";
import type { CommandId } from "../commands/commandIds.ts";

/** What is about to run, and what is known of it. */
export interface RunToConfirm {
  readonly document: TextDocument;
  readonly range: Range;
  readonly effect: RunEffect;
}

/** Asks where something would become public, and only there. */
export async function confirmPublic({ document, range, effect }: RunToConfirm): Promise<void> {
  const { becomesPublic, mayBecomePublic } = effect;
  if (becomesPublic.length + mayBecomePublic.length === 0) return;
  const run = l10n.t("Run");
  const showEffect = l10n.t("Show effect");
  const chosen = await window.showWarningMessage(
    questionOf(effect),
    { modal: true, detail: detailOf(effect) },
    run,
    showEffect,
  );
  if (chosen === run) return;
  if (chosen === showEffect) {
    const id: CommandId = "ordsSecurity.showScriptEffect";
    const isWhole = document.getText(range) === document.getText();
    await commands.executeCommand(id, isWhole ? document.uri : new Location(document.uri, range));
  }
  throw new CancellationError();
}

function questionOf({ becomesPublic, mayBecomePublic }: RunEffect): string {
  const [first = "", ...more] = becomesPublic;
  if (more.length > 0) return l10n.t("Make {0} endpoints public?", becomesPublic.length);
  if (first !== "") return l10n.t("Make {0} public?", first);
  const [possible = "", ...others] = mayBecomePublic;
  return others.length > 0
    ? l10n.t("Run it although {0} endpoints may become public?", mayBecomePublic.length)
    : l10n.t("Run it although {0} may become public?", possible);
}

function detailOf({ becomesPublic, mayBecomePublic, unknown }: RunEffect): string {
  const parts: string[] = [];
  if (becomesPublic.length > 0) {
    parts.push(
      l10n.t("After the script anybody can call, without a token or a password:"),
      listOf(becomesPublic),
    );
  }
  if (mayBecomePublic.length > 0) {
    parts.push(
      l10n.t("It is not known for sure whether anybody can call afterwards:"),
      listOf(mayBecomePublic),
    );
  }
  if (unknown.length > 0) parts.push(l10n.t("Not all that the script does can be told before."));
  return parts.join("\n\n");
}

/** A dialog cannot be scrolled. */
const most = 8;

function listOf(calls: readonly string[]): string {
  const shown = calls.length > most + 1 ? calls.slice(0, most) : calls;
  const left = calls.length - shown.length;
  return [...shown, ...(left > 0 ? [l10n.t("and {0} more", left)] : [])].join("\n");
}
