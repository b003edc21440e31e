import { describe, expect, test } from "vitest";
import { callerOfJwt } from "../../../../src/domain/jwt/callerOfJwt.ts";
import { checkJwt } from "../../../../src/domain/jwt/checkJwt.ts";
import type { DecodedJwt, JsonObject } from "../../../../src/domain/jwt/decodeJwt.ts";
import type { JwtProfile } from "../../../../src/domain/model/catalog.ts";
import { catalog } from "../../../support/catalogBuilder.ts";

const now = Date.UTC(2026, 0, 31, 12);
const seconds = now / 1000;

test("a good token passes everything but the signature, which is not ours to check", () => {
  const checks = checked({});
  expect(checks.filter(({ outcome }) => outcome === "failed")).toEqual([]);
  expect(
    checks.filter(({ outcome }) => outcome === "unknown").map(({ subject }) => subject),
  ).toEqual(["Age", "Signature"]);
});

test.each<[string, string, "failed" | "passed" | "unknown", RegExp, Case]>([
  ["another algorithm", "Algorithm", "failed", /"ES256".*RS256/, { header: { alg: "ES256" } }],
  ["no algorithm", "Algorithm", "failed", /"none"/, { header: { alg: "none" } }],
  ["no key id", "Key id", "failed", /no kid/, { header: { kid: undefined } }],
  ["another type", "Type", "failed", /"at\+jwt"/, { header: { typ: "at+jwt" } }],
  ["a claim too few", "Shape", "failed", /sub/, { claims: { sub: undefined } }],
  ["an empty signature", "Shape", "failed", /signature/, { signature: "empty" }],
  [
    "a slash at the end",
    "Issuer",
    "failed",
    /differ by a slash/,
    { claims: { iss: "https://issuer.example/" } },
  ],
  [
    "another issuer",
    "Issuer",
    "failed",
    /"https:\/\/x".*"https:\/\/issuer.example"\.$/,
    { claims: { iss: "https://x" } },
  ],
  ["other case", "Audience", "failed", /upper and lower/, { claims: { aud: "ORDS" } }],
  ["one of several", "Audience", "passed", /among/, { claims: { aud: ["x", "ords"] } }],
  ["ended", "Expiry", "failed", /ended .* 10 min ago/, { claims: { exp: seconds - 600 } }],
  [
    "ended within what the server may allow",
    "Expiry",
    "unknown",
    /server's setting/,
    { claims: { exp: seconds - 30 } },
  ],
  [
    "ended within the skew",
    "Expiry",
    "passed",
    /within the skew of 45 s/,
    { claims: { exp: seconds - 30 }, profile: { allowedSkew: 45 } },
  ],
  [
    "ended and no skew",
    "Expiry",
    "failed",
    /beyond the skew of 0 s/,
    { claims: { exp: seconds - 1 }, profile: { allowedSkew: -1 } },
  ],
  [
    "a skew beyond the most",
    "Expiry",
    "failed",
    /skew of 60 s/,
    { claims: { exp: seconds - 90 }, profile: { allowedSkew: 600 } },
  ],
  ["milliseconds", "Expiry", "failed", /no time/, { claims: { exp: now } }],
  ["not yet", "Valid from", "failed", /5 min in the future/, { claims: { nbf: seconds + 300 } }],
  [
    "issued tomorrow",
    "Issued at",
    "failed",
    /24 h in the future/,
    { claims: { iat: seconds + 86_400 } },
  ],
  ["young enough", "Age", "passed", /allows 10 min/, { profile: { allowedAge: 600 } }],
  [
    "too old",
    "Age",
    "failed",
    /60 s old.*allows 10 s/,
    { profile: { allowedAge: 10, allowedSkew: 0 } },
  ],
  [
    "an open key set",
    "Key set address",
    "failed",
    /https/,
    { profile: { jwkUrl: "http://x/jwk" } },
  ],
  [
    "another case of a privilege",
    "Scopes",
    "failed",
    /"HR.read" is not "hr.read"/,
    { claims: { scope: "HR.read" } },
  ],
  ["no scope", "Scopes", "failed", /passes no privilege/, { claims: { scope: undefined } }],
  [
    "scp in place of scope",
    "Scopes",
    "passed",
    /scp names/,
    { claims: { scope: undefined, scp: "x hr.read" } },
  ],
  ["a list of scopes", "Form of scopes", "unknown", /list/, { claims: { scope: ["hr.read"] } }],
  [
    "roles",
    "Role claim",
    "passed",
    /"HR"/,
    { claims: { roles: ["HR", "x"] }, profile: { roleClaimName: "/roles" } },
  ],
  [
    "roles further in",
    "Role claim",
    "passed",
    /"HR"/,
    { claims: { "a/b": { r: ["HR"] } }, profile: { roleClaimName: "/a~1b/r" } },
  ],
  [
    "roles in other case",
    "Role claim",
    "failed",
    /"hr" is not "HR"/,
    { claims: { roles: ["hr"] }, profile: { roleClaimName: "/roles" } },
  ],
  [
    "a text in place of roles",
    "Role claim",
    "failed",
    /no list/,
    { claims: { roles: "HR" }, profile: { roleClaimName: "/roles" } },
  ],
  [
    "no roles",
    "Role claim",
    "failed",
    /empty list/,
    { claims: { roles: [] }, profile: { roleClaimName: "/roles" } },
  ],
  [
    "no pointer",
    "Role claim",
    "unknown",
    /JSON pointer/,
    { claims: { roles: ["HR"] }, profile: { roleClaimName: "roles" } },
  ],
])("%s", (_name, subject, outcome, text, given) => {
  const check = checked(given).find((one) => one.subject === subject);
  expect(check).toEqual({ subject, outcome, text: expect.stringMatching(text) });
});

describe("without a profile", () => {
  test("that is the failure", () => {
    const checks = checkJwt(token({}), catalog().build(), now);
    expect(checks.find(({ subject }) => subject === "Profile")?.outcome).toBe("failed");
  });
  test("that could not be read, nothing is claimed", () => {
    const schema = catalog().problem("USER_ORDS_JWT_PROFILE", "no such view").build();
    const checks = checkJwt(token({}), schema, now);
    expect(checks.find(({ subject }) => subject === "Profile")?.outcome).toBe("unknown");
  });
});

test("whom a token makes its bearer", () => {
  const jwt = token({ claims: { roles: ["HR", 7] } });
  const { jwtProfile } = catalog().jwtProfile({ roleClaimName: "/roles" }).build();
  expect(callerOfJwt(jwt, jwtProfile)).toEqual({
    kind: "jwt",
    scopes: ["openid", "hr.read"],
    roles: ["HR"],
  });
  expect(callerOfJwt(jwt, undefined)).toEqual({
    kind: "jwt",
    scopes: ["openid", "hr.read"],
    roles: [],
  });
});

interface Case {
  readonly header?: JsonObject;
  readonly claims?: JsonObject;
  readonly signature?: DecodedJwt["signature"];
  readonly profile?: Partial<JwtProfile>;
}

function checked(given: Case) {
  const schema = catalog().jwtProfile(given.profile).role("HR").privilege("hr.read").build();
  return checkJwt(token(given), schema, now);
}

function token({ header, claims, signature = "present" }: Case): DecodedJwt {
  return {
    header: { alg: "RS256", kid: "k1", typ: "JWT", ...header },
    claims: {
      iss: "https://issuer.example",
      aud: "ords",
      sub: "ann",
      iat: seconds - 60,
      exp: seconds + 3600,
      scope: "openid hr.read",
      ...claims,
    },
    signature,
  };
}
