import { l10n } from "vscode";
import { assertNever } from "../../base/assertNever.ts";
import type { Complaint } from "../../features/scaffold/question.ts";
import type { BasicAddress, DatabaseAddress } from "../../domain/database/databaseAddress.ts";
import type { OracleProfile } from "../../services/profiles/profile.ts";
import type { PickOnePrompt, Prompt, PromptAnswers, TextPrompt } from "../prompts/prompt.ts";
import type { ConnectionForm } from "./connectionForm.ts";
import { error, option, textIn } from "./steps.ts";
import {
  checkAlias,
  cloudWalletStep,
  editedIn,
  lookInto,
  tnsAliasStep,
  tnsFolderStep,
  tnsSetting,
} from "./tnsSteps.ts";

/** The steps that say where a database is. */
export function addressPrompts(form: ConnectionForm, answers: PromptAnswers): readonly Prompt[] {
  return [addressingStep(form), ...promptsOf(addressingIn(form, answers), form, answers)];
}

export type Addressing = "basic" | "connectString" | "tnsAlias" | "cloudWallet";

export function addressingIn(form: ConnectionForm, answers: PromptAnswers): Addressing {
  const edited = editedIn(form);
  const answer = answers["addressing"] ?? (edited ? addressingDraft(edited) : "basic");
  return addressings.find((one) => one === answer) ?? "basic";
}

const addressings: readonly Addressing[] = ["basic", "connectString", "tnsAlias", "cloudWallet"];

/** How the address of a stored connection was given. */
export function addressingDraft({ database, wallet }: OracleProfile): Addressing {
  if (database.kind !== "tnsAlias") return database.kind;
  const inWallet = database.folder !== undefined && database.folder === wallet?.folder;
  return inWallet ? "cloudWallet" : "tnsAlias";
}

/** The address as far as it is answered; undefined as long as it is none. */
export function databaseIn(
  form: ConnectionForm,
  answers: PromptAnswers,
): DatabaseAddress | undefined {
  const addressing = addressingIn(form, answers);
  switch (addressing) {
    case "basic": {
      const { host } = hostIn(form, answers);
      const port = portIn(textIn(answers, "port"));
      const service = textIn(answers, "service");
      const tls = answers["tls"] === "yes";
      return form.oracle.checkBasicAddress({ host, port, service }) === undefined
        ? { kind: "basic", host, port, service, tls }
        : undefined;
    }
    case "connectString": {
      const read = form.oracle.readConnectString(textIn(answers, "connectString"));
      return read.kind === "address" ? read.address : undefined;
    }
    case "tnsAlias":
    case "cloudWallet": {
      const alias = textIn(answers, "tnsAlias");
      const folder = asksFolder(form, addressing) ? textIn(answers, "folder") : undefined;
      return alias === "" ? undefined : { kind: "tnsAlias", alias, folder };
    }
    default:
      return assertNever(addressing);
  }
}

/** The wallet's folder, where it also says what the database is called. */
export function cloudWalletFolderIn(
  form: ConnectionForm,
  answers: PromptAnswers,
): string | undefined {
  if (addressingIn(form, answers) !== "cloudWallet") return undefined;
  return textIn(answers, "folder") || undefined;
}

function addressingStep(form: ConnectionForm): PickOnePrompt {
  const folder = form.oracle.tnsFolder();
  return {
    kind: "pickOne",
    id: "addressing",
    prompt: l10n.t("How is the database addressed?"),
    placeholder: undefined,
    options: [
      option(
        "basic",
        l10n.t("Host, port and service"),
        l10n.t("such as db.example.com, 1521, FREEPDB1"),
      ),
      option(
        "connectString",
        l10n.t("Connect string"),
        l10n.t("whatever you can paste: Easy Connect, a JDBC URL, a descriptor"),
      ),
      option(
        "tnsAlias",
        l10n.t("Alias of tnsnames.ora"),
        folder ?? l10n.t("no folder is known yet; it is asked for next"),
      ),
      option(
        "cloudWallet",
        l10n.t("Cloud wallet"),
        l10n.t("an unpacked wallet of Autonomous Database, with tnsnames.ora and ewallet.pem"),
      ),
    ],
    other: undefined,
  };
}

function promptsOf(
  addressing: Addressing,
  form: ConnectionForm,
  answers: PromptAnswers,
): readonly Prompt[] {
  switch (addressing) {
    case "basic":
      return basicPrompts(form, answers);
    case "connectString":
      return [connectStringStep(form)];
    case "tnsAlias":
      return [
        ...(asksFolder(form, addressing) ? [tnsFolderStep(form)] : []),
        tnsAliasStep(form, folderIn(form, addressing, answers)),
      ];
    case "cloudWallet":
      return [cloudWalletStep(form), tnsAliasStep(form, folderIn(form, addressing, answers))];
    default:
      return assertNever(addressing);
  }
}

