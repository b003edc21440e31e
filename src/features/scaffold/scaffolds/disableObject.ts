import type { Change } from "../../../domain/model/change.ts";
import { option } from "../options.ts";
import { textIn } from "../question.ts";
import { pickOne } from "../questions.ts";
import type { Scaffold } from "../scaffold.ts";

export const disableObject: Scaffold = {
  id: "disableObject",
  title: "REST-disable object",
  tabStops: [],
  questions: ({ catalog }) => [
    pickOne("object", "Which object is taken back?", {
      placeholder: "Choose an object",
      options: catalog.objects
        .filter(({ enabled }) => enabled)
        .map(({ name, type, alias }) => option(name, type.toLowerCase(), `/${alias}/`)),
    }),
  ],
  changes: ({ catalog }, answers) => {
    const name = textIn(answers, "object");
    return catalog.objects
      .filter((object) => object.name === name)
      .map(({ type, alias, requiresAuthorization }): Change => ({
        kind: "enableObject",
        enabled: false,
        object: name,
        objectType: type,
        alias,
        requiresAuthorization,
      }));
  },
};
