import { error } from "../checks.ts";
import { optionalTextIn, type Complaint } from "../question.ts";
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

function checkAlias(text: string): Complaint | undefined {
  return /^[\p{L}\p{N}._~-]+$/u.test(text)
    ? undefined
    : error("An alias is one part of an address: letters, digits, dots, hyphens, underscores.");
}
