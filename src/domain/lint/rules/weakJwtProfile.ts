import { nameInWords } from "../../access/nameInWords.ts";
import type { JwtProfile } from "../../model/catalog.ts";
import type { Finding, FindingFix } from "../finding.ts";
import { makeFinding } from "../makeFinding.ts";
import { isPlainHttp, toHttps } from "../origins.ts";
import type { Rule } from "../rule.ts";

/**
 * What a JWT profile lacks, each by itself: an audience (field problem 24; RFC 8725, section 3.9), keys over https
 * (ORDS Developer's Guide, CREATE_JWT_PROFILE), an issuer over https (RFC 8414, section 2), a role claim that is a JSON
 * pointer (JWT tutorial in chrishoina/blogrepo).
 */
export const weakJwtProfile: Rule = {
  id: "weakJwtProfile",
  severity: "error",
  title: "Weak JWT profile",
  why: "The JWT profile says whose tokens open the schema. Without an audience a token that was made for another service is good here too, and keys that come in the clear can be exchanged on their way.",
  check: ({ index: { catalog } }) => {
    const profile = catalog.jwtProfile;
    if (!profile) return [];
    return [audience, keys, issuer, roleClaim].flatMap((find) => find(profile) ?? []);
  },
};

const subject = { kind: "jwtProfile" } as const;

function audience(profile: JwtProfile): Finding | undefined {
  if (profile.audience.trim() !== "") return undefined;
  return makeFinding(weakJwtProfile, {
    subject,
    detail: "audience",
    message: `The JWT profile of ${nameInWords(profile.issuer)} names no audience: tokens for any service of the issuer are good.`,
    fixes: [replaceProfile("Name the audience", profile, { audience: undefined })],
  });
}

function keys(profile: JwtProfile): Finding | undefined {
  if (isOverHttps(profile.jwkUrl)) return undefined;
  const jwkUrl = /^http:/i.test(profile.jwkUrl) ? toHttps(profile.jwkUrl) : undefined;
  return makeFinding(weakJwtProfile, {
    subject,
    detail: "jwkUrl",
    message: `The keys of the JWT profile come from ${nameInWords(profile.jwkUrl)}, not over https.`,
    fixes: [replaceProfile("Change the address of the keys", profile, { jwkUrl })],
    assumptions: ["jwkUrlNeedsHttps"],
  });
}

/** One that is no address at all is left alone. */
function issuer(profile: JwtProfile): Finding | undefined {
  if (!isPlainHttp(profile.issuer)) return undefined;
  const replace = replaceProfile("Change the issuer", profile, { issuer: undefined });
  return makeFinding(weakJwtProfile, {
    subject,
    detail: "issuer",
    severity: "warning",
    message: `The issuer of the JWT profile is ${nameInWords(profile.issuer)}, over plain http.`,
    // What stands in the claim iss of its tokens, only the person knows.
    fixes: [{ ...replace, complete: false }],
  });
}

function roleClaim(profile: JwtProfile): Finding | undefined {
  const claim = profile.roleClaimName;
  if (claim === undefined || isPointer(claim)) return undefined;
  const pointer = `/${claim}`;
  return makeFinding(weakJwtProfile, {
    subject,
    detail: "roleClaim",
    severity: "warning",
    message: `The JWT profile takes roles from ${nameInWords(claim)}, which is no JSON pointer: it begins with a slash.`,
    fixes: [
      replaceProfile(`Take them from ${nameInWords(pointer)}`, profile, { roleClaim: pointer }),
    ],
    assumptions: ["jwtRoleClaimNamesRoles"],
  });
}

/**
 * Replaces the profile by one that differs in what `changed` says; what it leaves undefined is asked for. The fields are
 * those of the scaffold.
 */
function replaceProfile(
  label: string,
  profile: JwtProfile,
  changed: Partial<Record<"issuer" | "audience" | "jwkUrl" | "roleClaim", string | undefined>>,
): FindingFix {
  // What is wrong in another way is asked for, too: ORDS would refuse it, with the old profile gone.
  const kept = {
    issuer: profile.issuer,
    audience: profile.audience.trim() === "" ? undefined : profile.audience,
    jwkUrl: isOverHttps(profile.jwkUrl) ? profile.jwkUrl : undefined,
    roleClaim: isPointer(profile.roleClaimName) ? (profile.roleClaimName ?? "") : undefined,
  };
  const answers = Object.entries({ ...kept, ...changed }).flatMap(([id, text]) =>
    text === undefined ? [] : [[id, text] as const],
  );
  return {
    label,
    scaffold: "replaceJwtProfile",
    arguments: Object.fromEntries(answers),
    complete: true,
  };
}

function isOverHttps(address: string): boolean {
  return /^https:\/\//i.test(address);
}

function isPointer(claim: string | undefined): boolean {
  return claim === undefined || claim.startsWith("/");
}
