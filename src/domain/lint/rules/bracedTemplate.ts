import { templatePath } from "../../access/endpoints.ts";
import { nameInWords } from "../../access/nameInWords.ts";
import { splitRoute } from "../../access/routePattern.ts";
import type { Rule } from "../rule.ts";
import { makeFinding } from "../makeFinding.ts";

/** Field problem 30 (recorded on ORDS 26.1 by simongriffiths/road-kit). */
export const bracedTemplate: Rule = {
  id: "bracedTemplate",
  severity: "warning",
  title: "Template with braces",
  why: "A template such as {id} is answered 404 as soon as the address has a query string. :id does the same without that.",
  check: ({ index: { catalog } }) =>
    catalog.modules.flatMap((module) =>
      module.templates
        .filter(({ uriTemplate }) => uriTemplate.includes("{"))
        .filter(({ uriTemplate }) =>
          splitRoute(templatePath("/", uriTemplate)).some(
            (one) => one.kind === "variable" && one.braced,
          ),
        )
        .map(({ uriTemplate }) =>
          makeFinding(bracedTemplate, {
            subject: { kind: "template", module: module.name, uriTemplate },
            message: `Template ${nameInWords(uriTemplate)} has its variable in braces; with a query string in the address it answers 404.`,
            assumptions: ["bracedTemplateFailsWithQuery"],
          }),
        ),
    ),
};
