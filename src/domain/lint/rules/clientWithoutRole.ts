import { nameInWords } from "../../access/nameInWords.ts";
import { indexCatalog } from "../../model/catalogIndex.ts";
import type { Finding } from "../finding.ts";
import { fewInWords } from "../inWords.ts";
import { lacks } from "../lacks.ts";
import { rolesToGrant } from "../rolesToGrant.ts";
import type { Rule } from "../rule.ts";
import { makeFinding } from "../makeFinding.ts";

/** Field problem 1: the first cause of a 401 with a fresh token. */
export const clientWithoutRole: Rule = {
  id: "clientWithoutRole",
  severity: "warning",
  title: "Client without a role",
  why: "A client that gets its tokens by itself passes a privilege only by a role that was granted to it. Without any it reaches what is public, and nothing else.",
  check: ({ index }) => {
    const { catalog } = index;
    if (lacks(catalog, "CLIENT_ROLES", "CLIENT_PRIVILEGES", "PRIVILEGE_ROLES")) return [];
    const lookup = indexCatalog(catalog);
    return catalog.clients
      .filter(({ grantType, roles }) => grantType === "client_credentials" && roles.length === 0)
      .flatMap(({ name, privileges }): readonly Finding[] => {
        const listed = privileges.flatMap((one) => lookup.privilegeByName(one) ?? []);
        // Such a one may let the client pass (assumption `rolelessPrivilegeNeedsListing`).
        if (listed.some(({ roles }) => roles.length === 0)) return [];
        const names = fewInWords(listed.map((one) => nameInWords(one.name)).toSorted());
        const roles = rolesToGrant(index, listed);
        return [
          makeFinding(clientWithoutRole, {
            subject: { kind: "client", name },
            message: `Client ${nameInWords(name)} has no role${listed.length === 0 ? "" : `; its list names ${names}, which ${listed.length === 1 ? "does" : "do"} not replace one`}.`,
            fixes: [
              {
                label:
                  roles.length === 0
                    ? "Grant a role"
                    : `Grant role${roles.length === 1 ? "" : "s"} ${fewInWords(roles.map(nameInWords))}`,
                scaffold: "grantRole",
                arguments: roles.length === 0 ? { client: name } : { client: name, roles },
                complete: true,
              },
            ],
            assumptions: listed.length === 0 ? [] : ["clientPrivilegesAreNotRoles"],
          }),
        ];
      });
  },
};
