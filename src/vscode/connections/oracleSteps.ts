import { l10n } from "vscode";
import { assertNever } from "../../base/assertNever.ts";
import { describeAddress } from "../../domain/database/databaseAddress.ts";
import type { DatabaseAddress } from "../../domain/database/databaseAddress.ts";
import type { OracleProfile, ProfileId, Wallet } from "../../services/profiles/profile.ts";
import type { Prompt, PromptAnswers } from "../prompts/prompt.ts";
import type { ConnectionForm, FormResult } from "./connectionForm.ts";
import {
  addressPrompts,
  addressingDraft,
  addressingIn,
  cloudWalletFolderIn,
  databaseIn,
} from "./databaseSteps.ts";
import {
  listIn,
  nameStep,
  ordsAddressIn,
  ordsAddressStep,
  passwordIn,
  passwordStep,
  storageIn,
  storageStep,
  textIn,
} from "./steps.ts";
import { ifWallet, parseProxy, proxyStep, walletStep, wayOptionsStep } from "./waySteps.ts";
import { editedIn, tnsEntry } from "./tnsSteps.ts";

/** The steps of a connection to the database itself. What only some need is asked only where it applies. */
export function oraclePrompts(form: ConnectionForm, answers: PromptAnswers): readonly Prompt[] {
  const edited = editedIn(form);
  const user = textIn(answers, "user");
  const place = databaseIn(form, answers);
  const wallet = walletIn(form, answers);
  const kept = keptPasswords(form, answers);
  return [
    ...addressPrompts(form, answers),
    ...wayPrompts(form, answers),
    {
      kind: "text",
      id: "user",
      prompt: l10n.t("Database user; app[hr] logs in as app, and works as hr"),
      placeholder: "hr",
      initial: edited?.user ?? userInConnectString(form, answers) ?? "",
      optional: false,
      check: (text) => checkUser(text),
    },
    storageStep(),
    passwordStep({ id: "password", title: l10n.t("Password of {0}", user), keeps: kept.password }),
    ...(wallet?.needsPassword
      ? [
          passwordStep({
            id: "walletPassword",
            title: l10n.t("Password of the wallet"),
            keeps: kept.walletPassword,
          }),
        ]
      : []),
    ordsAddressStep(form.normalize, edited?.baseUrl),
    nameStep(edited?.name ?? (place ? nameOf(user, place) : ""), form.takenNames),
  ];
}

export function oracleDrafts(edited: OracleProfile): PromptAnswers {
  const { database, password } = edited;
  return {
    addressing: addressingDraft(edited),
    ...(database.kind === "basic" ? { tls: database.tls ? "yes" : "no" } : {}),
    ...(database.kind === "tnsAlias" ? { tnsAlias: database.alias } : {}),
    storage: password,
  };
}

export function toOracle(form: ConnectionForm, answers: PromptAnswers, id: ProfileId): FormResult {
  const edited = editedIn(form);
  const user = textIn(answers, "user");
  const baseUrl = ordsAddressIn(form.normalize, answers)?.baseUrl;
  const before = staysThere(form, answers) && edited?.user === user ? edited : undefined;
  return {
    profile: {
      id,
      name: textIn(answers, "name"),
      kind: "oracle",
      database: databaseIn(form, answers) ?? { kind: "connectString", text: "" },
      user,
      password: storageIn(answers),
      wallet: walletIn(form, answers),
      httpsProxy: proxyIn(form, answers),
      baseUrl,
      alias: before?.alias,
      allowPlainHttp: edited?.baseUrl === baseUrl && edited?.allowPlainHttp === true,
      practice: false,
      otherSchema: before?.otherSchema,
      tls: edited?.tls,
    },
    passwords: {
      password: passwordIn(answers, "password"),
      walletPassword: passwordIn(answers, "walletPassword"),
    },
  };
}

/** Wallet and proxy, which only TLS knows: Oracle's driver refuses a proxy for anything else. */
function wayPrompts(form: ConnectionForm, answers: PromptAnswers): readonly Prompt[] {
  if (!mayUseTls(form, answers)) return [];
  const edited = editedIn(form);
  const cloud = addressingIn(form, answers) === "cloudWallet";
  const offered = ifWallet(form, tnsFolderIn(form, answers));
  // Who keeps a wallet beside the alias needs it, most likely.
  const isAlias = databaseIn(form, answers)?.kind === "tnsAlias";
  const walletByDefault = !edited && isAlias && offered !== undefined;
  const more = listIn(answers, "more");
  return [
    wayOptionsStep({
      offersWallet: !cloud,
      initial: [
        ...(edited?.wallet || walletByDefault ? ["wallet"] : []),
        ...(edited?.httpsProxy ? ["proxy"] : []),
      ],
    }),
    ...(more.includes("wallet") && !cloud
      ? [walletStep(form, edited?.wallet?.folder ?? offered)]
      : []),
    ...(more.includes("proxy") ? [proxyStep(edited?.httpsProxy)] : []),
  ];
}

