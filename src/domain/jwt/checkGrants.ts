import { findSimilarName } from "../access/similarName.ts";
import type { Catalog, JwtProfile } from "../model/catalog.ts";
import type { DecodedJwt } from "./decodeJwt.ts";
import { failed, inWords, passed, unknown, type JwtCheck } from "./jwtCheck.ts";
import { readJsonPointer } from "./readJsonPointer.ts";
import { scopesOf, textsIn } from "./scopesOf.ts";

/** What the token would give its bearer, by the way that the profile takes: roles of a claim, or scopes. */
export function checkGrants(
  jwt: DecodedJwt,
  { roleClaimName }: JwtProfile,
  catalog: Catalog,
): readonly JwtCheck[] {
  return roleClaimName === undefined
    ? checkScopes(jwt, catalog)
    : checkRoles(jwt, roleClaimName, catalog);
}

/** Assumption `jwtScopeNamesPrivilege`. */
function checkScopes({ claims }: DecodedJwt, catalog: Catalog): readonly JwtCheck[] {
  const { claim, form, scopes } = scopesOf(claims);
  if (claim === undefined || scopes.length === 0) {
    const text =
      "It has no scope or scp, and the profile names no role claim: it passes no privilege.";
    return [failed("Scopes", text)];
  }
  const privileges = catalog.privileges.map(({ name }) => String(name));
  const matching = scopes.filter((scope) => privileges.includes(scope));
  const near = scopes.flatMap((scope) => {
    const similar = matching.includes(scope) ? undefined : findSimilarName(scope, privileges);
    return similar === undefined ? [] : [`${inWords(scope)} is not ${inWords(similar)}`];
  });
  const trap = near.length === 0 ? "" : ` Names count letter by letter: ${near.join("; ")}.`;
  const listed =
    form === "list"
      ? [unknown("Form of scopes", `${claim} is a list; ORDS tells of a text with blanks.`)]
      : [];
  if (matching.length > 0) {
    const names = matching.map((name) => inWords(name)).join(", ");
    return [passed("Scopes", `${claim} names the privileges ${names}.${trap}`), ...listed];
  }
  const text = `None of its scopes (${inWords(scopes.join(" "))}) is the name of a privilege of the schema.${trap}`;
  return [failed("Scopes", text), ...listed];
}

/** Assumption `jwtRoleClaimNamesRoles`. */
function checkRoles(
  { claims }: DecodedJwt,
  pointer: string,
  catalog: Catalog,
): readonly JwtCheck[] {
  const subject = "Role claim";
  if (!pointer.startsWith("/")) {
    const text = `The profile names the claim ${inWords(pointer)}, which is no JSON pointer such as "/roles".`;
    return [unknown(subject, text)];
  }
  const value = readJsonPointer(pointer, claims);
  if (!Array.isArray(value)) {
    const found = value === undefined ? "is not in the token" : `holds ${inWords(value)}, no list`;
    const text = `${pointer} ${found}: it passes privileges without roles only, and releases before 25.2 may refuse it.`;
    return [failed(subject, text)];
  }
  const names = textsIn(value);
  const roles = catalog.roles.map(({ name }) => String(name));
  const known = names.filter((name) => roles.includes(name));
  const near = names.flatMap((name) => {
    const similar = known.includes(name) ? undefined : findSimilarName(name, roles);
    return similar === undefined ? [] : [`${inWords(name)} is not ${inWords(similar)}`];
  });
  const trap = near.length === 0 ? "" : ` Names count letter by letter: ${near.join("; ")}.`;
  if (known.length > 0) {
    const words = known.map((name) => inWords(name)).join(", ");
    return [passed(subject, `${pointer} names the roles ${words}.${trap}`)];
  }
  const held =
    names.length === 0
      ? `${pointer} is an empty list`
      : `${pointer} holds ${inWords(names)}, none of which is a role here`;
  return [failed(subject, `${held}: it passes privileges without roles only.${trap}`)];
}
