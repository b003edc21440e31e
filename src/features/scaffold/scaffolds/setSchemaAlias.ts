import { checkAlias, error } from "../checks.ts";
import { textIn } from "../question.ts";
import { textQuestion } from "../questions.ts";
import type { Scaffold } from "../scaffold.ts";

export const setSchemaAlias: Scaffold = {
  id: "setSchemaAlias",
  title: "Change alias of schema",
  tabStops: [],
  questions: ({ catalog }) => [
    textQuestion("alias", "The schema's part of every address, behind /ords/", {
      initial: catalog.schema.alias,
      check: (text) =>
        text === catalog.schema.alias ? error("This is its alias now.") : checkAlias(text),
    }),
  ],
  changes: ({ catalog, dialect }, answers) => [
    {
      kind: "enableSchema",
      enabled: catalog.schema.enabled,
      schema: dialect.schema,
      alias: textIn(answers, "alias"),
      autoRestAuth: catalog.schema.autoRestAuth,
    },
  ],
};
