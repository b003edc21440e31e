import type { DecodedJwt } from "./decodeJwt.ts";
import { failed, inWords, passed, type JwtCheck } from "./jwtCheck.ts";

/** Signed, and with the claims that ORDS asks for (ORDS Developer's Guide, JWT profiles). */
export function checkShape({ claims, signature }: DecodedJwt): JwtCheck {
  if (signature === "empty") return failed("Shape", "The third part, the signature, is empty.");
  const missing = ["sub", "aud", "iss", "iat", "exp"].filter((name) => claims[name] === undefined);
  if (missing.length > 0) {
    return failed("Shape", `The claims ${missing.join(", ")} are missing; ORDS asks for them.`);
  }
  return passed("Shape", "Header, claims and signature; the claims that ORDS asks for are there.");
}

const algorithms = ["RS256", "RS384", "RS512"];

/** What the header names: how it was signed, and with which key. */
export function checkHeader({ header }: DecodedJwt): readonly JwtCheck[] {
  const { alg, kid, typ } = header;
  const algorithm = algorithms.some((one) => one === alg)
    ? passed("Algorithm", `Signed with ${inWords(alg)}.`)
    : failed(
        "Algorithm",
        `Signed with ${inWords(alg)}; ORDS takes RS256, RS384 and RS512 alone, so the issuer has to be set to one of them.`,
      );
  const key =
    typeof kid === "string" && kid !== ""
      ? passed("Key id", `The header names the key ${inWords(kid)}.`)
      : failed("Key id", "The header has no kid, by which ORDS finds the key.");
  const isOther = typ !== undefined && !(typeof typ === "string" && typ.toUpperCase() === "JWT");
  if (!isOther) return [algorithm, key];
  return [algorithm, key, failed("Type", `The header's typ is ${inWords(typ)}; ORDS knows JWT.`)];
}
