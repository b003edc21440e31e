import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkWallet } from "../../../../src/services/oracle/checkWallet.ts";
import { createSelfSigned, encryptKey } from "../../../support/testCertificates.ts";

let base = "";
let count = 0;

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), "wallets-"));
});

afterAll(() => rm(base, { recursive: true }));

async function walletWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = join(base, String(count++));
  await mkdir(folder);
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

const { cert: certificate, key } = await createSelfSigned(["localhost"]);
const other = await createSelfSigned(["localhost"]);

test("a wallet with ewallet.pem is usable, with or without a password", async () => {
  const open = await walletWith({ "ewallet.pem": certificate + key, "tnsnames.ora": "" });
  expect(await checkWallet(open)).toEqual({
    kind: "usable",
    needsPassword: false,
    hasTnsNames: true,
  });
  const locked = await walletWith({ "ewallet.pem": encryptKey(key, "any") + certificate });
  expect(await checkWallet(locked)).toEqual({
    kind: "usable",
    needsPassword: true,
    hasTnsNames: false,
  });
});

test.each([
  [{ "cwallet.sso": "x", "ewallet.p12": "x" }, /ewallet\.p12 and cwallet\.sso.*openssl pkcs12/],
  [{ "cwallet.sso": "x" }, /only cwallet\.sso.*Download/],
  [{ "Wallet_DB.zip": "x" }, /zip/],
  [{}, /no ewallet\.pem/],
  [{ "ewallet.pem": "nothing" }, /no certificate/],
  [{ "ewallet.pem": certificate }, /no private key.*NODE_EXTRA_CA_CERTS/],
  [{ "ewallet.pem": certificate + other.key }, /damaged/],
  [{ "ewallet.pem": `${certificate}${key.slice(0, 80)}\n-----END PRIVATE KEY-----` }, /damaged/],
  [{ "ewallet.pem": "x".repeat(1024 * 1024 + 1) }, /cannot be read/],
])("%o is a problem with a way out", async (files, message) => {
  const answer = await checkWallet(await walletWith(files));
  expect(answer).toEqual({ kind: "problem", message: expect.stringMatching(message) });
});

test("no folder, a file and a zip file are told apart", async () => {
  const folder = await walletWith({ "wallet.zip": "x", "ewallet.pem": "x" });
  for (const [path, message] of [
    [join(folder, "none"), /no such folder/],
    [join(folder, "wallet.zip"), /zip file. Unpack/],
    [join(folder, "ewallet.pem"), /This is a file/],
    [join(folder, "ewallet.pem", "x"), /cannot be read/],
  ] as const) {
    expect(await checkWallet(path)).toEqual({
      kind: "problem",
      message: expect.stringMatching(message),
    });
  }
});
