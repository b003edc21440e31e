import { nameInWords } from "../../access/nameInWords.ts";
import { productReachOf } from "../../access/productReach.ts";
import type { Finding } from "../finding.ts";
import type { Rule } from "../rule.ts";
import { makeFinding } from "../makeFinding.ts";

/**
 * A machine with a role of the product that opens more than services of this schema (sections C.1 and E.1: since 18.3
 * an OAuth client with `SQL Developer` may use REST-Enabled SQL; `always_true` of Supabase's splinter).
 */
export const broadGrant: Rule = {
  id: "broadGrant",
  severity: "error",
  title: "Client with a role of the product",
  why: "Roles such as SQL Developer are made for people. A client that has one can do whatever it opens, for as long as somebody holds its secret.",
  check: ({ index: { catalog } }) => {
    return catalog.clients
      .filter(({ grantType }) => grantType === "client_credentials")
      .flatMap(({ name, roles }) =>
        roles.flatMap((role): readonly Finding[] => {
          const reach = productReachOf(catalog, role);
          if (!reach) return [];
          return [
            makeFinding(broadGrant, {
              subject: { kind: "client", name },
              detail: role,
              severity: reach.danger === "great" ? "error" : "warning",
              message: `Client ${nameInWords(name)} has role ${nameInWords(role)}: it can ${reach.can}.`,
              fixes: [
                {
                  label: `Revoke role ${nameInWords(role)}`,
                  scaffold: "revokeRole",
                  arguments: { client: name, roles: [role] },
                  complete: true,
                },
              ],
            }),
          ];
        }),
      );
  },
};
