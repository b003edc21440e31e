import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import type { Secret } from "../base/secret.ts";

/**
 * Encrypts a world for the disk: on older releases its tables hold client secrets that the view shows. The key comes
 * from the practice password, which has 128 random bits and rests in the secret store.
 */
export function sealWorld(bytes: Uint8Array, password: Secret): Uint8Array {
  const salt = randomBytes(saltLength);
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv(algorithm, keyOf(password, salt), iv);
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([salt, iv, cipher.getAuthTag(), sealed]);
}

/** The world that was sealed with this password; undefined when it was another one, or the bytes were changed. */
export function unsealWorld(bytes: Uint8Array, password: Secret): Uint8Array | undefined {
  const header = saltLength + ivLength + tagLength;
  if (bytes.length < header) return undefined;
  const salt = bytes.subarray(0, saltLength);
  const iv = bytes.subarray(saltLength, saltLength + ivLength);
  const decipher = createDecipheriv(algorithm, keyOf(password, salt), iv);
  decipher.setAuthTag(bytes.subarray(saltLength + ivLength, header));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(header)), decipher.final()]);
  } catch {
    // The tag does not fit: that is the answer, not a failure.
    return undefined;
  }
}

const algorithm = "aes-256-gcm";
const saltLength = 16;
const ivLength = 12;
const tagLength = 16;

function keyOf(password: Secret, salt: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", password.reveal(), salt, "ORDS Security practice", 32));
}
