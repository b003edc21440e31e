import type { JwtProfile } from "../../domain/model/catalog.ts";
import {
  checkDescription,
  checkJwkUrl,
  checkNotEmpty,
  checkRoleClaim,
  checkSeconds,
  checkSkew,
} from "./checks.ts";
import { optionalTextIn, textIn, type Answers, type Check, type Question } from "./question.ts";
import { optionalText, textQuestion } from "./questions.ts";

/** Everything of a JWT profile; the fields begin with what it is now. */
export function jwtQuestions(
  now: JwtProfile | undefined,
  checkIssuer: Check = checkNotEmpty("Paste the issuer."),
): readonly Question[] {
  const number = (value: number | undefined): string => (value === undefined ? "" : String(value));
  return [
    textQuestion("issuer", "Whose tokens are accepted? As the claim iss has it", {
      placeholder: "https://idcs-1234.identity.oraclecloud.com",
      initial: now?.issuer ?? "",
      check: checkIssuer,
    }),
    textQuestion("audience", "For whom are they meant? As the claim aud has it", {
      placeholder: "ords/hr",
      initial: now?.audience ?? "",
      check: checkNotEmpty("Paste the audience."),
    }),
    textQuestion("jwkUrl", "Where does the issuer publish its keys?", {
      placeholder: "https://issuer.example.com/keys",
      initial: now?.jwkUrl ?? "",
      check: checkJwkUrl,
    }),
    optionalText("roleClaim", "Which claim holds roles? Empty: scopes name privileges instead", {
      placeholder: "/roles",
      initial: now?.roleClaimName ?? "",
      check: checkRoleClaim,
    }),
    optionalText("skew", "Seconds by which clocks may differ", {
      placeholder: "Empty: as the server has it",
      initial: number(now?.allowedSkew),
      check: checkSkew,
    }),
    optionalText("age", "Seconds that a token may be old", {
      placeholder: "Empty: as the server has it",
      initial: number(now?.allowedAge),
      check: checkSeconds,
    }),
    optionalText("description", "What is the profile for?", {
      initial: now?.description ?? "",
      check: checkDescription,
    }),
  ];
}

export function jwtProfileIn(answers: Answers): JwtProfile {
  const number = (id: string): number | undefined => {
    const text = textIn(answers, id).trim();
    return text === "" ? undefined : Number(text);
  };
  return {
    issuer: textIn(answers, "issuer"),
    audience: textIn(answers, "audience"),
    jwkUrl: textIn(answers, "jwkUrl"),
    description: optionalTextIn(answers, "description"),
    allowedSkew: number("skew"),
    allowedAge: number("age"),
    roleClaimName: optionalTextIn(answers, "roleClaim"),
  };
}
