import { textIn } from "../question.ts";
import { pickOne } from "../questions.ts";
import { option } from "../options.ts";
import type { Scaffold } from "../scaffold.ts";

/** Takes the schema off the net; alias and authorization are given as they are, since ENABLE_SCHEMA sets them too. */
export const disableSchema: Scaffold = {
  id: "disableSchema",
  title: "REST-disable schema",
  tabStops: [],
  questions: ({ catalog }) => [
    pickOne("sure", `Everything below /ords/${catalog.schema.alias}/ will answer 404`, {
      options: [
        {
          ...option(
            "yes",
            undefined,
            "A connection through ORDS to this schema ends with it, this one too.",
          ),
          label: `Take ${catalog.schema.name} off the net`,
        },
        { ...option("no"), label: "Leave it as it is" },
      ],
    }),
  ],
  changes: ({ catalog, dialect }, answers) => {
    if (textIn(answers, "sure") !== "yes") return [];
    const { alias, autoRestAuth } = catalog.schema;
    return [{ kind: "enableSchema", enabled: false, schema: dialect.schema, alias, autoRestAuth }];
  },
};
