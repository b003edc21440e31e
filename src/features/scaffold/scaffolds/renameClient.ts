import { clientName } from "../../../domain/model/names.ts";
import { namesOf } from "../options.ts";
import { textIn } from "../question.ts";
import { clientQuestion, newNameQuestion } from "../questions.ts";
import type { Scaffold } from "../scaffold.ts";

/** The client id stays, and so do its secrets and tokens. */
export const renameClient: Scaffold = {
  id: "renameClient",
  title: "Rename client",
  tabStops: [],
  questions: ({ catalog }, answers) => [
    clientQuestion(catalog, "Which client gets another name?"),
    newNameQuestion("client", textIn(answers, "client"), namesOf(catalog.clients)),
  ],
  changes: (_, answers) => [
    {
      kind: "renameClient",
      name: clientName(textIn(answers, "client")),
      newName: clientName(textIn(answers, "newName")),
    },
  ],
};
