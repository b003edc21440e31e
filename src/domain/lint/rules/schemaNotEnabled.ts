import { nameInWords } from "../../access/nameInWords.ts";
import { countInWords } from "../inWords.ts";
import type { Rule } from "../rule.ts";
import { makeFinding } from "../makeFinding.ts";

/** Field problem 18: a 404 for everything. */
export const schemaNotEnabled: Rule = {
  id: "schemaNotEnabled",
  severity: "information",
  title: "Schema not enabled",
  why: "ORDS answers 404 to every call below the alias of a schema that is not enabled, whatever is published in it.",
  check: ({ index: { catalog } }) => {
    const { schema, modules, objects } = catalog;
    const services = modules.length + objects.filter(({ enabled }) => enabled).length;
    if (schema.enabled || services === 0) return [];
    return [
      makeFinding(schemaNotEnabled, {
        subject: undefined,
        message: `Schema ${nameInWords(schema.name)} is not enabled: none of its ${countInWords(services, "module or object", "modules and objects")} answers.`,
        fixes: [
          {
            label: "REST-enable the schema",
            scaffold: "enableSchema",
            arguments: { alias: schema.alias },
            complete: true,
          },
        ],
        assumptions: ["disabledSchemaAnswers404"],
      }),
    ];
  },
};
