import { same } from "../../../domain/model/same.ts";
import type { Catalog, OAuthClient } from "../../../domain/model/catalog.ts";
import { checkDescription, checkEmail, checkOrigin, checkRedirect, checkUri } from "../checks.ts";
import { clientUpdate } from "../clientUpdate.ts";
import { option } from "../options.ts";
import { listIn, optionalTextIn, textIn, type Answers } from "../question.ts";
import { clientQuestion, optionalText, pickMany, textQuestion } from "../questions.ts";
import type { Scaffold } from "../scaffold.ts";

/** Shows what is said of a client and lets it be changed; whatever is not changed is written as it is. */
export const editClient: Scaffold = {
  id: "editClient",
  title: "Change client",
  tabStops: [],
  questions: ({ catalog }, answers) => {
    const client = chosen(catalog, answers);
    const withPerson = client !== undefined && client.grantType !== "client_credentials";
    return [
      clientQuestion(catalog, "Which client is changed?"),
      optionalText("description", "What is the client for?", {
        initial: client?.description ?? "",
        check: checkDescription,
      }),
      ...(withPerson
        ? [
            textQuestion("redirectUri", "Where is the person sent back to?", {
              initial: client.redirectUri ?? "",
              check: checkRedirect,
            }),
          ]
        : []),
      optionalText("supportEmail", "Whom to write to about the client", {
        initial: client?.supportEmail ?? "",
        check: checkEmail,
      }),
      optionalText("supportUri", "Page about the client", {
        placeholder: "https://app.example.com/about",
        initial: client?.supportUri ?? "",
        check: checkUri,
      }),
      pickMany("origins", "From which origins may it be used in a browser?", {
        placeholder: "Choose, or type one such as https://app.example.com",
        options: (client?.originsAllowed ?? []).map((origin) => option(origin, "allowed now")),
        initial: client?.originsAllowed ?? [],
        other: { label: (text) => `Allow ${text}`, check: checkOrigin },
      }),
    ];
  },
  changes: ({ catalog, dialect }, answers) => {
    const client = chosen(catalog, answers);
    if (!client) return [];
    const changed = {
      description: optionalTextIn(answers, "description"),
      redirectUri:
        client.grantType === "client_credentials"
          ? client.redirectUri
          : optionalTextIn(answers, "redirectUri"),
      supportEmail: optionalTextIn(answers, "supportEmail"),
      supportUri: optionalTextIn(answers, "supportUri"),
      originsAllowed: [...new Set(listIn(answers, "origins"))],
    };
    return same({ ...client, ...changed }, client) ? [] : [clientUpdate(client, changed, dialect)];
  },
};

function chosen(catalog: Catalog, answers: Answers): OAuthClient | undefined {
  const name = textIn(answers, "client");
  return catalog.clients.find((client) => client.name === name);
}
