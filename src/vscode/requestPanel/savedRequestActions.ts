import { InputBoxValidationSeverity, l10n, window, workspace } from "vscode";
import { UserFacingError } from "../../base/errors.ts";
import { isRecord } from "../../base/isRecord.ts";
import { withoutCredentials } from "../../base/withoutCredentials.ts";
import { schemaUrlOf } from "../../domain/http/schemaUrlOf.ts";
import { parseDraft, type Draft } from "../../features/requestPanel/draft.ts";
import { parseProfileId } from "../../features/requestPanel/requestTarget.ts";
import { savedConnection } from "../../features/requestPanel/savedConnection.ts";
import { toDraft, toSavedRequest } from "../../features/requestPanel/savedDraft.ts";
import { savedRequestsFile } from "../../features/requestPanel/savedRequest.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";
import { chooseSession } from "../commands/chooseSession.ts";
import { parseCommandTarget } from "../commands/commandTarget.ts";
import type { RequestApp } from "../commands/requestCommands.ts";
import { chooseSavedRequest } from "./chooseSavedRequest.ts";
import { withoutLinks } from "../withoutLinks.ts";

/** Saves the form of a request panel under a name that the person gives: of the one that asks, or has the focus. */
export async function saveRequest(app: RequestApp, argument: unknown): Promise<void> {
  const form = parseForm(argument) ?? formOf(app.activeRequest());
  if (!form) throw noPanel();
  const { draft } = form;
  const { profile, clients } = await whoCanCall(app, form);
  const schemaUrl = schemaUrlOf(profile) ?? "";
  const files = await app.savedRequests();
  // Before the questions, so that nobody thinks of a name for nothing.
  const { uri, names } = await files.choose();
  const unnamed = toSavedRequest({
    name: "",
    draft,
    clients,
    schemaUrl,
    connection: profile.name,
  });
  const name = await askFreeName(names, `${unnamed.method} ${unnamed.address}`);
  if (name === undefined) return;
  await files.add(uri, { ...unnamed, name });
  const isWhole = JSON.stringify(withoutCredentials(draft)) === JSON.stringify(draft);
  const saved = l10n.t("Saved in {0}.", savedRequestsFile);
  if (isWhole) window.setStatusBarMessage(saved, 4000);
  else {
    const left = l10n.t("What can be a credential was saved empty.");
    void window.showInformationMessage(withoutLinks(`${saved} ${left}`));
  }
}

/** Only the name of a client has to be read from the schema; nothing else is asked of a server that may be down. */
async function whoCanCall({ sessions }: RequestApp, { profile: id, draft }: Form) {
  const known = draft.caller.kind === "client" ? undefined : sessions.get(id);
  if (known) return { profile: known.profile, clients: [] };
  const { profile, catalog } = await chooseSession(sessions, id);
  return { profile, clients: catalog.clients };
}

interface Form {
  readonly profile: ProfileId;
  readonly draft: Draft;
}

function parseForm(argument: unknown): Form | undefined {
  if (!isRecord(argument)) return undefined;
  const draft = parseDraft(argument["draft"]);
  const id = argument["profile"];
  return draft && typeof id === "string" ? { profile: parseProfileId(id), draft } : undefined;
}

function formOf(panel: ReturnType<RequestApp["activeRequest"]>): Form | undefined {
  return panel && { profile: panel.profile, draft: panel.model.draft };
}

function noPanel(): UserFacingError {
  return new UserFacingError({
    code: "nothingSelected",
    message: l10n.t("No request is open."),
    why: l10n.t("Open a request in the request panel first; what its form holds is saved."),
  });
}

/**
 * Opens a panel with one of the saved requests, over the connection that it names or, where there is none of that name,
 * over the one at hand. Only fills the form: nothing is sent.
 */
export async function openSavedRequest(app: RequestApp, argument: unknown): Promise<void> {
  const files = await app.savedRequests();
  const found = await files.read();
  if (found.length === 0) {
    const message = l10n.t(
      "No request is saved in this workspace yet. The request panel saves them in {0}, for git.",
      savedRequestsFile,
    );
    void window.showInformationMessage(withoutLinks(message));
    return;
  }
  const request = await chooseSavedRequest(found);
  if (!request) return;
  const named = savedConnection(request, {
    sessions: app.sessions.list(),
    isTrusted: workspace.isTrusted,
  });
  const given = parseCommandTarget(argument).profile;
  const { profile, catalog } = await chooseSession(
    app.sessions,
    given ?? (named.kind === "named" ? named.profile : undefined),
  );
  const { draft, missing } = toDraft(request, catalog);
  app.openRequest({ profile: profile.id, draft });
  const told = [
    ...(named.kind === "gone" && given === undefined
      ? [overAnother(named.name, profile.name)]
      : []),
    ...(missing === undefined ? [] : [withoutClient(profile.name, missing)]),
  ];
  if (told.length > 0) void window.showWarningMessage(withoutLinks(told.join(" ")));
}

function overAnother(gone: string, name: string): string {
  return l10n.t("There is no connection {0}, so the request is opened over {1}.", gone, name);
}

function withoutClient(name: string, client: string): string {
  return l10n.t(
    "{0} has no client {1}, so the request is filled in without one. Choose whom to call as.",
    name,
    client,
  );
}

/** Whoever does not want to replace another request finds the name again as it was typed. */
async function askFreeName(names: readonly string[], value: string): Promise<string | undefined> {
  const name = await askName(names, value);
  if (name === undefined || !names.includes(name) || (await mayReplace(name))) return name;
  return await askFreeName(names, name);
}

async function askName(names: readonly string[], value: string): Promise<string | undefined> {
  const name = await window.showInputBox({
    title: l10n.t("Save request"),
    prompt: l10n.t("Name of the request in {0}", savedRequestsFile),
    value,
    validateInput: (text) => {
      if (text.trim() === "") return l10n.t("A name is needed.");
      if (!names.includes(text.trim())) return undefined;
      return {
        message: l10n.t("There is one of this name; it would be replaced."),
        severity: InputBoxValidationSeverity.Warning,
      };
    },
  });
  return name?.trim();
}

async function mayReplace(name: string): Promise<boolean> {
  const replace = l10n.t("Replace");
  const message = l10n.t("Replace the saved request “{0}”?", name);
  return (await window.showWarningMessage(message, { modal: true }, replace)) === replace;
}
