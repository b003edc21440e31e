import type { Catalog, Module } from "../../../domain/model/catalog.ts";
import { moduleName } from "../../../domain/model/names.ts";
import { checkBasePath, checkNewName } from "../checks.ts";
import { namesOf } from "../options.ts";
import { textIn, type Answers } from "../question.ts";
import { moduleQuestion, textQuestion } from "../questions.ts";
import type { Scaffold } from "../scaffold.ts";

/** Patterns of privileges do not follow a module that moves; the summary says what becomes public. */
export const renameModule: Scaffold = {
  id: "renameModule",
  title: "Rename or move module",
  tabStops: [],
  questions: ({ catalog }, answers) => {
    const module = chosen(catalog, answers);
    const others = catalog.modules.filter((one) => one !== module);
    return [
      moduleQuestion(catalog, "Which module gets another name or place?"),
      textQuestion("newName", "Name of the module", {
        initial: module?.name ?? "",
        check: checkNewName("module", namesOf(others)),
      }),
      textQuestion("newBasePath", "Base path of the module, below the schema", {
        placeholder: "/hr/",
        initial: module?.basePath ?? "",
        check: checkBasePath(others),
      }),
    ];
  },
  changes: ({ catalog }, answers) => {
    const module = chosen(catalog, answers);
    if (!module) return [];
    const newName = textIn(answers, "newName") || module.name;
    const newBasePath = textIn(answers, "newBasePath") || module.basePath;
    if (newName === module.name && newBasePath === module.basePath) return [];
    return [
      {
        kind: "renameModule",
        name: module.name,
        newName: newName === module.name ? undefined : moduleName(newName),
        newBasePath: newBasePath === module.basePath ? undefined : newBasePath,
      },
    ];
  },
};

function chosen(catalog: Catalog, answers: Answers): Module | undefined {
  const name = textIn(answers, "module");
  return catalog.modules.find((module) => module.name === name);
}
