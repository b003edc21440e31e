import "reflect-metadata";
import { createPrivateKey, randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { isIP } from "node:net";
import { join } from "node:path";
import * as x509 from "@peculiar/x509";

/** Certificates of an authority that nobody trusts by itself, all in PEM. */
export interface TestCertificates {
  /** The authority's own. */
  readonly ca: string;
  readonly caKey: string;
  /** For 127.0.0.1 and localhost. */
  readonly server: CertificateAndKey;
  /** Of the same authority, for `other.example.com`. */
  readonly serverWithWrongName: CertificateAndKey;
  readonly client: CertificateAndKey;
  /** Another one, for these names and addresses. */
  issue(names: readonly string[], validity?: Validity): Promise<CertificateAndKey>;
  /** What is in `ewallet.pem`: the client's key, encrypted if there is a password, its certificate and the authority's. */
  walletPem(password: string | undefined): string;
  /** Makes the folder of a wallet in the form in which Oracle's driver reads it in thin mode. */
  writeWallet(folder: string, password: string | undefined): Promise<void>;
}

export interface CertificateAndKey {
  readonly cert: string;
  readonly key: string;
}

export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

export async function createTestCertificates(): Promise<TestCertificates> {
  const authority = await createAuthority();
  const client = await sign(authority, { subject: "test client", names: [] });
  const issue: TestCertificates["issue"] = async (names, validity) =>
    await sign(authority, { subject: names[0] ?? "test", names, validity });
  const walletPem: TestCertificates["walletPem"] = (password) =>
    [
      password === undefined ? client.key : encryptKey(client.key, password),
      client.cert,
      authority.certificate.toString("pem"),
      "",
    ].join("\n");
  return {
    ca: authority.certificate.toString("pem"),
    caKey: await keyPem(authority.keys.privateKey),
    server: await issue(["127.0.0.1", "localhost"]),
    serverWithWrongName: await issue(["other.example.com"]),
    client,
    issue,
    walletPem,
    async writeWallet(folder, password) {
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, "ewallet.pem"), walletPem(password), "utf8");
    },
  };
}

/** A certificate that no authority has signed but itself, for these names and addresses. */
export async function createSelfSigned(
  names: readonly string[],
  validity: Validity = always,
): Promise<CertificateAndKey> {
  const keys = await createKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    ...validity,
    serialNumber: serialNumber(),
    name: `CN=${names[0] ?? "test"}`,
    keys,
    signingAlgorithm,
    extensions: [alternativeNames(names)],
  });
  return { cert: `${certificate.toString("pem")}\n`, key: await keyPem(keys.privateKey) };
}

interface Authority {
  readonly certificate: x509.X509Certificate;
  readonly keys: CryptoKeyPair;
}

async function createAuthority(): Promise<Authority> {
  const keys = await createKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    ...always,
    serialNumber: serialNumber(),
    name: "CN=Test authority",
    keys,
    signingAlgorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
        true,
      ),
    ],
  });
  return { certificate, keys };
}

async function sign(
  { certificate, keys: { privateKey: signingKey } }: Authority,
  { subject, names, validity = always }: Wanted,
): Promise<CertificateAndKey> {
  const keys = await createKeys();
  const signed = await x509.X509CertificateGenerator.create({
    ...validity,
    serialNumber: serialNumber(),
    subject: `CN=${subject}`,
    issuer: certificate.subject,
    publicKey: keys.publicKey,
    signingKey,
    signingAlgorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false),
      new x509.ExtendedKeyUsageExtension([
        x509.ExtendedKeyUsage.serverAuth,
        x509.ExtendedKeyUsage.clientAuth,
      ]),
      ...(names.length === 0 ? [] : [alternativeNames(names)]),
    ],
  });
  return { cert: signed.toString("pem"), key: await keyPem(keys.privateKey) };
}

function alternativeNames(names: readonly string[]): x509.SubjectAlternativeNameExtension {
  return new x509.SubjectAlternativeNameExtension(
    names.map((value) => ({ type: isIP(value) === 0 ? "dns" : "ip", value }) as const),
  );
}

interface Wanted {
  readonly subject: string;
  readonly names: readonly string[];
  readonly validity?: Validity | undefined;
}

async function createKeys(): Promise<CryptoKeyPair> {
  return await crypto.subtle.generateKey(keyAlgorithm, true, ["sign", "verify"]);
}

async function keyPem(key: CryptoKey): Promise<string> {
  const bytes = Buffer.from(await crypto.subtle.exportKey("pkcs8", key));
  return createPrivateKey({ key: bytes, format: "der", type: "pkcs8" })
    .export({ format: "pem", type: "pkcs8" })
    .toString();
}

/** The key as wallets of the cloud have it. */
export function encryptKey(pem: string, passphrase: string): string {
  return createPrivateKey(pem)
    .export({ format: "pem", type: "pkcs8", cipher: "aes-256-cbc", passphrase })
    .toString();
}

/** Positive, which a first byte below 128 makes it. */
function serialNumber(): string {
  return `01${randomBytes(8).toString("hex")}`;
}

const keyAlgorithm = { name: "ECDSA", namedCurve: "P-256" };
const signingAlgorithm = { name: "ECDSA", hash: "SHA-256" };
const always: Validity = {
  notBefore: new Date(Date.UTC(2020, 0, 1)),
  notAfter: new Date(Date.UTC(2120, 0, 1)),
};
