import { same } from "../../../domain/model/same.ts";
import type { Change } from "../../../domain/model/change.ts";
import { jwtProfileIn, jwtQuestions } from "../jwtQuestions.ts";
import type { Scaffold } from "../scaffold.ts";

/** A profile cannot be altered: it is deleted and created anew, in one transaction (assumption `jwtProfileIsSingle`). */
export const replaceJwtProfile: Scaffold = {
  id: "replaceJwtProfile",
  title: "Replace JWT profile",
  tabStops: [],
  questions: ({ catalog }) => jwtQuestions(catalog.jwtProfile),
  changes: ({ catalog }, answers) => {
    const profile = jwtProfileIn(answers);
    if (catalog.jwtProfile && same(profile, catalog.jwtProfile)) return [];
    const create: Change = { kind: "createJwtProfile", profile };
    return catalog.jwtProfile ? [{ kind: "deleteJwtProfile" }, create] : [create];
  },
};
