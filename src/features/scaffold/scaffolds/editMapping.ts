import { privilegeName, uriPattern } from "../../../domain/model/names.ts";
import { checkMappingPattern } from "../checks.ts";
import { option, privilegeOptions } from "../options.ts";
import { textIn } from "../question.ts";
import { pickOne, privilegeQuestion, textQuestion } from "../questions.ts";
import type { Scaffold } from "../scaffold.ts";

/** The new pattern is mapped before the old one goes, so that nothing is open in between. */
export const editMapping: Scaffold = {
  id: "editMapping",
  title: "Change mapping",
  tabStops: [],
  questions: ({ catalog }, answers) => {
    const patternsOf = (name: string) =>
      catalog.privileges.find((privilege) => privilege.name === name)?.patterns ?? [];
    const mapped = patternsOf(textIn(answers, "privilege"));
    return [
      privilegeQuestion(
        catalog,
        "Which privilege protects other paths than it should?",
        privilegeOptions(catalog).filter(({ value }) => patternsOf(value).length > 0),
      ),
      pickOne("pattern", "Which pattern is replaced?", {
        placeholder: "Choose a pattern",
        options: mapped.map((pattern) => option(pattern)),
      }),
      textQuestion("newPattern", "Pattern that takes its place", {
        placeholder: "/hr/*",
        initial: textIn(answers, "pattern"),
        check: checkMappingPattern(catalog, mapped),
      }),
    ];
  },
  changes: (_, answers) => {
    const privilege = privilegeName(textIn(answers, "privilege"));
    return [
      {
        kind: "createPrivilegeMapping",
        privilege,
        patterns: [uriPattern(textIn(answers, "newPattern"))],
      },
      {
        kind: "deletePrivilegeMapping",
        privilege,
        pattern: uriPattern(textIn(answers, "pattern")),
      },
    ];
  },
};
