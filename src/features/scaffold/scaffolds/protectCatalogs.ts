import { textIn } from "../question.ts";
import { option } from "../options.ts";
import { pickOne } from "../questions.ts";
import type { Scaffold } from "../scaffold.ts";

/** `p_auto_rest_auth` of the schema: whether /metadata-catalog/ asks for a role. */
export const protectCatalogs: Scaffold = {
  id: "protectCatalogs",
  title: "Protect metadata catalogs",
  tabStops: [],
  questions: ({ catalog: { schema } }) => [
    pickOne("authorization", "Who may read what services the schema has?", {
      options: [
        {
          ...option("protected", schema.autoRestAuth ? "as it is now" : undefined),
          label: "Callers with the schema's own role",
          detail: `The role is oracle.dbtools.role.autorest.${schema.name}`,
        },
        {
          ...option("public", schema.autoRestAuth ? undefined : "as it is now"),
          label: "Anybody",
          detail:
            "Names and columns can be read without a token; the data stays as protected as it is.",
        },
      ],
    }),
  ],
  changes: ({ catalog: { schema }, dialect }, answers) => {
    const autoRestAuth = textIn(answers, "authorization") === "protected";
    if (autoRestAuth === schema.autoRestAuth) return [];
    const { enabled, alias } = schema;
    return [{ kind: "enableSchema", enabled, schema: dialect.schema, alias, autoRestAuth }];
  },
};
