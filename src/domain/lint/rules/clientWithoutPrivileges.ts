import { nameInWords } from "../../access/nameInWords.ts";
import { lacks } from "../lacks.ts";
import type { Rule } from "../rule.ts";
import { makeFinding } from "../makeFinding.ts";

/** A client behind which people stand reaches only what its list names (section D.2). */
export const clientWithoutPrivileges: Rule = {
  id: "clientWithoutPrivileges",
  severity: "information",
  title: "Client that asks people for nothing",
  why: "People who sign in through a client reach what the client's privilege list names. An empty list leaves them what is public.",
  check: ({ index: { catalog } }) => {
    if (lacks(catalog, "CLIENT_PRIVILEGES")) return [];
    return catalog.clients
      .filter(({ grantType }) => grantType === "authorization_code")
      .filter(({ privileges }) => privileges.length === 0)
      .map(({ name }) =>
        makeFinding(clientWithoutPrivileges, {
          subject: { kind: "client", name },
          message: `Client ${nameInWords(name)} lists no privilege: people who sign in through it reach only what is public.`,
          fixes: [
            {
              label: "Set its privileges",
              scaffold: "setClientPrivileges",
              arguments: { client: name },
              complete: false,
            },
          ],
          assumptions: ["endUserNeedsListedPrivilege"],
        }),
      );
  },
};
