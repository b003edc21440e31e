import { nameInWords } from "../../access/nameInWords.ts";
import { indexCatalog } from "../../model/catalogIndex.ts";
import type { OAuthClient, Privilege } from "../../model/catalog.ts";
import type { Finding, FindingFix } from "../finding.ts";
import { fewInWords } from "../inWords.ts";
import { lacks } from "../lacks.ts";
import { rolesToGrant } from "../rolesToGrant.ts";
import type { Rule } from "../rule.ts";
import { similarRolesOf } from "../similarRoles.ts";
import { makeFinding } from "../makeFinding.ts";

/** Field problem 1 for a client that has roles, but not those that its own list needs. */
export const listedWithoutRole: Rule = {
  id: "listedWithoutRole",
  severity: "warning",
  title: "Client without the role of a listed privilege",
  why: "The list of a client says what it wants; only a role lets it pass. Where the role is missing, the call is answered 401.",
  check: ({ index }) => {
    const { catalog } = index;
    if (lacks(catalog, "CLIENT_ROLES", "CLIENT_PRIVILEGES", "PRIVILEGE_ROLES")) return [];
    const lookup = indexCatalog(catalog);
    const similar = similarRolesOf(catalog);
    // A role that only looks like the right one is told of by another rule.
    const isSpelling = (client: OAuthClient, { roles }: Privilege): boolean =>
      roles.some((role) => similar.get(role)?.some((one) => client.roles.includes(one)) === true);
    return catalog.clients
      .filter(({ grantType, roles }) => grantType === "client_credentials" && roles.length > 0)
      .flatMap((client): readonly Finding[] => {
        const held = new Set(client.roles);
        const missed = client.privileges
          .flatMap((one) => lookup.privilegeByName(one) ?? [])
          .filter(({ roles }) => roles.length > 0 && !roles.some((role) => held.has(role)))
          .filter((privilege) => !isSpelling(client, privilege));
        if (missed.length === 0) return [];
        const names = missed.map((one) => nameInWords(one.name)).toSorted();
        const roles = rolesToGrant(index, missed);
        const grant: FindingFix = {
          label: `Grant role${roles.length === 1 ? "" : "s"} ${fewInWords(roles.map(nameInWords))}`,
          scaffold: "grantRole",
          arguments: { client: client.name, roles },
          complete: missed.every((one) => one.roles.some((role) => roles.includes(role))),
        };
        return [
          makeFinding(listedWithoutRole, {
            subject: { kind: "client", name: client.name },
            message: `Client ${nameInWords(client.name)} lists privilege${names.length === 1 ? "" : "s"} ${fewInWords(names)}, but has none of the roles that would let it pass.`,
            fixes: roles.length === 0 ? [] : [grant],
            assumptions: ["clientPrivilegesAreNotRoles"],
          }),
        ];
      });
  },
};
