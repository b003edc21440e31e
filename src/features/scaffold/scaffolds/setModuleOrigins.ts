import type { Catalog } from "../../../domain/model/catalog.ts";
import { moduleName } from "../../../domain/model/names.ts";
import { checkOrigin } from "../checks.ts";
import { option } from "../options.ts";
import { listIn, textIn } from "../question.ts";
import { moduleQuestion, pickMany } from "../questions.ts";
import type { Scaffold } from "../scaffold.ts";

export const setModuleOrigins: Scaffold = {
  id: "setModuleOrigins",
  title: "Set origins of module",
  tabStops: [],
  questions: ({ catalog }, answers) => {
    const own = originsOf(catalog, textIn(answers, "module"));
    return [
      moduleQuestion(catalog, "Which module is called from browsers?"),
      pickMany("origins", "Which origins may call it? None: the list is emptied", {
        placeholder: "Choose, or type one such as https://app.example.com",
        options: allOrigins(catalog).map((origin) =>
          option(origin, own.includes(origin) ? "allowed now" : "allowed elsewhere"),
        ),
        initial: own,
        other: { label: (text) => `Allow ${text}`, check: checkOrigin },
      }),
    ];
  },
  changes: ({ catalog }, answers) => {
    const module = textIn(answers, "module");
    const origins = [...new Set(listIn(answers, "origins"))];
    const own = originsOf(catalog, module);
    const isAsBefore = origins.length === own.length && own.every((one) => origins.includes(one));
    return isAsBefore ? [] : [{ kind: "setModuleOrigins", module: moduleName(module), origins }];
  },
};

function originsOf(catalog: Catalog, module: string): readonly string[] {
  return catalog.modules.find(({ name }) => name === module)?.originsAllowed ?? [];
}

function allOrigins({ modules, clients }: Catalog): readonly string[] {
  const all = [...modules, ...clients].flatMap(({ originsAllowed }) => originsAllowed);
  return [...new Set(all)].toSorted();
}
