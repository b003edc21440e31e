import type { Catalog, EnabledObject } from "../../../domain/model/catalog.ts";
import { checkAlias, checkObjectName } from "../checks.ts";
import { option } from "../options.ts";
import { textIn, type Answers, type Option, type Question } from "../question.ts";
import { optionalText, pickOne } from "../questions.ts";
import type { Scaffold } from "../scaffold.ts";

/** Publishes a table, view, procedure, function or package by AutoREST, or says anew how a published one is. */
export const enableObject: Scaffold = {
  id: "enableObject",
  title: "REST-enable object",
  tabStops: [],
  questions: ({ catalog }, answers) => {
    const known = chosen(catalog, answers);
    return [
      pickOne("object", "Which object is published? Choose, or type its name", {
        options: catalog.objects.map(toOption),
        other: { label: (text) => `Publish ${text}`, check: checkObjectName },
      }),
      ...(known ? [] : [typeQuestion()]),
      optionalText("alias", "The object's part of the address", {
        placeholder: "Empty: its name in lower case",
        initial: known?.alias ?? "",
        check: checkAlias,
      }),
      authorizationQuestion(known),
    ];
  },
  changes: ({ catalog }, answers) => {
    const known = chosen(catalog, answers);
    return [
      {
        kind: "enableObject",
        enabled: true,
        object: textIn(answers, "object"),
        objectType: known?.type ?? (textIn(answers, "type") || "TABLE"),
        alias: textIn(answers, "alias") || undefined,
        requiresAuthorization: textIn(answers, "authorization") !== "public",
      },
    ];
  },
};

function chosen(catalog: Catalog, answers: Answers): EnabledObject | undefined {
  const name = textIn(answers, "object");
  return catalog.objects.find((object) => object.name === name);
}

function toOption(object: EnabledObject): Option {
  const state = !object.enabled
    ? "not published"
    : object.requiresAuthorization
      ? "published, asks for a role"
      : "published, public";
  return option(object.name, `${object.type.toLowerCase()} · ${state}`, `/${object.alias}/`);
}

function typeQuestion(): Question {
  return pickOne("type", "What is it?", {
    options: ["TABLE", "VIEW", "PROCEDURE", "FUNCTION", "PACKAGE"].map((type) => ({
      ...option(type),
      label: type.charAt(0) + type.slice(1).toLowerCase(),
    })),
  });
}

function authorizationQuestion(known: EnabledObject | undefined): Question {
  const role = option("role", known?.requiresAuthorization === true ? "as it is now" : undefined);
  const open = option(
    "public",
    known?.requiresAuthorization === false ? "as it is now" : undefined,
  );
  return pickOne("authorization", "Who may call it?", {
    options: [
      {
        ...role,
        label: "Callers with a role",
        detail: "ORDS makes a role and a privilege of its own for the object.",
      },
      {
        ...open,
        label: "Anybody",
        detail:
          "Everybody can read and change its rows, unless a privilege of yours covers the path.",
      },
    ],
  });
}
