import { l10n } from "vscode";
import type { ConnectionProfile, ProfileId } from "../../services/profiles/profile.ts";
import type { App } from "../app.ts";
import { askPrompts } from "../prompts/askPrompts.ts";
import type { PromptAnswers } from "../prompts/prompt.ts";
import {
  type ConnectionForm,
  connectionPrompts,
  draftsOf,
  type OracleLookups,
  toConnection,
} from "./connectionForm.ts";
import { lookInto } from "./tnsSteps.ts";
import { createLookup } from "./lookup.ts";
import { type AskedConnection, tryConnection, type TryParts } from "./tryConnection.ts";

export interface ConnectionParts extends TryParts, Pick<App, "normalizeBaseUrl" | "sqlDeveloper"> {
  readonly oracle: OracleLookups;
}

/**
 * Asks for a connection and tries it before it is saved. When it does not work the person may go back, with everything
 * still typed, or keep it all the same. Throws a `CancellationError` when the person gives up.
 */
export async function askConnection(
  parts: ConnectionParts,
  id: ProfileId,
  edited?: ConnectionProfile,
): Promise<AskedConnection> {
  const form = formFor(parts, id, edited);
  await lookAround(form);
  let drafts = draftsOf(edited);
  for (let startAt: "first" | "last" = "first"; ; startAt = "last") {
    drafts = await askPrompts({
      title: edited ? l10n.t("Edit connection") : l10n.t("Add connection"),
      drafts,
      startAt,
      prompts: (answers: PromptAnswers) => connectionPrompts(form, answers),
    });
    const asked = await tryConnection(parts, { ...toConnection(form, drafts, id), works: true });
    if (asked) return asked;
  }
}

function formFor(
  parts: ConnectionParts,
  id: ProfileId,
  edited: ConnectionProfile | undefined,
): ConnectionForm {
  const { normalizeBaseUrl, oracle, sqlDeveloper, profiles } = parts;
  return {
    normalize: normalizeBaseUrl,
    oracle,
    tnsNames: createLookup(oracle.readTnsNames),
    wallets: createLookup(oracle.checkWallet),
    sqlDeveloper,
    edited,
    takenNames: profiles
      .list()
      .filter((profile) => profile.id !== id)
      .map(({ name }) => name),
  };
}

/** Looks up what the steps of an edited connection offer; for a new one the choice of its kind does it. */
async function lookAround(form: ConnectionForm): Promise<void> {
  const { edited, oracle, sqlDeveloper } = form;
  // Starts that extension: whoever edits one of its connections wants it.
  if (edited?.kind === "sqlDeveloper") await sqlDeveloper.list();
  if (edited?.kind !== "oracle") return;
  const own = edited.database.kind === "tnsAlias" ? edited.database.folder : undefined;
  const folders = new Set([oracle.tnsFolder(), own, edited.wallet?.folder]);
  await Promise.all([...folders].map((folder) => lookInto(form, folder)));
}
