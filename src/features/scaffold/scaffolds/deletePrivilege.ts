import { privilegeName } from "../../../domain/model/names.ts";
import { textIn } from "../question.ts";
import { privilegeQuestion } from "../questions.ts";
import type { Scaffold } from "../scaffold.ts";

export const deletePrivilege: Scaffold = {
  id: "deletePrivilege",
  title: "Delete privilege",
  tabStops: [],
  questions: ({ catalog }) => [privilegeQuestion(catalog, "Which privilege is deleted?")],
  changes: (_, answers) => [
    { kind: "deletePrivilege", name: privilegeName(textIn(answers, "privilege")) },
  ],
};
