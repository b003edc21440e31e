import { nameInWords } from "../../access/nameInWords.ts";
import { makeFinding, partialFix } from "../makeFinding.ts";
import type { Rule } from "../rule.ts";

/** Field problem 18: 404 for the whole schema. */
export const schemaNotEnabled: Rule = {
  id: "schemaNotEnabled",
  severity: "information",
  title: "Schema not enabled",
  why: "Nothing of a schema that is not enabled for REST answers: everything is 404, the token endpoint too.",
  check: ({ index: { catalog } }) => {
    const { schema, modules, objects } = catalog;
    if (schema.enabled || (modules.length === 0 && objects.length === 0)) return [];
    return [
      makeFinding(schemaNotEnabled, {
        subject: undefined,
        message: `Schema ${nameInWords(schema.name)} has services and is not enabled: all of them are answered 404.`,
        fixes: [partialFix("REST-enable schema", "enableSchema", {})],
        assumptions: ["disabledSchemaAnswers404"],
      }),
    ];
  },
};
