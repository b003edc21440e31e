import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { createSecureContext, type SecureContextOptions } from "node:tls";
import { UserFacingError } from "../../base/errors.ts";
import type { Secret } from "../../base/secret.ts";
import type { ConnectionTls } from "./connectionTls.ts";

/**
 * The certificates and the key of a connection, from their files. Throws `UserFacingError` certificateNotUsable when one
 * is not there, is of another kind, or does not open with the passphrase.
 */
export async function readTlsMaterial(
  { caFile, clientCertificate }: Pick<ConnectionTls, "caFile" | "clientCertificate">,
  passphrase: Secret | undefined,
): Promise<SecureContextOptions> {
  const ca = caFile === undefined ? undefined : await readPem(caFile, "CERTIFICATE");
  const own = await readOwn(clientCertificate);
  const phrase = own && passphrase ? { passphrase: passphrase.reveal() } : {};
  const files = filesOf({ caFile, clientCertificate }).map((file) => basename(file));
  const material = { ...(ca ? { ca } : {}), ...own, ...phrase };
  // Made here only to see whether they fit. VS Code adds the certificates of the operating system to one that it makes.
  said(files, () => createSecureContext(material));
  return material;
}

type OwnCertificate = { readonly cert: Buffer; readonly key: Buffer } | { readonly pfx: Buffer };

async function readOwn(
  certificate: ConnectionTls["clientCertificate"],
): Promise<OwnCertificate | undefined> {
  if (!certificate) return undefined;
  if (certificate.kind === "pfx") return { pfx: await readWhole(certificate.file) };
  const cert = await readPem(certificate.certFile, "CERTIFICATE");
  return { cert, key: await readPem(certificate.keyFile, "PRIVATE KEY") };
}

async function readPem(file: string, what: "CERTIFICATE" | "PRIVATE KEY"): Promise<Buffer> {
  const content = await readWhole(file);
  // Otherwise an empty file would be taken for one without authorities, and every server be refused.
  if (new RegExp(`-----BEGIN [A-Z ]*${what}-----`).test(content.toString("latin1"))) return content;
  throw notUsable({
    message: `${basename(file)} holds no ${what === "CERTIFICATE" ? "certificate" : "private key"} in PEM form.`,
    why: "Such a file begins with -----BEGIN. One in DER form is converted by: openssl x509 -inform der -in file -out file.pem",
  });
}

async function readWhole(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw notUsable({
      message: `The file ${basename(file)} cannot be read.`,
      why: `It was moved, or you may not read it: ${file}`,
      cause,
    });
  }
}

function said(files: readonly string[], attempt: () => void): void {
  try {
    attempt();
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
    const words = cause instanceof Error ? cause.message : "";
    throw notUsable({ ...reasonOf(`${code} ${words}`, files.join(", ")), cause });
  }
}

/** OpenSSL changes its codes from release to release, and has none for some of these. */
function reasonOf(text: string, files: string): { readonly message: string; readonly why: string } {
  if (
    /bad.?decrypt|mac.verify|BAD_PASSWORD|INTERRUPTED|passphrase|maybe wrong password/i.test(text)
  ) {
    return {
      message: `The passphrase does not open ${files}.`,
      why: "Type it again with Set certificates.",
    };
  }
  if (/mismatch/i.test(text)) {
    return {
      message: "The private key does not belong to the certificate.",
      why: `Choose the two that were made together. The files are ${files}.`,
    };
  }
  if (/unsupported/i.test(text)) {
    return {
      message: `${files} uses a kind of encryption that is no longer supported.`,
      why: "Older programs wrote such files. Write it anew: openssl pkcs12 -legacy -in old.p12 -nodes -out all.pem, then choose the PEM file for certificate and key.",
    };
  }
  return {
    message: `${files} cannot be used.`,
    why: "The file is damaged, or of another kind than its name says.",
  };
}

function notUsable(facts: {
  readonly message: string;
  readonly why: string;
  readonly cause?: unknown;
}): UserFacingError {
  return new UserFacingError({ code: "certificateNotUsable", ...facts });
}

function filesOf({
  caFile,
  clientCertificate,
}: Pick<ConnectionTls, "caFile" | "clientCertificate">): readonly string[] {
  const own =
    clientCertificate?.kind === "pem"
      ? [clientCertificate.certFile, clientCertificate.keyFile]
      : clientCertificate
        ? [clientCertificate.file]
        : [];
  return caFile === undefined || own.length > 0 ? own : [caFile];
}
