import { nameInWords } from "../../access/nameInWords.ts";
import type { Rule } from "../rule.ts";
import { makeFinding } from "../makeFinding.ts";

/** The implicit grant puts tokens into addresses (RFC 9700, section 2.1.2: it should not be used). */
export const implicitGrant: Rule = {
  id: "implicitGrant",
  severity: "warning",
  title: "Implicit grant",
  why: "With the implicit grant the token stands in the address of a page, where histories, logs and other scripts find it. The authorization code avoids that.",
  check: ({ index: { catalog } }) =>
    catalog.clients
      .filter(({ grantType }) => grantType === "implicit")
      .map(({ name, description, redirectUri, privileges }) =>
        makeFinding(implicitGrant, {
          subject: { kind: "client", name },
          message: `Client ${nameInWords(name)} gets its tokens by the implicit grant: they stand in addresses.`,
          fixes: [
            {
              label: "Register one with the authorization code",
              scaffold: "registerClient",
              arguments: {
                grantType: "authorization_code",
                privileges,
                ...(redirectUri === undefined ? {} : { redirectUri }),
                ...(description === undefined ? {} : { description }),
              },
              complete: false,
            },
            {
              label: "Delete client",
              scaffold: "deleteClient",
              arguments: { client: name },
              complete: true,
            },
          ],
        }),
      ),
};
