import { l10n } from "vscode";
import { UserFacingError } from "../../base/errors.ts";
import type { Catalog } from "../../domain/model/catalog.ts";
import { placeInWords } from "../../features/explorer/placeInWords.ts";
import type { Sessions } from "../../features/sessions/sessions.ts";
import type { ConnectionProfile, ProfileId } from "../../services/profiles/profile.ts";
import { askPrompts } from "../prompts/askPrompts.ts";
import { withProgress } from "../withProgress.ts";

export interface ChosenSession {
  readonly profile: ConnectionProfile;
  readonly catalog: Catalog;
}

/**
 * The session that a command acts on: the one it was given, else the active one, else what the person picks. Opens it
 * when it is not open.
 */
export async function chooseSession(
  sessions: Sessions,
  given: ProfileId | undefined,
): Promise<ChosenSession> {
  const active = sessions.active();
  const id =
    given ??
    (active?.state.kind === "open" ? active.profile.id : (await pickConnection(sessions)).id);
  return await openSession(sessions, id);
}

export async function openSession(sessions: Sessions, id: ProfileId): Promise<ChosenSession> {
  const session = sessions.get(id);
  if (session?.state.kind === "open") {
    sessions.setActive(id);
    return { profile: session.profile, catalog: session.state.catalog };
  }
  const title = l10n.t("Connecting to {0}", session?.profile.name ?? l10n.t("the schema"));
  const catalog = await withProgress(title, async (signal) => await sessions.open(id, signal));
  // Opening may have changed the connection: the practice server comes back on another port.
  const profile = sessions.get(id)?.profile ?? session?.profile;
  if (!profile) throw new Error(`The session of ${id} is open and has no profile`);
  return { profile, catalog };
}

/** Asks which connection, unless there is only one. */
export async function pickConnection(sessions: Sessions): Promise<ConnectionProfile> {
  const profiles = sessions.list().map(({ profile }) => profile);
  const [only] = profiles;
  if (!only) {
    throw new UserFacingError({
      code: "nothingSelected",
      message: l10n.t("There is no connection yet."),
      why: l10n.t("Add one, or start the practice server, which brings a schema of its own."),
      remedy: { label: l10n.t("Start practice server"), action: "startPractice" },
    });
  }
  if (profiles.length === 1) return only;
  const answers = await askPrompts({
    title: l10n.t("Choose connection"),
    drafts: {},
    startAt: "first",
    prompts: () => [
      {
        kind: "pickOne",
        id: "connection",
        prompt: l10n.t("Which connection?"),
        placeholder: undefined,
        options: profiles.map((profile) => ({
          value: profile.id,
          label: profile.name,
          description: placeInWords(profile),
          detail: undefined,
        })),
        other: undefined,
      },
    ],
  });
  return profiles.find((profile) => profile.id === answers["connection"]) ?? only;
}

/** The stored connection that a command is about, open or not. */
export async function chooseProfile(
  sessions: Sessions,
  given: ProfileId | undefined,
): Promise<ConnectionProfile> {
  const named = given === undefined ? undefined : sessions.get(given)?.profile;
  return named ?? (await pickConnection(sessions));
}
