import { option } from "../options.ts";
import { textIn } from "../question.ts";
import { pickOne } from "../questions.ts";
import type { Scaffold } from "../scaffold.ts";

export const deleteJwtProfile: Scaffold = {
  id: "deleteJwtProfile",
  title: "Delete JWT profile",
  tabStops: [],
  questions: ({ catalog: { jwtProfile } }) => [
    pickOne("profile", "Whose tokens are not accepted any more?", {
      options: jwtProfile
        ? [option(jwtProfile.issuer, `for ${jwtProfile.audience}`, jwtProfile.description)]
        : [],
    }),
  ],
  changes: (_, answers) =>
    textIn(answers, "profile") === "" ? [] : [{ kind: "deleteJwtProfile" }],
};
