import { nameInWords } from "../../access/nameInWords.ts";
import { isBuiltInPrivilege } from "../../model/builtIns.ts";
import type { Finding } from "../finding.ts";
import { makeFinding, partialFix } from "../makeFinding.ts";
import type { FindingFacts } from "../makeFinding.ts";
import type { Rule } from "../rule.ts";

/** ORDS Developer's Guide on JWT profiles; lint list of the peers: no audience, keys not over https, scopes without privileges. */
export const weakJwtProfile: Rule = {
  id: "weakJwtProfile",
  severity: "error",
  title: "Weak JWT profile",
  why: "The JWT profile says whose tokens open the schema. Without an audience a token that was made for another service is good here too, and keys that come in the clear can be exchanged on their way.",
  check: ({ index: { catalog } }) => {
    const { jwtProfile, privileges } = catalog;
    if (!jwtProfile) return [];
    const { audience, jwkUrl, issuer, roleClaimName } = jwtProfile;
    const tell = (detail: string, message: string, facts: Partial<FindingFacts> = {}): Finding =>
      makeFinding(weakJwtProfile, {
        subject: { kind: "jwtProfile" },
        detail,
        message,
        fixes: [partialFix("Replace JWT profile", "replaceJwtProfile", {})],
        ...facts,
      });
    const findings: Finding[] = [];
    if (audience.trim() === "") {
      findings.push(
        tell(
          "audience",
          "The JWT profile names no audience: tokens for any service of the issuer are good.",
        ),
      );
    }
    if (!/^https:/i.test(jwkUrl)) {
      findings.push(
        tell(
          "jwkUrl",
          `The keys of the JWT profile come from ${nameInWords(jwkUrl)}, not over https.`,
          {
            assumptions: ["jwkUrlNeedsHttps"],
          },
        ),
      );
    }
    if (/^http:/i.test(issuer)) {
      findings.push(
        tell(
          "issuer",
          `The issuer of the JWT profile is ${nameInWords(issuer)}, over plain http.`,
          { severity: "warning" },
        ),
      );
    }
    const own = privileges.filter(({ name }) => !isBuiltInPrivilege(name));
    if (roleClaimName === undefined && own.length === 0) {
      findings.push(
        tell(
          "scopes",
          "The JWT profile reads scopes, and the schema has no privilege that a scope could name.",
          {
            severity: "information",
            fixes: [partialFix("Create privilege", "createPrivilege", {})],
            assumptions: ["jwtScopeNamesPrivilege"],
          },
        ),
      );
    }
    return findings;
  },
};
