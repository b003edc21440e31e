import { moduleName, privilegeName, uriPattern } from "../../../domain/model/names.ts";
import { checkDescription, checkNewName } from "../checks.ts";
import { createMissingRoles, toRoleNames } from "../newRoles.ts";
import { namesOf } from "../options.ts";
import { privilegeModulesQuestion, privilegePatternsQuestion } from "../privilegeQuestions.ts";
import { listIn, optionalTextIn, textIn } from "../question.ts";
import { optionalText, rolesQuestion, textQuestion, warnWithoutRole } from "../questions.ts";
import type { Scaffold } from "../scaffold.ts";

/** A new privilege with all that it protects, in one call. */
export const definePrivilege: Scaffold = {
  id: "definePrivilege",
  title: "Define privilege",
  tabStops: ["label", "description"],
  questions: ({ catalog }) => [
    textQuestion("name", "Name of the privilege", {
      placeholder: "hr.read",
      check: checkNewName("privilege", namesOf(catalog.privileges)),
    }),
    rolesQuestion(catalog, "Which roles may pass? One is enough", { checkAll: warnWithoutRole }),
    privilegePatternsQuestion(catalog, undefined),
    privilegeModulesQuestion(catalog, undefined),
    optionalText("description", "What does the privilege allow? Empty: fill it in the script", {
      placeholder: "Read employees and departments",
      check: checkDescription,
    }),
  ],
  changes: ({ catalog }, answers) => {
    const roles = toRoleNames(listIn(answers, "roles"));
    return [
      ...createMissingRoles(catalog, roles),
      {
        kind: "definePrivilege",
        name: privilegeName(textIn(answers, "name")),
        roles,
        patterns: listIn(answers, "patterns").map(uriPattern),
        modules: listIn(answers, "modules").map(moduleName),
        label: optionalTextIn(answers, "label"),
        description: optionalTextIn(answers, "description"),
        comments: undefined,
      },
    ];
  },
};
