import { l10n } from "vscode";
import { Secret } from "../../base/secret.ts";
import type { ConnectionProfile, ProfileId } from "../../services/profiles/profile.ts";
import type { ProfileStore } from "../../services/profiles/profileStore.ts";
import { askPrompts } from "./askPrompts.ts";

/** The database passwords: the stored one, or the one that the person types when connecting. */
export interface Passwords {
  /** Throws a `CancellationError` when the person closes the question. */
  passwordOf(profile: ConnectionProfile): Promise<Secret>;
  /** Asks although there is one, and keeps the answer as the profile says. */
  ask(profile: ConnectionProfile): Promise<Secret>;
  /** Keeps one that was typed elsewhere: the stored ones are stored already, the others count for the next opening. */
  remember(profile: ConnectionProfile, password: Secret): void;
  /** A typed password that is not stored counts until its connection is closed. */
  forget(id: ProfileId): void;
}

export function createPasswords(profiles: ProfileStore): Passwords {
  const typed = new Map<ProfileId, Secret>();
  const ask = async (profile: ConnectionProfile): Promise<Secret> => {
    const password = await askPassword(profile);
    if (profile.password === "stored") await profiles.save(profile, password);
    else typed.set(profile.id, password);
    return password;
  };
  return {
    passwordOf: async (profile) =>
      (await profiles.password(profile.id)) ?? typed.get(profile.id) ?? (await ask(profile)),
    ask,
    remember: (profile, password) => {
      if (profile.password === "askEveryTime") typed.set(profile.id, password);
    },
    forget: (id) => void typed.delete(id),
  };
}

async function askPassword(profile: ConnectionProfile): Promise<Secret> {
  const answers = await askPrompts({
    title: l10n.t("Password for {0}", profile.name),
    drafts: {},
    startAt: "first",
    prompts: () => [
      {
        kind: "secret",
        id: "password",
        prompt: l10n.t("Password of the database user {0}", profile.user),
        placeholder: undefined,
        check: (text) =>
          text === "" ? { severity: "error", message: l10n.t("Type the password.") } : undefined,
      },
    ],
  });
  const password = answers["password"];
  return password instanceof Secret ? password : new Secret("");
}
