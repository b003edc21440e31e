import { moduleName } from "../../../domain/model/names.ts";
import { moduleOptions } from "../options.ts";
import { textIn } from "../question.ts";
import { moduleQuestion } from "../questions.ts";
import type { Scaffold } from "../scaffold.ts";

/** Patterns of privileges still count; the summary says what becomes public. */
export const unprotectModule: Scaffold = {
  id: "unprotectModule",
  title: "Unprotect module",
  tabStops: [],
  questions: ({ catalog }) => {
    const own = new Set<string>(catalog.privileges.flatMap(({ modules }) => modules));
    return [
      moduleQuestion(
        catalog,
        "Which module loses its privilege?",
        moduleOptions(catalog).filter(({ value }) => own.has(value)),
      ),
    ];
  },
  changes: (_, answers) => [
    {
      kind: "setModulePrivilege",
      module: moduleName(textIn(answers, "module")),
      privilege: null,
    },
  ],
};
