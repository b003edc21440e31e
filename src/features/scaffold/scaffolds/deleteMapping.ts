import type { Change } from "../../../domain/model/change.ts";
import { privilegeName, uriPattern } from "../../../domain/model/names.ts";
import { option, privilegeOptions } from "../options.ts";
import { listIn, textIn } from "../question.ts";
import { atLeastOne, pickMany, privilegeQuestion } from "../questions.ts";
import type { Scaffold } from "../scaffold.ts";

export const deleteMapping: Scaffold = {
  id: "deleteMapping",
  title: "Delete mapping",
  tabStops: [],
  questions: ({ catalog }, answers) => {
    const patternsOf = (name: string) =>
      catalog.privileges.find((privilege) => privilege.name === name)?.patterns ?? [];
    return [
      privilegeQuestion(
        catalog,
        "Which privilege protects too much?",
        privilegeOptions(catalog).filter(({ value }) => patternsOf(value).length > 0),
      ),
      pickMany("patterns", "Which patterns are taken away?", {
        placeholder: "Choose patterns",
        options: patternsOf(textIn(answers, "privilege")).map((pattern) => option(pattern)),
        checkAll: atLeastOne("Choose at least one pattern."),
      }),
    ];
  },
  changes: (_, answers) => {
    const privilege = privilegeName(textIn(answers, "privilege"));
    return listIn(answers, "patterns").map((text): Change => {
      return { kind: "deletePrivilegeMapping", privilege, pattern: uriPattern(text) };
    });
  },
};
