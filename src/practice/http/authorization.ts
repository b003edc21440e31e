import { Secret } from "../../base/secret.ts";
import type { PracticeRequest } from "./practiceRequest.ts";

/** What the Authorization header brings. */
export type Authorization =
  | { readonly kind: "none" }
  | { readonly kind: "basic"; readonly user: string; readonly password: Secret }
  | { readonly kind: "bearer"; readonly token: Secret }
  /** Another scheme, or one of the two with something that is not understood. */
  | { readonly kind: "other" };

/** The scheme may be written in any case (assumption `bearerSchemeIgnoresCase`). */
export function readAuthorization(request: PracticeRequest): Authorization {
  const header = request.headers["authorization"];
  if (header === undefined) return { kind: "none" };
  const space = header.indexOf(" ");
  const scheme = header.slice(0, space).toLowerCase();
  const value = header.slice(space + 1).trim();
  if (space < 0 || value === "") return { kind: "other" };
  if (scheme === "bearer") return { kind: "bearer", token: new Secret(value) };
  if (scheme !== "basic") return { kind: "other" };
  const text = Buffer.from(value, "base64").toString("utf8");
  const colon = text.indexOf(":");
  if (colon < 0) return { kind: "other" };
  return { kind: "basic", user: text.slice(0, colon), password: new Secret(text.slice(colon + 1)) };
}

/**
 * The same credentials percent-decoded, as RFC 6749 section 2.3.1 has clients encode them; undefined when
 * that changes nothing (assumption `encodedBasicIsAcceptedToo`).
 */
export function decodeBasic({ user, password }: BasicCredentials): BasicCredentials | undefined {
  const decoded = {
    user: decodeFormText(user),
    password: decodeFormText(password.reveal()),
  };
  if (decoded.user === undefined || decoded.password === undefined) return undefined;
  if (decoded.user === user && decoded.password === password.reveal()) return undefined;
  return { user: decoded.user, password: new Secret(decoded.password) };
}

export interface BasicCredentials {
  readonly user: string;
  readonly password: Secret;
}

function decodeFormText(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
