import { moduleName } from "../../../domain/model/names.ts";
import { moduleOptions } from "../options.ts";
import { textIn } from "../question.ts";
import { pickOne } from "../questions.ts";
import type { Scaffold } from "../scaffold.ts";

export const publishModule: Scaffold = {
  id: "publishModule",
  title: "Publish module",
  tabStops: [],
  questions: ({ catalog }) => {
    const hidden = new Set<string>(
      catalog.modules.filter((module) => !module.published).map(({ name }) => name),
    );
    return [
      pickOne("module", "Which module is published?", {
        placeholder: "Choose a module that is not published yet",
        options: moduleOptions(catalog).filter(({ value }) => hidden.has(value)),
      }),
    ];
  },
  changes: (_, answers) => [
    { kind: "publishModule", name: moduleName(textIn(answers, "module")), published: true },
  ],
};
