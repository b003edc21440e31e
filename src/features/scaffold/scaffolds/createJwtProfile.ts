import { checkNotEmpty, error } from "../checks.ts";
import { jwtProfileIn, jwtQuestions } from "../jwtQuestions.ts";
import type { Scaffold } from "../scaffold.ts";

export const createJwtProfile: Scaffold = {
  id: "createJwtProfile",
  title: "Create JWT profile",
  tabStops: [],
  questions: ({ catalog }) => {
    const present = catalog.jwtProfile;
    return present
      ? jwtQuestions(undefined, () =>
          error(`A schema has one profile, and there is one of ${present.issuer}: replace it.`),
        )
      : jwtQuestions(undefined, checkNotEmpty("Paste the issuer."));
  },
  changes: (_, answers) => [{ kind: "createJwtProfile", profile: jwtProfileIn(answers) }],
};
