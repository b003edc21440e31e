import type { Catalog, JwtProfile } from "../model/catalog.ts";
import { checkAudience, checkIssuer } from "./checkAddressee.ts";
import { checkGrants } from "./checkGrants.ts";
import { checkHeader, checkShape } from "./checkHeader.ts";
import { checkKeySetAddress } from "./checkKeySet.ts";
import { checkTimes } from "./checkTimes.ts";
import type { DecodedJwt } from "./decodeJwt.ts";
import { failed, unknown, type JwtCheck } from "./jwtCheck.ts";

/**
 * Holds what a token says of itself against the schema's JWT profile. All checks passed does not mean that ORDS
 * accepts it: the signature is not among them.
 */
export function checkJwt(jwt: DecodedJwt, catalog: Catalog, now: number): readonly JwtCheck[] {
  const { jwtProfile } = catalog;
  const alone = [checkShape(jwt), ...checkHeader(jwt)];
  if (!jwtProfile) return [...alone, profileMissing(catalog), ...checkTimes(jwt, undefined, now)];
  return [
    ...alone,
    checkIssuer(jwt, jwtProfile),
    checkAudience(jwt, jwtProfile),
    ...checkTimes(jwt, jwtProfile, now),
    checkKeySetAddress(jwtProfile),
    ...checkGrants(jwt, jwtProfile, catalog),
    signature(jwtProfile),
  ];
}

/** As rows of the catalog say it; older releases have no such view. */
function profileMissing(catalog: Catalog): JwtCheck {
  const unread = catalog.problems.find(({ subject }) => /jwt_profile/i.test(subject));
  return unread
    ? unknown("Profile", `The JWT profile of the schema could not be read: ${unread.message}`)
    : failed("Profile", "The schema has no JWT profile, so it accepts no token of another issuer.");
}

function signature({ jwkUrl }: JwtProfile): JwtCheck {
  return unknown("Signature", `ORDS checks it with the keys at ${jwkUrl}; it is not checked here.`);
}
