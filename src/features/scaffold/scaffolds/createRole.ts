import { builtInRoles } from "../../../domain/model/builtIns.ts";
import { roleName } from "../../../domain/model/names.ts";
import { checkNewName } from "../checks.ts";
import { namesOf } from "../options.ts";
import { textIn } from "../question.ts";
import { textQuestion } from "../questions.ts";
import type { Scaffold } from "../scaffold.ts";

export const createRole: Scaffold = {
  id: "createRole",
  title: "Create role",
  tabStops: [],
  questions: ({ catalog }) => [
    textQuestion(
      "name",
      "Name of the role, as privileges will ask for it and clients will be granted it",
      {
        placeholder: "HR Reader",
        check: checkNewName("role", [...namesOf(catalog.roles), ...builtInRoles]),
      },
    ),
  ],
  changes: (_, answers) => [{ kind: "createRole", name: roleName(textIn(answers, "name")) }],
};
