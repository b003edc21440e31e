import { nameInWords } from "../../access/nameInWords.ts";
import { indexCatalog } from "../../model/catalogIndex.ts";
import { catalogLacks } from "../../model/catalogLacks.ts";
import type { Finding } from "../finding.ts";
import { completeFix, makeFinding, partialFix } from "../makeFinding.ts";
import type { Rule } from "../rule.ts";

/** Field problem 1, the client that has some role but not this one. */
export const listedWithoutRole: Rule = {
  id: "listedWithoutRole",
  severity: "warning",
  title: "Listed privilege without its role",
  why: "The privilege list of a client replaces no role: a client that gets its tokens by itself is refused until one of the privilege's roles is granted to it.",
  check: ({ index: { catalog } }) => {
    if (["CLIENT_ROLES", "PRIVILEGE_ROLES"].some((view) => catalogLacks(catalog, view))) return [];
    const lookup = indexCatalog(catalog);
    return (
      catalog.clients
        // A client without any role is told as such.
        .filter(({ grantType, roles }) => grantType === "client_credentials" && roles.length > 0)
        .flatMap((client) =>
          client.privileges.flatMap((name): readonly Finding[] => {
            const privilege = lookup.privilegeByName(name);
            if (!privilege || privilege.roles.length === 0) return [];
            if (privilege.roles.some((role) => client.roles.includes(role))) return [];
            const [role] = privilege.roles;
            const given = { client: client.name };
            return [
              makeFinding(listedWithoutRole, {
                subject: { kind: "client", name: client.name },
                detail: name,
                message: `Client ${nameInWords(client.name)} lists privilege ${nameInWords(name)} and has none of its roles.`,
                fixes: [
                  role === undefined || privilege.roles.length > 1
                    ? partialFix("Grant a role", "grantRole", given)
                    : completeFix(`Grant ${nameInWords(role)}`, "grantRole", {
                        ...given,
                        roles: [role],
                      }),
                ],
                assumptions: ["clientPrivilegesAreNotRoles"],
              }),
            ];
          }),
        )
    );
  },
};
