import { builtInRoles, isBuiltInRole } from "../../../domain/model/builtIns.ts";
import { roleName } from "../../../domain/model/names.ts";
import { namesOf, roleOptions } from "../options.ts";
import { textIn } from "../question.ts";
import { newNameQuestion, pickOne } from "../questions.ts";
import type { Scaffold } from "../scaffold.ts";

export const renameRole: Scaffold = {
  id: "renameRole",
  title: "Rename role",
  tabStops: [],
  questions: ({ catalog }, answers) => [
    pickOne("role", "Which role gets another name?", {
      placeholder: "Choose a role",
      options: roleOptions(catalog).filter(({ value }) => !isBuiltInRole(roleName(value))),
    }),
    newNameQuestion("role", textIn(answers, "role"), [...namesOf(catalog.roles), ...builtInRoles]),
  ],
  changes: (_, answers) => [
    {
      kind: "renameRole",
      name: roleName(textIn(answers, "role")),
      newName: roleName(textIn(answers, "newName")),
    },
  ],
};
