import { createCipheriv, createDecipheriv, createHash, pbkdf2Sync, randomBytes } from "node:crypto";

/** How the database keeps passwords, which decides how a login goes. */
export type Verifier = "12c" | "11g" | "10g";

export interface LoginChallenge {
  /** What the first answer of the login says. */
  readonly pairs: readonly (readonly [key: string, value: string, flags: number])[];
  /** The password that the driver has sent; undefined when it did not know the one of the challenge. */
  readPassword(sessionKey: string, password: string): OpenedPassword | undefined;
}

export interface OpenedPassword {
  readonly password: string;
  /** By which the driver sees that the server knew the password too. */
  readonly proof: string;
}

/** `password` is the one of the account: the driver gets through only if it has the same. */
export function createLoginChallenge(verifier: Verifier, password: string): LoginChallenge {
  switch (verifier) {
    case "12c":
      return challenge12c(password);
    case "11g":
      return challenge11g(password);
    case "10g":
      // The driver in thin mode knows no such passwords and gives up here.
      return {
        pairs: [
          ["AUTH_SESSKEY", hex(randomBytes(32)), 0],
          ["AUTH_VFR_DATA", "", 0x939],
        ],
        readPassword: () => undefined,
      };
    default:
      return verifier satisfies never;
  }
}

function challenge12c(password: string): LoginChallenge {
  const salt = randomBytes(16);
  const mix = randomBytes(16);
  const serverPart = randomBytes(32);
  const speedy = pbkdf2Sync(
    password,
    Buffer.concat([salt, Buffer.from("AUTH_PBKDF2_SPEEDY_KEY")]),
    rounds,
    64,
    "sha512",
  );
  const key = createHash("sha512").update(speedy).update(salt).digest().subarray(0, 32);
  return {
    pairs: [
      ["AUTH_SESSKEY", hex(encrypt(key, serverPart)), 0],
      ["AUTH_VFR_DATA", hex(salt), 0x4815],
      ["AUTH_PBKDF2_CSK_SALT", hex(mix), 0],
      ["AUTH_PBKDF2_VGEN_COUNT", String(rounds), 0],
      ["AUTH_PBKDF2_SDER_COUNT", String(keyRounds), 0],
    ],
    readPassword: (sessionKey, sent) => {
      const driverPart = decrypt(key, Buffer.from(sessionKey, "hex"));
      const both = hex(Buffer.concat([driverPart, serverPart]));
      return openPassword(pbkdf2Sync(both, mix, keyRounds, 32, "sha512"), sent);
    },
  };
}

function challenge11g(password: string): LoginChallenge {
  const salt = randomBytes(10);
  const serverPart = randomBytes(48);
  const hash = createHash("sha1").update(password).update(salt).digest();
  const key = Buffer.concat([hash, Buffer.alloc(4)]);
  return {
    pairs: [
      ["AUTH_SESSKEY", hex(encrypt(key, serverPart)), 0],
      ["AUTH_VFR_DATA", hex(salt), 0x1b25],
    ],
    readPassword: (sessionKey, sent) => {
      const driverPart = decrypt(key, Buffer.from(sessionKey, "hex"));
      const mixed = serverPart.map((byte, i) => byte ^ (driverPart[i] ?? 0)).subarray(16, 40);
      const parts = [md5(mixed.subarray(0, 16)), md5(mixed.subarray(16))];
      return openPassword(Buffer.concat(parts).subarray(0, 24), sent);
    },
  };
}

function openPassword(key: Buffer, sent: string): OpenedPassword | undefined {
  const bytes = decrypt(key, Buffer.from(sent, "hex")).subarray(16);
  const padding = bytes.at(-1) ?? 0;
  if (padding < 1 || padding > 16) return undefined;
  return {
    password: bytes.subarray(0, -padding).toString("utf8"),
    proof: hex(encrypt(key, Buffer.concat([randomBytes(16), Buffer.from("SERVER_TO_CLIENT")]))),
  };
}

/** A real server takes 4096 rounds; the driver takes any count, and tests log in often. */
const rounds = 1;
const keyRounds = 3;

function encrypt(key: Buffer, bytes: Uint8Array): Buffer {
  const cipher = createCipheriv(`aes-${key.length * 8}-cbc`, key, noVector).setAutoPadding(false);
  return Buffer.concat([cipher.update(bytes), cipher.final()]);
}

function decrypt(key: Buffer, bytes: Uint8Array): Buffer {
  const cipher = createDecipheriv(`aes-${key.length * 8}-cbc`, key, noVector).setAutoPadding(false);
  return Buffer.concat([cipher.update(bytes), cipher.final()]);
}

const noVector = Buffer.alloc(16);

function md5(bytes: Uint8Array): Buffer {
  return createHash("md5").update(bytes).digest();
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex").toUpperCase();
}
