import { nameInWords } from "../../access/nameInWords.ts";
import type { Finding } from "../finding.ts";
import { isPlainAddress } from "../isPlainAddress.ts";
import { makeFinding, partialFix } from "../makeFinding.ts";
import type { Rule } from "../rule.ts";

/** A code or a token that comes back in the clear (RFC 9700, section 2.6; lint list of the peers). */
export const plainRedirect: Rule = {
  id: "plainRedirect",
  severity: "error",
  title: "Redirect over plain http",
  why: "The code of a sign-in, or with the implicit grant the token itself, comes back to this address. Over plain http everybody on the way can read it.",
  check: ({ index: { catalog } }) =>
    catalog.clients.flatMap(({ name, grantType, redirectUri }): readonly Finding[] => {
      if (grantType === "client_credentials" || redirectUri === undefined) return [];
      if (!isPlainAddress(redirectUri)) return [];
      return [
        makeFinding(plainRedirect, {
          subject: { kind: "client", name },
          message: `Client ${nameInWords(name)} is sent back to ${nameInWords(redirectUri)}, over plain http.`,
          fixes: [partialFix("Change client", "editClient", { client: name })],
        }),
      ];
    }),
};
