import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { Secret } from "../../base/secret.ts";

/** Makes a text readable, and possible to make, only for those who know the key (AES-256-GCM). */
export function sealText(text: Secret, key: Secret): Buffer {
  const salt = randomBytes(saltBytes);
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv("aes-256-gcm", derivedKey(key, salt), iv);
  const sealed = Buffer.concat([cipher.update(text.reveal(), "utf8"), cipher.final()]);
  return Buffer.concat([salt, iv, cipher.getAuthTag(), sealed]);
}

/** undefined for what was not sealed with this key. */
export function unsealText(sealed: Buffer, key: Secret): Secret | undefined {
  const [tagAt, textAt] = [saltBytes + ivBytes, saltBytes + ivBytes + tagBytes];
  if (sealed.length < textAt) return undefined;
  try {
    const derived = derivedKey(key, sealed.subarray(0, saltBytes));
    const decipher = createDecipheriv("aes-256-gcm", derived, sealed.subarray(saltBytes, tagAt), {
      authTagLength: tagBytes,
    });
    decipher.setAuthTag(sealed.subarray(tagAt, textAt));
    const text = Buffer.concat([decipher.update(sealed.subarray(textAt)), decipher.final()]);
    return new Secret(text.toString("utf8"));
  } catch {
    // Node throws for a tag that does not fit, without a code that says so.
    return undefined;
  }
}

const saltBytes = 16;
const ivBytes = 12;
const tagBytes = 16;

function derivedKey(key: Secret, salt: Buffer): Buffer {
  return Buffer.from(hkdfSync("sha256", key.reveal(), salt, "ORDS Security, token hand-over", 32));
}
