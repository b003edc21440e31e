import { readFile, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { createSecureContext } from "node:tls";

export type WalletCheck =
  | {
      readonly kind: "usable";
      /** Whether the key in it is encrypted, so that the wallet's password is needed. */
      readonly needsPassword: boolean;
      /** Whether tnsnames.ora lies beside it, as in the wallets of the cloud. */
      readonly hasTnsNames: boolean;
    }
  | { readonly kind: "problem"; readonly message: string };

/**
 * Whether the driver will find what it needs in the folder of a wallet: in thin mode that is `ewallet.pem` with a
 * certificate and its private key, and no other file. Never rejects.
 */
export async function checkWallet(folder: string): Promise<WalletCheck> {
  const files = await namesIn(folder);
  if (typeof files === "string") return problem(files);
  if (!files.includes("ewallet.pem")) return problem(withoutPem(files));
  const pem = await textOf(join(folder, "ewallet.pem"));
  if (pem === undefined) return problem("The file ewallet.pem cannot be read, or is no text.");
  if (!/-----BEGIN (?:\w+ )*CERTIFICATE-----/.test(pem) && !pem.includes("PRIVATE KEY-----")) {
    return problem("The file ewallet.pem has no certificate in it, or is not in the PEM format.");
  }
  if (!pem.includes("PRIVATE KEY-----")) {
    return problem(
      "The file ewallet.pem has certificates in it, but no private key, without which Oracle's driver does not take it. To trust a certificate authority only, use no wallet: name its file in the environment variable NODE_EXTRA_CA_CERTS and restart VS Code.",
    );
  }
  const needsPassword = /BEGIN ENCRYPTED PRIVATE KEY|Proc-Type:\s*4,ENCRYPTED/.test(pem);
  if (!needsPassword && !loads(pem)) {
    return problem(
      "The certificate and the key in ewallet.pem are damaged, or do not fit each other.",
    );
  }
  return { kind: "usable", needsPassword, hasTnsNames: files.includes("tnsnames.ora") };
}

/** As the driver does it; an encrypted key is left to the login, where its password is known. */
function loads(pem: string): boolean {
  try {
    createSecureContext({ cert: pem, key: pem, ca: pem });
    return true;
  } catch {
    return false;
  }
}

function withoutPem(files: readonly string[]): string {
  const others = ["ewallet.p12", "cwallet.sso"].filter((name) => files.includes(name));
  if (others.includes("ewallet.p12")) {
    return `There is no ewallet.pem in this folder, only ${others.join(" and ")}, which need an Oracle client. Download the wallet of a cloud database again, which has it; or make it by: openssl pkcs12 -in ewallet.p12 -out ewallet.pem`;
  }
  if (others.length > 0) {
    return "There is only cwallet.sso in this folder, which needs an Oracle client. Download the wallet of a cloud database again, which has ewallet.pem; or have it made of ewallet.p12, where cwallet.sso comes from, by: openssl pkcs12 -in ewallet.p12 -out ewallet.pem";
  }
  if (files.some((name) => /^wallet.*\.zip$/i.test(name))) {
    return "The wallet in this folder is still a zip file. Unpack it, and choose the folder with ewallet.pem.";
  }
  return "There is no ewallet.pem in this folder. Choose the folder of an unpacked wallet.";
}

/** The files of a folder, or why there are none. */
async function namesIn(folder: string): Promise<readonly string[] | string> {
  try {
    if (!(await stat(folder)).isDirectory()) {
      if (/\.zip$/i.test(folder)) {
        return "This is the wallet's zip file. Unpack it, and choose the folder that comes out.";
      }
      return "This is a file. Choose the folder that it is in.";
    }
    return await readdir(folder);
  } catch (error) {
    const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
    return missing ? "There is no such folder." : "This folder cannot be read.";
  }
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    // A wallet has some kilobytes.
    return (await stat(file)).size > 1024 * 1024 ? undefined : await readFile(file, "latin1");
  } catch {
    return undefined;
  }
}

function problem(message: string): WalletCheck {
  return { kind: "problem", message };
}
