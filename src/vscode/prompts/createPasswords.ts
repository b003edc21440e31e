import { l10n } from "vscode";
import { Secret } from "../../base/secret.ts";
import type {
  ConnectionProfile,
  LoginProfile,
  ProfileId,
} from "../../services/profiles/profile.ts";
import type { LoginPasswords, ProfileStore } from "../../services/profiles/profileStore.ts";
import { askPrompts } from "./askPrompts.ts";
import type { Prompt } from "./prompt.ts";

/** The passwords of logins: the stored ones, or those that the person types when connecting. */
export interface Passwords {
  /** All that the login needs. Throws a `CancellationError` when the person closes a question. */
  passwordsOf(profile: LoginProfile): Promise<Login>;
  /** The password of the login, as far as it is known; nobody is asked. */
  known(profile: LoginProfile): Promise<Secret | undefined>;
  /** Asks although there are some, and keeps the answers as the profile says. */
  ask(profile: LoginProfile): Promise<void>;
  /** Keeps what was typed elsewhere: the stored ones are stored already, the others count for the next opening. */
  remember(profile: ConnectionProfile, passwords: LoginPasswords): void;
  /** Typed passwords that are not stored count until their connection is closed. */
  forget(id: ProfileId): void;
}

export interface Login extends LoginPasswords {
  readonly password: Secret;
}

export function createPasswords(profiles: ProfileStore): Passwords {
  const typed = new Map<ProfileId, LoginPasswords>();

  const known = async ({ id }: LoginProfile): Promise<LoginPasswords> =>
    merged(await profiles.passwords(id), typed.get(id) ?? none);

  const keep = async (profile: LoginProfile, answers: LoginPasswords): Promise<void> => {
    if (profile.password === "stored") await profiles.save(profile, answers);
    else typed.set(profile.id, merged(answers, typed.get(profile.id) ?? none));
  };

  return {
    passwordsOf: async (profile) => {
      const before = await known(profile);
      const asks = {
        password: before.password === undefined,
        walletPassword: needsWalletPassword(profile) && before.walletPassword === undefined,
      };
      if (!asks.password && !asks.walletPassword) return complete(before);
      const answers = await askPasswords(profile, asks, none);
      await keep(profile, answers);
      return complete(merged(before, answers));
    },
    known: async (profile) => (await known(profile)).password,
    ask: async (profile) => {
      const asks = { password: true, walletPassword: needsWalletPassword(profile) };
      await keep(profile, await askPasswords(profile, asks, await known(profile)));
    },
    remember: (profile, passwords) => {
      if (profile.kind === "sqlDeveloper" || profile.password === "stored") return;
      typed.set(profile.id, merged(passwords, typed.get(profile.id) ?? none));
    },
    forget: (id) => void typed.delete(id),
  };
}

const none: LoginPasswords = { password: undefined, walletPassword: undefined };

function merged(first: LoginPasswords, second: LoginPasswords): LoginPasswords {
  return {
    password: first.password ?? second.password,
    walletPassword: first.walletPassword ?? second.walletPassword,
  };
}

function complete({ password, walletPassword }: LoginPasswords): Login {
  return { password: password ?? new Secret(""), walletPassword };
}

function needsWalletPassword(profile: LoginProfile): boolean {
  return profile.kind === "oracle" && profile.wallet?.needsPassword === true;
}

/** Asks for what is missing. A wallet's password that is known may be left as it is. */
async function askPasswords(
  profile: LoginProfile,
  asks: Readonly<Record<keyof LoginPasswords, boolean>>,
  known: LoginPasswords,
): Promise<LoginPasswords> {
  const keepsWallet = known.walletPassword !== undefined;
  const answers = await askPrompts({
    title: l10n.t("Password for {0}", profile.name),
    drafts: {},
    startAt: "first",
    prompts: () => [
      ...(asks.password
        ? [secretPrompt("password", l10n.t("Password of the database user {0}", profile.user))]
        : []),
      ...(asks.walletPassword
        ? [
            keepsWallet
              ? {
                  ...secretPrompt(
                    "walletPassword",
                    l10n.t("Password of the wallet; leave it empty to keep the one that is known"),
                  ),
                  check: () => undefined,
                }
              : secretPrompt("walletPassword", l10n.t("Password of the wallet")),
          ]
        : []),
    ],
  });
  const typedIn = (id: keyof LoginPasswords): Secret | undefined => {
    const answer = answers[id];
    return answer instanceof Secret && answer.reveal() !== "" ? answer : undefined;
  };
  return { password: typedIn("password"), walletPassword: typedIn("walletPassword") };
}

function secretPrompt(id: keyof LoginPasswords, prompt: string): Prompt & { kind: "secret" } {
  return {
    kind: "secret",
    id,
    prompt,
    placeholder: undefined,
    check: (text) =>
      text === "" ? { severity: "error", message: l10n.t("Type the password.") } : undefined,
  };
}
