import { randomBytes } from "node:crypto";
import { Secret } from "../../base/secret.ts";

/** A new secret in the form of those that ORDS makes (assumption clientIdShape), out of 128 random bits. */
export function generateClientSecret(): Secret {
  return new Secret(`${randomBytes(16).toString("base64url")}..`);
}
