import { moduleName, privilegeName } from "../../../domain/model/names.ts";
import { moduleOptions, option, privilegeOptions } from "../options.ts";
import { textIn } from "../question.ts";
import { pickOne } from "../questions.ts";
import type { Scaffold } from "../scaffold.ts";

export const protectModule: Scaffold = {
  id: "protectModule",
  title: "Protect module",
  tabStops: [],
  questions: ({ catalog }) => [
    pickOne("module", "Which module?", {
      placeholder: "Choose a module",
      options: moduleOptions(catalog),
    }),
    pickOne("privilege", "Which privilege protects it? It replaces the one the module has", {
      placeholder: "Choose a privilege",
      options: [
        ...privilegeOptions(catalog),
        {
          ...option(noPrivilege, "patterns of privileges still count"),
          label: "None: take the module's privilege away",
        },
      ],
    }),
  ],
  changes: (_, answers) => {
    const privilege = textIn(answers, "privilege");
    return [
      {
        kind: "setModulePrivilege",
        module: moduleName(textIn(answers, "module")),
        privilege: privilege === noPrivilege ? null : privilegeName(privilege),
      },
    ];
  },
};

/** No privilege has this name, because a name has no blanks at its ends. */
const noPrivilege = " ";
