import { checkAlias } from "../checks.ts";
import { optionalTextIn } from "../question.ts";
import { optionalText } from "../questions.ts";
import type { Scaffold } from "../scaffold.ts";

export const enableSchema: Scaffold = {
  id: "enableSchema",
  title: "REST-enable schema",
  tabStops: [],
  questions: ({ catalog }) => [
    optionalText("alias", "The schema's part of the address, behind /ords/", {
      placeholder: `Empty: ${catalog.schema.name.toLowerCase()}`,
      check: checkAlias,
    }),
  ],
  changes: ({ dialect }, answers) => [
    {
      kind: "enableSchema",
      enabled: true,
      schema: dialect.schema,
      alias: optionalTextIn(answers, "alias"),
      autoRestAuth: true,
    },
  ],
};