function basicPrompts(form: ConnectionForm, answers: PromptAnswers): readonly Prompt[] {
  const { checkBasicAddress } = form.oracle;
  const database = editedIn(form)?.database;
  const edited = database?.kind === "basic" ? database : undefined;
  const { pasted } = hostIn(form, answers);
  const port = portIn(textIn(answers, "port"));
  const good = { host: "host", port: 1521, service: "service" };
  return [
    {
      kind: "text",
      id: "host",
      prompt: l10n.t("Host of the database"),
      placeholder: "db.example.com",
      initial: edited?.host ?? "",
      optional: false,
      check: (text) => problem(checkBasicAddress({ ...good, host: readHost(form, text).host })),
    },
    {
      kind: "text",
      id: "port",
      prompt: l10n.t("Port of its listener; 1522 and 2484 usually mean TLS"),
      placeholder: "1521",
      initial: String(pasted.port ?? edited?.port ?? 1521),
      optional: false,
      check: (text) => problem(checkBasicAddress({ ...good, port: portIn(text.trim()) })),
    },
    {
      kind: "text",
      id: "service",
      prompt: l10n.t("Name of the service, such as that of a pluggable database; not the SID"),
      placeholder: "FREEPDB1",
      initial: pasted.service ?? edited?.service ?? "",
      optional: false,
      check: (text) => problem(checkBasicAddress({ ...good, service: text.trim() })),
    },
    tlsStep(pasted.tls === true || tlsPorts.includes(port)),
  ];
}

/** The one that is likely stands first, where Enter takes it. */
function tlsStep(likely: boolean): PickOnePrompt {
  const plain = option(
    "no",
    l10n.t("Without TLS (TCP)"),
    l10n.t("the usual listener of a database in one's own network"),
  );
  const tls = option(
    "yes",
    l10n.t("With TLS (TCPS)"),
    l10n.t("databases in the cloud, and listeners set up for it"),
  );
  return {
    kind: "pickOne",
    id: "tls",
    prompt: l10n.t("Is the way to the listener encrypted?"),
    placeholder: undefined,
    options: likely ? [tls, plain] : [plain, tls],
    other: undefined,
  };
}

const tlsPorts: readonly number[] = [1522, 2484, 443];

function connectStringStep(form: ConnectionForm): TextPrompt {
  const database = editedIn(form)?.database;
  return {
    kind: "text",
    id: "connectString",
    prompt: l10n.t("Address of the database; paste what you have, without a password"),
    placeholder: "db.example.com:1521/FREEPDB1",
    initial: database?.kind === "connectString" ? database.text : "",
    optional: false,
    check: (text) => {
      const read = form.oracle.readConnectString(text);
      if (read.kind === "problem") return error(read.message);
      const { address } = read;
      if (address.kind !== "tnsAlias" || address.folder !== undefined) return undefined;
      const folder = form.oracle.tnsFolder();
      if (folder !== undefined) return checkAlias(form, folder, address.alias);
      return error(
        l10n.t(
          "{0} alone is an alias of tnsnames.ora, and its folder is not known: set {1}, or go back and choose the alias there. An address looks like host:1521/FREEPDB1.",
          address.alias,
          tnsSetting,
        ),
      );
    },
    lookUp: async (text) => {
      const read = form.oracle.readConnectString(text);
      const isAlias = read.kind === "address" && read.address.kind === "tnsAlias";
      if (isAlias && read.address.folder !== undefined) await lookInto(form, read.address.folder);
      return undefined;
    },
  };
}

function folderIn(form: ConnectionForm, addressing: Addressing, answers: PromptAnswers): string {
  if (asksFolder(form, addressing)) return textIn(answers, "folder");
  return form.oracle.tnsFolder() ?? "";
}

/** A folder that is known from the setting is not asked for, unless the connection has one of its own. */
function asksFolder(form: ConnectionForm, addressing: Addressing): boolean {
  if (addressing === "cloudWallet" || form.oracle.tnsFolder() === undefined) return true;
  const database = editedIn(form)?.database;
  return database?.kind === "tnsAlias" && database.folder !== undefined;
}

/** The host, and what else was pasted with it. */
function hostIn(form: ConnectionForm, answers: PromptAnswers): ReadHost {
  return readHost(form, textIn(answers, "host"));
}

interface ReadHost {
  readonly host: string;
  readonly pasted: Partial<BasicAddress>;
}

function readHost(form: ConnectionForm, text: string): ReadHost {
  const typed = text.trim();
  const read = /[/:@]/.test(typed) ? form.oracle.readConnectString(typed) : undefined;
  if (read?.kind === "address" && read.address.kind === "basic") {
    return { host: read.address.host, pasted: read.address };
  }
  const withPort = /^([^\s:/]+|\[[^\]]+\]):(\d{1,5})$/.exec(typed);
  return {
    host: (withPort?.[1] ?? typed).replace(/^\[(.*)\]$/, "$1"),
    pasted: withPort ? { port: Number(withPort[2]) } : {},
  };
}

function portIn(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}

function problem(message: string | undefined): Complaint | undefined {
  return message === undefined ? undefined : error(message);
}
