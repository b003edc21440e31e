import { nameInWords } from "../../access/nameInWords.ts";
import type { Rule } from "../rule.ts";
import { makeFinding } from "../makeFinding.ts";

/** Field problem 14: ORDS_SECURITY.REGISTER_CLIENT makes no secret unless it is asked for one. */
export const clientWithoutSecret: Rule = {
  id: "clientWithoutSecret",
  severity: "information",
  title: "Client without a secret",
  why: "Registering a client makes no secret by itself. Without one it gets no token; a rotation makes one.",
  check: ({ index: { catalog } }) =>
    catalog.clients
      .filter(({ grantType }) => grantType !== "implicit")
      .filter(
        ({ secretsIssuedOn: dates }) =>
          dates !== undefined && dates.first === undefined && dates.second === undefined,
      )
      .map(({ name }) =>
        makeFinding(clientWithoutSecret, {
          subject: { kind: "client", name },
          message: `As far as the database tells, client ${nameInWords(name)} has no secret: it gets no token.`,
          assumptions: ["registerClientMakesNoSecret", "secondSlotColumns"],
        }),
      ),
};
