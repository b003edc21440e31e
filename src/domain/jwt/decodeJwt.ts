/**
 * What a JWT says of itself. Nothing of it is proven: only whoever holds the issuer's keys can tell whether the
 * signature is right, and ORDS does that with every call.
 */
export interface DecodedJwt {
  readonly header: JsonObject;
  readonly claims: JsonObject;
  readonly signature: "present" | "empty";
}

export type JsonObject = Readonly<Record<string, unknown>>;

export type Decoding =
  | { readonly kind: "decoded"; readonly jwt: DecodedJwt }
  /** In a sentence, without any part of the text. */
  | { readonly kind: "refused"; readonly message: string };

/** Reads the compact form of RFC 7519: header, claims and signature, joined by dots. */
export function decodeJwt(text: string): Decoding {
  const token = text.trim().replace(/^(?:authorization\s*:\s*)?bearer\s+/i, "");
  if (token === "") return refused("There is no token.");
  if (token.length > maxLength)
    return refused("This is too long for a token that goes in a header.");
  const parts = token.split(".");
  if (parts.length === 5) {
    return refused("This JWT is encrypted (five parts); ORDS takes signed ones (three parts).");
  }
  const [header, claims, signature] = parts;
  if (parts.length !== 3 || header === undefined || claims === undefined) {
    return refused(
      "This is not a JWT: it does not have three parts joined by dots. A token of ORDS itself has one part and holds nothing to read.",
    );
  }
  const readHeader = parseJsonObject(header);
  if (!readHeader) return refused("The header, its first part, is not a JSON object in base64url.");
  const readClaims = parseJsonObject(claims);
  if (!readClaims)
    return refused("The claims, its second part, are not a JSON object in base64url.");
  return {
    kind: "decoded",
    jwt: {
      header: readHeader,
      claims: readClaims,
      signature: signature === "" ? "empty" : "present",
    },
  };
}

const maxLength = 100_000;

function refused(message: string): Decoding {
  return { kind: "refused", message };
}

function parseJsonObject(part: string): JsonObject | undefined {
  const bytes = bytesOfBase64Url(part);
  if (!bytes) return undefined;
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** RFC 4648, section 5, without padding; undefined for another text. */
function bytesOfBase64Url(text: string): Uint8Array | undefined {
  if (text.length % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let held = 0;
  let bits = 0;
  let at = 0;
  for (const character of text) {
    const value = alphabet.indexOf(character);
    if (value < 0) return undefined;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at] = (held >> bits) & 0xff;
    at += 1;
  }
  return bytes;
}
