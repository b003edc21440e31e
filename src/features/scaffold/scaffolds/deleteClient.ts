import { clientName } from "../../../domain/model/names.ts";
import { textIn } from "../question.ts";
import { clientQuestion } from "../questions.ts";
import type { Scaffold } from "../scaffold.ts";

export const deleteClient: Scaffold = {
  id: "deleteClient",
  title: "Delete client",
  tabStops: [],
  questions: ({ catalog }) => [clientQuestion(catalog, "Which client is deleted?")],
  changes: (_, answers) => [{ kind: "deleteClient", name: clientName(textIn(answers, "client")) }],
};
