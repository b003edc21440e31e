import type { Rule } from "../rule.ts";
import { makeFinding } from "../makeFinding.ts";

/** Field problem 26: 25.1 takes an empty text in the place of a list for a broken token; 25.2 does not. */
export const jwtEmptyRoleClaim: Rule = {
  id: "jwtEmptyRoleClaim",
  severity: "information",
  title: "Tokens without roles in 25.1",
  why: "Some issuers write an empty text where a person is in no group. ORDS 25.1 answers 401 to such a token, also where no role is asked for.",
  check: ({ index: { catalog } }) => {
    const { jwtProfile, release } = catalog;
    const isRelease = release.major === 25 && release.minor === 1;
    if (jwtProfile?.roleClaimName === undefined || !isRelease) return [];
    return [
      makeFinding(jwtEmptyRoleClaim, {
        subject: { kind: "jwtProfile" },
        message: `ORDS ${release.text} refuses tokens whose role claim is an empty text; 25.2 takes them.`,
      }),
    ];
  },
};
