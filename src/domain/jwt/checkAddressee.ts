import type { JwtProfile } from "../model/catalog.ts";
import type { DecodedJwt } from "./decodeJwt.ts";
import { failed, inWords, passed, type JwtCheck } from "./jwtCheck.ts";

/** Issuers are compared letter by letter: a slash at the end is the usual trap. */
export function checkIssuer({ claims }: DecodedJwt, { issuer }: JwtProfile): JwtCheck {
  const claim = claims["iss"];
  if (claim === issuer) return passed("Issuer", `iss is ${inWords(issuer)}, as in the profile.`);
  const differing = `iss is ${inWords(claim)}, the profile says ${inWords(issuer)}`;
  return failed("Issuer", `${differing}${difference(claim, issuer)}.`);
}

/** `aud` is a text or a list of texts (RFC 7519, section 4.1.3). */
export function checkAudience({ claims }: DecodedJwt, { audience }: JwtProfile): JwtCheck {
  const claim = claims["aud"];
  const named: readonly unknown[] = Array.isArray(claim) ? claim : [claim];
  if (named.includes(audience)) {
    const among = named.length > 1 ? "among those" : "as";
    return passed("Audience", `aud holds ${inWords(audience)}, ${among} in the profile.`);
  }
  const differing = `aud is ${inWords(claim)}, the profile says ${inWords(audience)}`;
  const near = named.map((one) => difference(one, audience)).find((words) => words !== "") ?? "";
  return failed("Audience", `${differing}${near}.`);
}

function difference(one: unknown, other: string): string {
  if (typeof one !== "string") return "";
  if (withoutSlash(one) === withoutSlash(other)) return ": they differ by a slash at the end";
  if (one.trim() === other.trim()) return ": they differ by a blank at an end";
  if (one.toLowerCase() === other.toLowerCase()) return ": they differ in upper and lower case";
  return "";
}

function withoutSlash(text: string): string {
  return text.replace(/\/+$/, "");
}
