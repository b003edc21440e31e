import { sameSet } from "../../../domain/model/same.ts";
import { privilegeName } from "../../../domain/model/names.ts";
import { clientUpdate } from "../clientUpdate.ts";
import { privilegeOptions } from "../options.ts";
import { listIn, textIn } from "../question.ts";
import { clientQuestion, pickMany } from "../questions.ts";
import type { Scaffold } from "../scaffold.ts";

/** The list says what a person is asked to allow; without a person, roles open the doors. */
export const setClientPrivileges: Scaffold = {
  id: "setClientPrivileges",
  title: "Set privileges of client",
  tabStops: [],
  questions: ({ catalog }, answers) => {
    const own = catalog.clients.find(({ name }) => name === textIn(answers, "client"))?.privileges;
    return [
      clientQuestion(catalog, "Of which client is the list changed?"),
      pickMany("privileges", "Which privileges stand on its list? It does not replace roles", {
        placeholder: "Choose, or go on without",
        options: privilegeOptions(catalog),
        initial: own ?? [],
      }),
    ];
  },
  changes: ({ catalog, dialect }, answers) => {
    const name = textIn(answers, "client");
    const client = catalog.clients.find((one) => one.name === name);
    const privileges = listIn(answers, "privileges").map(privilegeName);
    if (!client || sameSet(client.privileges, privileges)) return [];
    // OAUTH has no call for the list alone.
    return dialect.api === "oauth"
      ? [clientUpdate(client, { privileges }, dialect)]
      : [{ kind: "updateClientPrivileges", name: client.name, privileges }];
  },
};
