import { l10n } from "vscode";
import { describeAddress } from "../../domain/database/databaseAddress.ts";
import type { Complaint } from "../../features/scaffold/question.ts";
import type { TnsAlias } from "../../services/oracle/parseTnsNames.ts";
import type { TnsNamesOfFolder } from "../../services/oracle/readTnsNames.ts";
import type { OracleProfile } from "../../services/profiles/profile.ts";
import type { PickOnePrompt, TextPrompt } from "../prompts/prompt.ts";
import type { ConnectionForm } from "./connectionForm.ts";
import { error, option } from "./steps.ts";

/** Where the folder of tnsnames.ora is set for all connections. */
export const tnsSetting = "ordsSecurity.tnsAdmin";

export function tnsFolderStep(form: ConnectionForm): TextPrompt {
  const known = form.oracle.tnsFolder();
  const database = editedIn(form)?.database;
  const own = database?.kind === "tnsAlias" ? database.folder : undefined;
  return {
    ...folderStep(own ?? known ?? ""),
    prompt:
      known === undefined
        ? l10n.t(
            "Folder of tnsnames.ora. Neither the setting {0} nor TNS_ADMIN names one; set it there, and this is not asked",
            tnsSetting,
          )
        : l10n.t("Folder of tnsnames.ora, for this connection"),
    lookUp: async (text) => {
      const folder = text.trim();
      await lookInto(form, folder);
      const names = form.tnsNames.known(folder);
      return names && whyNoAliases(names);
    },
  };
}

export function cloudWalletStep(form: ConnectionForm): TextPrompt {
  return {
    ...folderStep(editedIn(form)?.wallet?.folder ?? form.oracle.tnsFolder() ?? ""),
    prompt: l10n.t("Folder of the unpacked wallet, with tnsnames.ora and ewallet.pem"),
    lookUp: async (text) => {
      const folder = text.trim();
      const check = await form.wallets.read(folder);
      if (check.kind === "problem") return check.message;
      return whyNoAliases(await form.tnsNames.read(folder));
    },
  };
}

export function tnsAliasStep(form: ConnectionForm, folder: string): PickOnePrompt {
  const names = form.tnsNames.known(folder);
  const why = names && whyNoAliases(names);
  return {
    kind: "pickOne",
    id: "tnsAlias",
    prompt:
      why === undefined
        ? l10n.t("Which alias? Another one can be typed; these are from {0}", folder)
        : l10n.t("Type the alias. {0} The folder is that of {1} or TNS_ADMIN", why, tnsSetting),
    placeholder: undefined,
    options: (names?.aliases ?? []).map(({ name, descriptor }) =>
      option(name, name, descriptor && descriptorInWords(descriptor)),
    ),
    other: {
      label: (text) => l10n.t("Alias {0}", text),
      check: (text) => checkAlias(form, folder, text),
    },
  };
}

/** What tnsnames.ora says of an alias, as far as it was read. */
export function tnsEntry(
  form: ConnectionForm,
  folder: string | undefined,
  alias: string,
): TnsAlias | undefined {
  const names = folder === undefined ? undefined : form.tnsNames.known(folder);
  return names?.aliases.find(({ name }) => name.toUpperCase() === alias.toUpperCase());
}

/** Reads what a folder of tnsnames.ora has to offer, a wallet beside it included. */
export async function lookInto(
  { tnsNames, wallets }: ConnectionForm,
  folder: string | undefined,
): Promise<void> {
  if (folder === undefined) return;
  await Promise.all([tnsNames.read(folder), wallets.read(folder)]);
}

export function checkAlias(
  form: ConnectionForm,
  folder: string,
  text: string,
): Complaint | undefined {
  if (!/^[\w.$#-]+$/.test(text.trim())) {
    return error(l10n.t("An alias has letters, digits and the signs . _ $ # - only."));
  }
  const isKnown = tnsEntry(form, folder, text.trim()) !== undefined;
  if (isKnown || form.tnsNames.known(folder) === undefined) return undefined;
  return {
    severity: "warning",
    message: l10n.t("It is not in the tnsnames.ora of {0}.", folder),
  };
}

export function editedIn({ edited }: ConnectionForm): OracleProfile | undefined {
  return edited?.kind === "oracle" ? edited : undefined;
}

function folderStep(initial: string): Omit<TextPrompt, "prompt"> {
  return {
    kind: "text",
    id: "folder",
    placeholder: undefined,
    initial,
    optional: false,
    browse: "folder",
    check: (text) => (text.trim() === "" ? error(l10n.t("Type or choose the folder.")) : undefined),
  };
}

function whyNoAliases({ aliases, problems }: TnsNamesOfFolder): string | undefined {
  if (aliases.length > 0) return undefined;
  const [first] = problems;
  return first
    ? l10n.t("{0}: {1}", first.file, first.message)
    : l10n.t("There is no alias in the tnsnames.ora of this folder.");
}

function descriptorInWords(descriptor: string): string {
  return describeAddress({ kind: "connectString", text: descriptor });
}
