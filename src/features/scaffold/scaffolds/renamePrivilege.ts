import { isBuiltInPrivilege } from "../../../domain/model/builtIns.ts";
import { privilegeName } from "../../../domain/model/names.ts";
import { namesOf, privilegeOptions } from "../options.ts";
import { textIn } from "../question.ts";
import { newNameQuestion, privilegeQuestion } from "../questions.ts";
import type { Scaffold } from "../scaffold.ts";

export const renamePrivilege: Scaffold = {
  id: "renamePrivilege",
  title: "Rename privilege",
  tabStops: [],
  questions: ({ catalog }, answers) => [
    privilegeQuestion(
      catalog,
      "Which privilege gets another name?",
      privilegeOptions(catalog).filter(({ value }) => !isBuiltInPrivilege(privilegeName(value))),
    ),
    newNameQuestion("privilege", textIn(answers, "privilege"), namesOf(catalog.privileges)),
  ],
  changes: (_, answers) => [
    {
      kind: "renamePrivilege",
      name: privilegeName(textIn(answers, "privilege")),
      newName: privilegeName(textIn(answers, "newName")),
    },
  ],
};
