import { nameInWords } from "../../access/nameInWords.ts";
import type { Finding } from "../finding.ts";
import { isPlainHttp, toHttps } from "../origins.ts";
import type { Rule } from "../rule.ts";
import { makeFinding } from "../makeFinding.ts";

/** RFC 9700, section 2.6: redirects over http: only to the person's own computer. */
export const plainRedirect: Rule = {
  id: "plainRedirect",
  severity: "error",
  title: "Redirect over plain http",
  why: "The code, or the token, travels to the redirect address. Over http: anybody on the way can read it.",
  check: ({ index: { catalog } }) =>
    catalog.clients.flatMap(({ name, grantType, redirectUri }): readonly Finding[] => {
      // Without a person nobody is sent anywhere.
      if (grantType === "client_credentials") return [];
      if (redirectUri === undefined || !isPlainHttp(redirectUri)) return [];
      return [
        makeFinding(plainRedirect, {
          subject: { kind: "client", name },
          message: `Client ${nameInWords(name)} sends people back to ${nameInWords(redirectUri)}, over http:.`,
          fixes: URL.canParse(redirectUri)
            ? [
                {
                  label: `Change it to ${nameInWords(toHttps(redirectUri))}`,
                  scaffold: "editClient",
                  arguments: { client: name, redirectUri: toHttps(redirectUri) },
                  complete: true,
                },
              ]
            : [],
        }),
      ];
    }),
};
