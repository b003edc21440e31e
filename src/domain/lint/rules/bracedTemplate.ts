import { nameInWords } from "../../access/nameInWords.ts";
import type { Finding } from "../finding.ts";
import { makeFinding } from "../makeFinding.ts";
import type { Rule } from "../rule.ts";

/** Field problem 30: `{id}` is answered 404 as soon as there is a query string (simongriffiths/road-kit). */
export const bracedTemplate: Rule = {
  id: "bracedTemplate",
  severity: "information",
  title: "Braces in a template",
  why: "On a tested release a template with {id} answered 404 when the address had a query string. Written :id it works with and without.",
  check: ({ index: { catalog } }) =>
    catalog.modules.flatMap(({ name, templates }) =>
      templates
        .filter(({ uriTemplate }) => uriTemplate.includes("{"))
        .map(({ uriTemplate }): Finding => {
          return makeFinding(bracedTemplate, {
            subject: { kind: "template", module: name, uriTemplate },
            message: `Template ${nameInWords(uriTemplate)} of module ${nameInWords(name)} has braces; write ${nameInWords(uriTemplate.replaceAll("{", ":").replaceAll("}", ""))}.`,
            assumptions: ["bracedTemplateFailsWithQuery"],
          });
        }),
    ),
};