/** Where the tnsnames.ora is that the answers are about, or that would be looked at. */
function tnsFolderIn(form: ConnectionForm, answers: PromptAnswers): string | undefined {
  const database = databaseIn(form, answers);
  const own = database?.kind === "tnsAlias" ? database.folder : undefined;
  return own ?? form.oracle.tnsFolder();
}

function mayUseTls(form: ConnectionForm, answers: PromptAnswers): boolean {
  const database = databaseIn(form, answers);
  switch (database?.kind) {
    case undefined:
      return false;
    case "basic":
      return database.tls;
    case "connectString":
      return /tcps/i.test(database.text);
    case "tnsAlias": {
      if (addressingIn(form, answers) === "cloudWallet") return true;
      const folder = tnsFolderIn(form, answers);
      const descriptor = tnsEntry(form, folder, database.alias)?.descriptor;
      // Of an alias that is not known by now anything may be true.
      return descriptor === undefined || /tcps/i.test(descriptor);
    }
    default:
      return assertNever(database);
  }
}

function walletIn(form: ConnectionForm, answers: PromptAnswers): Wallet | undefined {
  if (!mayUseTls(form, answers)) return undefined;
  const chosen = listIn(answers, "more").includes("wallet") ? textIn(answers, "wallet") : "";
  const folder = cloudWalletFolderIn(form, answers) ?? chosen;
  if (folder === "") return undefined;
  const check = form.wallets.known(folder);
  const before = editedIn(form)?.wallet;
  if (check?.kind === "usable") return { folder, needsPassword: check.needsPassword };
  return { folder, needsPassword: before?.folder === folder ? before.needsPassword : true };
}

function proxyIn(form: ConnectionForm, answers: PromptAnswers): OracleProfile["httpsProxy"] {
  const asked = mayUseTls(form, answers) && listIn(answers, "more").includes("proxy");
  const read = asked ? parseProxy(textIn(answers, "proxy")) : undefined;
  return typeof read === "string" ? undefined : read;
}

/** Which stored passwords are still good for what was answered. */
function keptPasswords(form: ConnectionForm, answers: PromptAnswers) {
  const edited = editedIn(form);
  const password =
    staysThere(form, answers) && edited?.password === "stored" && storageIn(answers) === "stored";
  const wallet = walletIn(form, answers);
  const sameWallet = edited?.wallet?.needsPassword && edited.wallet.folder === wallet?.folder;
  return { password, walletPassword: password && sameWallet === true };
}

/** As the store of profiles sees it, which drops the passwords of a profile that leads elsewhere. */
function staysThere(form: ConnectionForm, answers: PromptAnswers): boolean {
  const edited = editedIn(form);
  const after = [databaseIn(form, answers), proxyIn(form, answers)];
  return (
    edited !== undefined &&
    JSON.stringify(after) === JSON.stringify([edited.database, edited.httpsProxy])
  );
}

function userInConnectString(form: ConnectionForm, answers: PromptAnswers): string | undefined {
  if (addressingIn(form, answers) !== "connectString") return undefined;
  const read = form.oracle.readConnectString(textIn(answers, "connectString"));
  return read.kind === "address" ? read.user : undefined;
}

function checkUser(text: string) {
  const user = text.trim();
  const message =
    user === ""
      ? l10n.t("Type the user's name.")
      : /[/@]/.test(user.replace(/"[^"]*"/g, ""))
        ? l10n.t("Type the user's name alone; the password is asked for next.")
        : undefined;
  return message === undefined ? undefined : ({ severity: "error", message } as const);
}

/** `hr on db.example.com`; of a proxy user the one who does the work. */
function nameOf(user: string, address: DatabaseAddress): string {
  const worker = /\[([^\]]+)\]$/.exec(user)?.[1] ?? user;
  const place =
    address.kind === "basic"
      ? address.host
      : address.kind === "tnsAlias"
        ? address.alias
        : describeAddress(address);
  return l10n.t("{0} on {1}", worker, place);
}
