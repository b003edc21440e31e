import { callInWords } from "../callInWords.ts";
import type { Rule } from "../rule.ts";
import { makeFinding } from "../makeFinding.ts";

/** Field problem 29 (recorded on ORDS 26.1 by simongriffiths/road-kit). */
export const reservedParameter: Rule = {
  id: "reservedParameter",
  severity: "warning",
  title: "Parameter named q",
  why: "ORDS keeps the query parameter q for its own filters. A value that is not JSON is answered 400 before the handler runs.",
  check: ({ index: { catalog } }) =>
    catalog.modules.flatMap((module) =>
      module.templates.flatMap(({ uriTemplate, handlers }) =>
        handlers
          .filter(({ parameters }) =>
            parameters.some(
              ({ name, sourceType, accessMethod }) =>
                name === "q" && sourceType === "URI" && accessMethod !== "OUT",
            ),
          )
          .filter(() => !/[:{]q\b/.test(uriTemplate))
          .map(({ method }) =>
            makeFinding(reservedParameter, {
              subject: { kind: "handler", module: module.name, uriTemplate, method },
              message: `${callInWords(module, uriTemplate, method)} takes a parameter q from the address, which ORDS keeps for itself: give it another name.`,
              assumptions: ["reservedQueryParameterAnswers400"],
            }),
          ),
      ),
    ),
};
