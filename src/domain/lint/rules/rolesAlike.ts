import { nameInWords } from "../../access/nameInWords.ts";
import type { Catalog } from "../../model/catalog.ts";
import { isBuiltInRole } from "../../model/builtIns.ts";
import { indexCatalog } from "../../model/catalogIndex.ts";
import type { RoleName } from "../../model/names.ts";
import type { Finding, FindingFix } from "../finding.ts";
import { fewInWords } from "../inWords.ts";
import { lacks } from "../lacks.ts";
import type { Rule } from "../rule.ts";
import { similarRolesOf } from "../similarRoles.ts";
import { makeFinding } from "../makeFinding.ts";

/** Field problem 2: `HR_Administrator` and `HR Administrator` in one tutorial (kairkowy/APEX-ORDS). */
export const rolesAlike: Rule = {
  id: "rolesAlike",
  severity: "warning",
  title: "Roles that look alike",
  why: "ORDS compares role names letter by letter. Two that differ only in case, blanks, hyphens or underscores are two roles, and whoever has the one lacks the other.",
  check: ({ index: { catalog } }) => {
    const groups = new Set(similarRolesOf(catalog).values());
    return [...groups].flatMap((group): readonly Finding[] => {
      const [first] = group;
      return first === undefined ? [] : [toAlike(catalog, group, first)];
    });
  },
};

function toAlike(catalog: Catalog, group: readonly RoleName[], first: RoleName): Finding {
  const lookup = indexCatalog(catalog);
  const facts = group.map((role) => {
    const asking = lookup.privilegesOfRole(role).map(({ name }) => nameInWords(name));
    const holding = lookup.clientsOfRole(role).map(({ name }) => nameInWords(name));
    const parts = [
      ...(asking.length > 0
        ? [
            `privilege${asking.length === 1 ? "" : "s"} ${fewInWords(asking.toSorted())} ${asking.length === 1 ? "asks" : "ask"} for it`,
          ]
        : []),
      ...(holding.length > 0
        ? [
            `client${holding.length === 1 ? "" : "s"} ${fewInWords(holding.toSorted())} ${holding.length === 1 ? "has" : "have"} it`,
          ]
        : []),
    ];
    return `${JSON.stringify(role)} (${parts.length === 0 ? "not used" : parts.join(", ")})`;
  });
  return makeFinding(rolesAlike, {
    subject: { kind: "role", name: first },
    message: `Roles ${fewInWords(facts)} are different roles.`,
    fixes: [...grants(catalog, group), ...deletions(catalog, group)],
    assumptions: ["rolesAreExactText"],
  });
}

/** Gives those who have the one that no privilege asks for the one that is asked for. */
function grants(catalog: Catalog, group: readonly RoleName[]): readonly FindingFix[] {
  const lookup = indexCatalog(catalog);
  const asked = group.filter((role) => lookup.privilegesOfRole(role).length > 0);
  const clients = new Set(group.flatMap((role) => lookup.clientsOfRole(role)));
  return [...clients]
    .filter(({ grantType }) => grantType === "client_credentials")
    .flatMap((client) => {
      const missing = asked.filter((role) => !client.roles.includes(role));
      const [role] = missing;
      if (role === undefined || missing.length < asked.length) return [];
      return [
        {
          label: `Grant role ${JSON.stringify(role)} to client ${nameInWords(client.name)}`,
          scaffold: "grantRole" as const,
          arguments: { client: client.name, roles: [role] },
          complete: false,
        },
      ];
    })
    .slice(0, 3);
}

function deletions(catalog: Catalog, group: readonly RoleName[]): readonly FindingFix[] {
  // Who asks for a role, or has it, may not be known.
  if (lacks(catalog, "PRIVILEGE_ROLES", "CLIENT_ROLES")) return [];
  const lookup = indexCatalog(catalog);
  const unused = group.filter(
    (role) =>
      lookup.roleByName(role)?.builtIn === false &&
      !isBuiltInRole(role) &&
      lookup.privilegesOfRole(role).length === 0 &&
      lookup.clientsOfRole(role).length === 0,
  );
  return unused.map((role) => ({
    label: `Delete role ${JSON.stringify(role)}`,
    scaffold: "deleteRole",
    arguments: { role },
    complete: group.length === 2,
  }));
}
