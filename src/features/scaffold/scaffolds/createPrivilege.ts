import type { Change } from "../../../domain/model/change.ts";
import { moduleName, privilegeName, uriPattern } from "../../../domain/model/names.ts";
import { checkDescription, checkNewName } from "../checks.ts";
import { createMissingRoles, toRoleNames } from "../newRoles.ts";
import { namesOf } from "../options.ts";
import { listIn, optionalTextIn, textIn } from "../question.ts";
import { optionalText, rolesQuestion, textQuestion, warnWithoutRole } from "../questions.ts";
import type { Scaffold } from "../scaffold.ts";

/** May be given `patterns` and `modules`, which the same script then maps. */
export const createPrivilege: Scaffold = {
  id: "createPrivilege",
  title: "Create privilege",
  tabStops: ["label", "description"],
  questions: ({ catalog }) => [
    textQuestion("name", "Name of the privilege", {
      placeholder: "hr.read",
      check: checkNewName("privilege", namesOf(catalog.privileges)),
    }),
    rolesQuestion(catalog, "Which roles may pass? One is enough", {
      checkAll: warnWithoutRole,
    }),
    optionalText("description", "What does the privilege allow? Empty: fill it in the script", {
      placeholder: "Read employees and departments",
      check: checkDescription,
    }),
  ],
  changes: ({ catalog }, answers) => {
    const name = privilegeName(textIn(answers, "name"));
    const roles = toRoleNames(listIn(answers, "roles"));
    const label = optionalTextIn(answers, "label");
    const description = optionalTextIn(answers, "description");
    const patterns = listIn(answers, "patterns").map(uriPattern);
    const changes: Change[] = [...createMissingRoles(catalog, roles)];
    if (roles.length === 1) {
      changes.push({ kind: "createPrivilege", name, roles, label, description });
    } else {
      // Only DEFINE_PRIVILEGE is documented to take a list of roles; the name is new, so it replaces nothing.
      changes.push({
        kind: "definePrivilege",
        name,
        roles,
        patterns: undefined,
        modules: undefined,
        label,
        description,
        comments: undefined,
      });
    }
    if (patterns.length > 0) {
      changes.push({ kind: "createPrivilegeMapping", privilege: name, patterns });
    }
    for (const module of listIn(answers, "modules").map(moduleName)) {
      changes.push({ kind: "setModulePrivilege", module, privilege: name });
    }
    return changes;
  },
};
