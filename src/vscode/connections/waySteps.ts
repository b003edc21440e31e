import { l10n } from "vscode";
import type { PickManyQuestion } from "../../features/scaffold/question.ts";
import type { HttpsProxy } from "../../services/profiles/profile.ts";
import type { TextPrompt } from "../prompts/prompt.ts";
import type { ConnectionForm } from "./connectionForm.ts";
import { error, option } from "./steps.ts";

/** The steps that few connections need: a wallet, and a proxy. */

export interface WayOptions {
  readonly offersWallet: boolean;
  readonly initial: readonly string[];
}

export function wayOptionsStep({ offersWallet, initial }: WayOptions): PickManyQuestion {
  return {
    kind: "pickMany",
    id: "more",
    prompt: l10n.t("More options; without any, press Enter"),
    placeholder: undefined,
    options: [
      ...(offersWallet
        ? [
            option(
              "wallet",
              l10n.t("Wallet"),
              l10n.t("a certificate of one's own, as mutual TLS wants it"),
            ),
          ]
        : []),
      option(
        "proxy",
        l10n.t("HTTPS proxy"),
        l10n.t("where the database is reached through one only"),
      ),
    ],
    initial,
    other: undefined,
    checkAll: () => undefined,
  };
}

export function walletStep(form: ConnectionForm, initial: string | undefined): TextPrompt {
  return {
    kind: "text",
    id: "wallet",
    prompt: l10n.t("Folder of the unpacked wallet, with ewallet.pem"),
    placeholder: undefined,
    initial: initial ?? "",
    optional: false,
    browse: "folder",
    check: (text) => (text.trim() === "" ? error(l10n.t("Type or choose the folder.")) : undefined),
    lookUp: async (folder) => {
      const check = await form.wallets.read(folder.trim());
      return check.kind === "problem" ? check.message : undefined;
    },
  };
}

/** A folder, if a wallet that can be used was found there. */
export function ifWallet(form: ConnectionForm, folder: string | undefined): string | undefined {
  const found = folder === undefined ? undefined : form.wallets.known(folder);
  return found?.kind === "usable" ? folder : undefined;
}

export function proxyStep(stored: HttpsProxy | undefined): TextPrompt {
  return {
    kind: "text",
    id: "proxy",
    prompt: l10n.t("HTTPS proxy, as host:port"),
    placeholder: "proxy.example.com:8080",
    initial: stored ? `${inUrl(stored.host)}:${stored.port}` : "",
    optional: false,
    check: (text) => {
      const read = parseProxy(text.trim());
      return typeof read === "string" ? error(read) : undefined;
    },
  };
}

/** The proxy, or what is wrong with the text. */
export function parseProxy(text: string): HttpsProxy | string {
  if (text.includes("@")) {
    return l10n.t("Oracle's driver cannot log in to a proxy: leave user and password out.");
  }
  const read = /^(?:https?:\/\/)?(\[[0-9a-f:.]+\]|[^\s:/()[\]]+):(\d{1,5})\/?$/i.exec(text);
  const port = Number(read?.[2]);
  if (!read?.[1] || port < 1 || port > 65_535) {
    return l10n.t("A proxy looks like proxy.example.com:8080.");
  }
  return { host: read[1].replace(/^\[|\]$/g, ""), port };
}

function inUrl(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}
