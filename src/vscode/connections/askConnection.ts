import { CancellationError, l10n, window } from "vscode";
import { isCancelled, isUserFacingError } from "../../base/errors.ts";
import type { Secret } from "../../base/secret.ts";
import type { ConnectionProfile, ProfileId } from "../../services/profiles/profile.ts";
import type { ProfileStore } from "../../services/profiles/profileStore.ts";
import type { App } from "../app.ts";
import { askPrompts } from "../prompts/askPrompts.ts";
import type { PromptAnswers } from "../prompts/prompt.ts";
import { withProgress } from "../withProgress.ts";
import { type ConnectionForm, connectionPrompts, toConnection } from "./connectionForm.ts";

export type ConnectionParts = Pick<App, "profiles" | "normalizeBaseUrl" | "testConnection">;

export interface AskedConnection {
  readonly profile: ConnectionProfile;
  /** undefined = the stored one stays. */
  readonly password: Secret | undefined;
  /** False when the person keeps it although it does not answer now. */
  readonly works: boolean;
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
  const form: ConnectionForm = {
    normalize: parts.normalizeBaseUrl,
    edited,
    takenNames: parts.profiles
      .list()
      .filter((profile) => profile.id !== id)
      .map(({ name }) => name),
  };
  let drafts: PromptAnswers = edited ? { storage: edited.password } : {};
  for (let startAt: "first" | "last" = "first"; ; startAt = "last") {
    drafts = await askPrompts({
      title: edited ? l10n.t("Edit connection") : l10n.t("Add connection"),
      drafts,
      startAt,
      prompts: (answers) => connectionPrompts(form, answers),
    });
    const asked = await tried(parts, { ...toConnection(form, drafts, id), works: true });
    if (asked) return asked;
  }
}

/** The connection when it works or is wanted all the same; undefined when the person wants to change it. */
async function tried(
  parts: ConnectionParts,
  asked: AskedConnection,
): Promise<AskedConnection | undefined> {
  const failure = await failureOf(parts, asked);
  if (failure === undefined) return asked;
  const { profile } = asked;
  if (
    isUserFacingError(failure) &&
    failure.code === "plainHttpRefused" &&
    !profile.allowPlainHttp
  ) {
    const confirmed = await confirmPlainHttp(profile);
    return confirmed
      ? await tried(parts, { ...asked, profile: { ...profile, allowPlainHttp: true } })
      : undefined;
  }
  const change = l10n.t("Change details");
  const save = l10n.t("Save anyway");
  const chosen = await window.showErrorMessage(describeFailure(failure), change, save);
  if (chosen === undefined) throw new CancellationError();
  return chosen === save ? { ...asked, works: false } : undefined;
}

async function failureOf(parts: ConnectionParts, asked: AskedConnection): Promise<unknown> {
  const password = asked.password ?? (await storedPassword(parts.profiles, asked.profile.id));
  if (!password) return undefined;
  try {
    await withProgress(
      l10n.t("Testing {0}", asked.profile.name),
      async (signal) => await parts.testConnection(asked.profile, password, signal),
    );
    return undefined;
  } catch (error) {
    if (isUserFacingError(error) || isCancelled(error)) return error;
    throw error;
  }
}

async function storedPassword(profiles: ProfileStore, id: ProfileId): Promise<Secret | undefined> {
  return await profiles.password(id);
}

function describeFailure(failure: unknown): string {
  if (!isUserFacingError(failure)) return l10n.t("The test was canceled.");
  return failure.why === undefined ? failure.message : `${failure.message} ${failure.why}`;
}

async function confirmPlainHttp({ baseUrl }: ConnectionProfile): Promise<boolean> {
  const send = l10n.t("Send without encryption");
  const chosen = await window.showWarningMessage(
    l10n.t("Send the password to {0} without encryption?", new URL(baseUrl).host),
    {
      modal: true,
      detail: l10n.t(
        "The address begins with http:. Everybody on the way can read the password and the tokens. Use https: unless this is a test system on a network that you trust.",
      ),
    },
    send,
  );
  return chosen === send;
}
