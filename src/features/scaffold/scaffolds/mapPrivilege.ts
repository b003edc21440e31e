import type { Catalog } from "../../../domain/model/catalog.ts";
import type { Change } from "../../../domain/model/change.ts";
import { moduleName, privilegeName, uriPattern } from "../../../domain/model/names.ts";
import { checkMappingPattern, warning } from "../checks.ts";
import { moduleOptions, option, patternOptions } from "../options.ts";
import { listIn, textIn, type Answers, type Question } from "../question.ts";
import { atLeastOne, pickMany, pickOne, privilegeQuestion } from "../questions.ts";
import type { Scaffold } from "../scaffold.ts";

/** Adds to what a privilege protects; nothing that it protects already is lost. */
export const mapPrivilege: Scaffold = {
  id: "mapPrivilege",
  title: "Map privilege",
  tabStops: [],
  questions: ({ catalog }, answers) => [
    privilegeQuestion(catalog, "Which privilege should protect more?"),
    ...howQuestion(answers),
    ...(wants("patterns", answers) ? [patternsQuestion(catalog, answers)] : []),
    ...(wants("modules", answers) ? [modulesQuestion(catalog, answers)] : []),
  ],
  changes: (_, answers) => {
    const privilege = privilegeName(textIn(answers, "privilege"));
    const patterns = wants("patterns", answers) ? listIn(answers, "patterns") : [];
    const modules = wants("modules", answers) ? listIn(answers, "modules") : [];
    const mapping: Change = {
      kind: "createPrivilegeMapping",
      privilege,
      patterns: patterns.map(uriPattern),
    };
    return [
      ...(patterns.length > 0 ? [mapping] : []),
      ...modules.map((name): Change => {
        return { kind: "setModulePrivilege", module: moduleName(name), privilege };
      }),
    ];
  },
};

/** Not asked when the person began at a pattern or a module. */
function howQuestion(answers: Answers): readonly Question[] {
  const began = !("how" in answers) && ("patterns" in answers || "modules" in answers);
  if (began) return [];
  return [
    pickOne("how", "How do you want to say what it protects?", {
      options: [
        {
          ...option("patterns", "/hr/*", "Any paths; they do not follow a module that moves."),
          label: "By URL pattern",
        },
        {
          ...option("modules", "a whole module", "Follows the module when its base path changes."),
          label: "By module",
        },
        { ...option("both"), label: "Both" },
      ],
    }),
  ];
}

function wants(what: "patterns" | "modules", answers: Answers): boolean {
  const how = textIn(answers, "how");
  return how === "" ? what in answers : how === what || how === "both";
}

function patternsQuestion(catalog: Catalog, answers: Answers): Question {
  const name = textIn(answers, "privilege");
  const mapped = catalog.privileges.find((privilege) => privilege.name === name)?.patterns ?? [];
  const check = checkMappingPattern(catalog, mapped);
  return pickMany("patterns", "Which paths below the schema?", {
    placeholder: "Choose, or type one such as /hr/*",
    options: patternOptions(catalog, mapped),
    other: { label: (text) => `Use pattern ${text}`, check },
    checkAll: atLeastOne("Choose at least one pattern."),
  });
}

function modulesQuestion(catalog: Catalog, answers: Answers): Question {
  const name = textIn(answers, "privilege");
  const own = catalog.privileges.find((privilege) => privilege.name === name)?.modules ?? [];
  const others = new Map(
    catalog.privileges.flatMap((privilege) =>
      privilege.modules.map((module) => [String(module), String(privilege.name)] as const),
    ),
  );
  return pickMany("modules", "Which modules?", {
    placeholder: "A module has one privilege of its own; another one replaces it",
    options: moduleOptions(catalog).filter(({ value }) => !own.some((module) => module === value)),
    checkAll: (values) => {
      const replaced = values.find((module) => others.has(module));
      if (replaced !== undefined) {
        const other = others.get(replaced) ?? "";
        return warning(`Module "${replaced}" is no longer protected by "${other}" then.`);
      }
      return atLeastOne("Choose at least one module.")(values);
    },
  });
}
