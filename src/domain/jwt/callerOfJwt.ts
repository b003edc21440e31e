import type { Caller } from "../access/caller.ts";
import type { JwtProfile } from "../model/catalog.ts";
import { roleName } from "../model/names.ts";
import type { DecodedJwt } from "./decodeJwt.ts";
import { readJsonPointer } from "./readJsonPointer.ts";
import { scopesOf, textsIn } from "./scopesOf.ts";

/** Whom the token makes its bearer, if ORDS accepts it: what its scopes and its role claim name. */
export function callerOfJwt(
  { claims }: DecodedJwt,
  profile: JwtProfile | undefined,
): Extract<Caller, { kind: "jwt" }> {
  const { roleClaimName } = profile ?? {};
  const held = roleClaimName === undefined ? undefined : readJsonPointer(roleClaimName, claims);
  const roles = Array.isArray(held) ? textsIn(held).map((name) => roleName(name)) : [];
  return { kind: "jwt", scopes: scopesOf(claims).scopes, roles };
}
