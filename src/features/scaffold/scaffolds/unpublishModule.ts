import { moduleName } from "../../../domain/model/names.ts";
import { moduleOptions } from "../options.ts";
import { textIn } from "../question.ts";
import { moduleQuestion } from "../questions.ts";
import type { Scaffold } from "../scaffold.ts";

export const unpublishModule: Scaffold = {
  id: "unpublishModule",
  title: "Unpublish module",
  tabStops: [],
  questions: ({ catalog }) => {
    const published = new Set<string>(
      catalog.modules.filter((module) => module.published).map(({ name }) => name),
    );
    return [
      moduleQuestion(
        catalog,
        "Which module is taken off the net?",
        moduleOptions(catalog).filter(({ value }) => published.has(value)),
      ),
    ];
  },
  changes: (_, answers) => [
    { kind: "publishModule", name: moduleName(textIn(answers, "module")), published: false },
  ],
};
