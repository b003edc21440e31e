import { nameInWords } from "../../access/nameInWords.ts";
import type { Finding } from "../finding.ts";
import { completeFix, makeFinding } from "../makeFinding.ts";
import type { Rule } from "../rule.ts";

const day = 86_400;

/** Tokens that live longer than a day (field problem 34; lint list of the peers: long token duration). */
export const longTokens: Rule = {
  id: "longTokens",
  severity: "warning",
  title: "Long-lived tokens",
  why: "A token that was stolen is good until it ends. Clients fetch new ones by themselves, so an hour is enough; that is what ORDS takes unless told otherwise.",
  check: ({ index: { catalog } }) =>
    catalog.clients.flatMap(({ name, grantType, tokenDuration }): readonly Finding[] => {
      if (tokenDuration === undefined || tokenDuration <= day) return [];
      const days = Math.round(tokenDuration / day);
      const given = { client: name, token: "3600" };
      return [
        makeFinding(longTokens, {
          subject: { kind: "client", name },
          message: `Tokens of client ${nameInWords(name)} live ${days <= 1 ? "longer than a day" : `${days} days`}.`,
          fixes: [
            {
              ...completeFix("Let them live an hour", "setTokenDurations", given),
              // Of a client with people two more durations are asked for.
              complete: grantType !== "authorization_code",
            },
          ],
          assumptions: ["defaultTokenLifetime"],
        }),
      ];
    }),
};
