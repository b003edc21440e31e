import { isRecord } from "../../base/isRecord.ts";
import { parseJson } from "../../base/parseJson.ts";
import type { HttpResponse } from "../http/httpMessage.ts";
import type { JwtProfile } from "../model/catalog.ts";
import type { DecodedJwt } from "./decodeJwt.ts";
import { failed, inWords, passed, unknown, type JwtCheck } from "./jwtCheck.ts";

const subject = "Key set";

/** Assumption `jwkUrlNeedsHttps`. */
export function checkKeySetAddress({ jwkUrl }: JwtProfile): JwtCheck {
  if (!URL.canParse(jwkUrl)) return failed("Key set address", `${jwkUrl} is no address.`);
  return new URL(jwkUrl).protocol === "https:"
    ? passed("Key set address", `${jwkUrl} begins with https://.`)
    : failed("Key set address", `${jwkUrl} does not begin with https://, which ORDS asks for.`);
}

/** As much as ORDS reads by its own setting (`security.jwks.size`). */
export const maxKeySetBytes = 10_000;

/** What a plain GET of the key set tells; from this machine, which may reach other servers than that of ORDS. */
export function checkKeySet(
  answer: Pick<HttpResponse, "status" | "body" | "truncated">,
  { header }: DecodedJwt,
): readonly JwtCheck[] {
  const { status, body, truncated } = answer;
  if (status !== 200) {
    const hint =
      status === 401 || status === 403
        ? " Keys have to be readable without signing in."
        : status >= 300 && status < 400
          ? " It leads elsewhere, which is not followed here."
          : "";
    return [failed(subject, `The key set was answered ${status}.${hint}`)];
  }
  if (truncated) {
    return [
      failed(
        subject,
        `The key set is larger than ${maxKeySetBytes} bytes, which is what ORDS reads by default.`,
      ),
    ];
  }
  const keys = parseKeys(body);
  if (!keys)
    return [failed(subject, "What stands there is no key set: no JSON with a list of keys.")];
  const reachable = passed(
    subject,
    `It can be reached from this machine and holds ${keys.length} ${keys.length === 1 ? "key" : "keys"}.`,
  );
  const key = keys.find(({ kid }) => kid !== undefined && kid === header["kid"]);
  if (!key) {
    const text = `The key ${inWords(header["kid"])} is not in the set: the token is of another issuer, or its key was withdrawn.`;
    return [reachable, failed("Key", text)];
  }
  return [reachable, checkKey(key)];
}

/** RSA of 2048 to 4096 bits (ORDS Developer's Guide, JWT profiles). */
function checkKey({ kid, kty, n }: Key): JwtCheck {
  if (kty !== "RSA")
    return failed("Key", `The key ${inWords(kid)} is of the kind ${inWords(kty)}, not RSA.`);
  if (typeof n !== "string")
    return unknown("Key", `The key ${inWords(kid)} has no modulus to look at.`);
  // A modulus begins with a byte that is not 0, so its length in whole bytes is the size of the key.
  const bits = Math.floor((n.length * 3) / 4) * 8;
  return bits >= 2048 && bits <= 4096
    ? passed("Key", `The key ${inWords(kid)} is in the set, RSA of ${bits} bits.`)
    : failed("Key", `The key ${inWords(kid)} has ${bits} bits; ORDS takes 2048 to 4096.`);
}

interface Key {
  readonly kid?: unknown;
  readonly kty?: unknown;
  readonly n?: unknown;
}

function parseKeys(body: Uint8Array): readonly Key[] | undefined {
  const value = parseJson(new TextDecoder().decode(body));
  const keys = isRecord(value) ? value["keys"] : undefined;
  return Array.isArray(keys) ? keys.filter((one) => isKey(one)) : undefined;
}

function isKey(value: unknown): value is Key {
  return typeof value === "object" && value !== null;
}
