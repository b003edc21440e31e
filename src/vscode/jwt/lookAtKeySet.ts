import { isCancelled, messageOf } from "../../base/errors.ts";
import { checkKeySet, maxKeySetBytes } from "../../domain/jwt/checkKeySet.ts";
import type { DecodedJwt } from "../../domain/jwt/decodeJwt.ts";
import { failed, type JwtCheck } from "../../domain/jwt/jwtCheck.ts";
import type { App } from "../app.ts";

/** Reads the key set once and judges it. One that cannot be read is a check that failed; only a cancel is thrown. */
export async function lookAtKeySet(
  what: {
    readonly url: string;
    readonly jwt: DecodedJwt;
    readonly readKeySet: App["readKeySet"];
  },
  signal: AbortSignal,
): Promise<readonly JwtCheck[]> {
  const { url, jwt, readKeySet } = what;
  try {
    return checkKeySet(await readKeySet(url, { maxBytes: maxKeySetBytes, signal }), jwt);
  } catch (error) {
    if (isCancelled(error)) throw error;
    return [failed("Key set", `It could not be read from this machine: ${messageOf(error)}`)];
  }
}
