import { listInWords, nameInWords } from "../../access/nameInWords.ts";
import type { OAuthClient, Privilege } from "../../model/catalog.ts";
import { indexCatalog } from "../../model/catalogIndex.ts";
import { catalogLacks } from "../../model/catalogLacks.ts";
import type { EntityRef } from "../../model/entityRef.ts";
import { findingKey, type Finding, type FindingFix } from "../finding.ts";
import type { Rule } from "../rule.ts";

/** Field problem 1: the first cause of a 401 with a fresh token. */
export const clientWithoutRole: Rule = {
  id: "clientWithoutRole",
  severity: "warning",
  title: "Client without a role",
  why: "A client that gets its tokens by itself passes a privilege only by a role that was granted to it. Without any it reaches what is public, and nothing else.",
  check: ({ index: { catalog } }) => {
    if (["CLIENT_ROLES", "PRIVILEGE_ROLES"].some((view) => catalogLacks(catalog, view))) return [];
    const lookup = indexCatalog(catalog);
    return catalog.clients
      .filter(({ grantType, roles }) => grantType === "client_credentials" && roles.length === 0)
      .flatMap((client): readonly Finding[] => {
        const listed = client.privileges.flatMap((name) => lookup.privilegeByName(name) ?? []);
        // A privilege without roles may let the client pass (assumption `rolelessPrivilegeNeedsListing`).
        return listed.some(({ roles }) => roles.length === 0) ? [] : [toFinding(client, listed)];
      });
  },
};

function toFinding(client: OAuthClient, listed: readonly Privilege[]): Finding {
  const subject: EntityRef = { kind: "client", name: client.name };
  const names = listInWords(
    listed.map(({ name }) => nameInWords(name)),
    "and",
  );
  const listing =
    listed.length === 0 ? "" : ` Its list names ${names}, but that does not replace a role.`;
  return {
    rule: "clientWithoutRole",
    severity: "warning",
    subject,
    message: `Client ${nameInWords(client.name)} has no role.${listing}`,
    key: findingKey("clientWithoutRole", subject),
    fixes: [grant(client, listed)],
    assumptions: listed.length === 0 ? [] : ["clientPrivilegesAreNotRoles"],
  };
}

/** One role for each listed privilege is enough. */
function grant(client: OAuthClient, listed: readonly Privilege[]): FindingFix {
  const roles = [...new Set(listed.flatMap((privilege) => privilege.roles.slice(0, 1)))];
  return {
    label:
      roles.length === 0 ? "Grant a role" : `Grant ${listInWords(roles.map(nameInWords), "and")}`,
    scaffold: "grantRole",
    arguments: roles.length === 0 ? { client: client.name } : { client: client.name, roles },
    complete: true,
  };
}
