import { nameInWords } from "../../access/nameInWords.ts";
import type { Finding } from "../finding.ts";
import { makeFinding } from "../makeFinding.ts";
import type { Rule } from "../rule.ts";

/** Field problem 29: ORDS takes q for its filter (simongriffiths/road-kit). */
export const reservedParameter: Rule = {
  id: "reservedParameter",
  severity: "warning",
  title: "Parameter named q",
  why: "ORDS takes the query parameter q for a filter in JSON and answers 400 to any other value, also in PL/SQL handlers. Choose another name.",
  check: ({ index: { catalog } }) =>
    catalog.modules.flatMap(({ name: module, templates }) =>
      templates.flatMap(({ uriTemplate, handlers }) =>
        handlers
          .filter(({ parameters }) =>
            parameters.some((one) => one.name === "q" && one.sourceType.toUpperCase() === "URI"),
          )
          .map(({ method }): Finding => {
            return makeFinding(reservedParameter, {
              subject: { kind: "handler", module, uriTemplate, method },
              message: `${method} ${nameInWords(uriTemplate)} of module ${nameInWords(module)} has a parameter q, which ORDS keeps for itself.`,
              assumptions: ["reservedQueryParameterAnswers400"],
            });
          }),
      ),
    ),
};
