import { roleName } from "../../../domain/model/names.ts";
import { roleOptions } from "../options.ts";
import { textIn } from "../question.ts";
import { pickOne } from "../questions.ts";
import type { Scaffold } from "../scaffold.ts";

export const deleteRole: Scaffold = {
  id: "deleteRole",
  title: "Delete role",
  tabStops: [],
  questions: ({ catalog }) => {
    const builtIn = new Set(catalog.roles.filter((role) => role.builtIn).map(({ name }) => name));
    return [
      pickOne("role", "Which role is deleted?", {
        placeholder: "Choose a role",
        options: roleOptions(catalog).filter(
          ({ value }) => ![...builtIn].some((name) => name === value),
        ),
      }),
    ];
  },
  changes: (_, answers) => [{ kind: "deleteRole", name: roleName(textIn(answers, "role")) }],
};
