import type { AccessIndex } from "../../access/accessIndex.ts";
import { nameInWords } from "../../access/nameInWords.ts";
import { isBuiltInPrivilege } from "../../model/builtIns.ts";
import type { OAuthClient, Privilege } from "../../model/catalog.ts";
import type { RoleName } from "../../model/names.ts";
import type { Finding } from "../finding.ts";
import { fewInWords } from "../inWords.ts";
import { patternUseOf } from "../patternUse.ts";
import type { Rule } from "../rule.ts";
import { makeFinding } from "../makeFinding.ts";

/**
 * A machine for which the whole schema is open ("over-broad `/*` for a machine client" among the lint rules of the
 * peers), or nine privileges of ten, where there are so many that this means something.
 */
export const broadReach: Rule = {
  id: "broadReach",
  severity: "warning",
  title: "Client that reaches nearly everything",
  why: "A client should reach what it needs. One that reaches everything also does so for whoever finds its secret.",
  check: ({ index }) => {
    const decisive = decisivePrivileges(index);
    const isEverything = (one: Privilege): boolean => one.patterns.some((text) => text === "/*");
    const byRole = new Map<RoleName, Privilege[]>();
    for (const privilege of decisive) {
      for (const role of privilege.roles) {
        const group = byRole.get(role);
        if (group) group.push(privilege);
        else byRole.set(role, [privilege]);
      }
    }
    return index.catalog.clients
      .filter(({ grantType }) => grantType === "client_credentials")
      .flatMap((client): readonly Finding[] => {
        const passed = new Set(client.roles.flatMap((role) => byRole.get(role) ?? []));
        const whole = [...passed].filter(isEverything);
        const isNearlyAll =
          decisive.length >= 5 && client.roles.length > 0 && passed.size >= decisive.length * 0.9;
        if (whole.length > 0) {
          const names = fewInWords(whole.map(({ name }) => nameInWords(name)).toSorted());
          const isOne = whole.length === 1;
          const message = `Client ${nameInWords(client.name)} passes privilege${isOne ? "" : "s"} ${names} and with ${isOne ? "it" : "them"} /*, all that no other privilege covers.`;
          return [toBroad(client, message, rolesOf(client, new Set(whole)))];
        }
        if (!isNearlyAll) return [];
        const message = `Client ${nameInWords(client.name)} passes ${passed.size} of the ${decisive.length} privileges that protect something in the schema.`;
        return [toBroad(client, message, rolesOf(client, passed))];
      });
  },
};

function toBroad(client: OAuthClient, message: string, roles: readonly RoleName[]): Finding {
  return makeFinding(broadReach, {
    subject: { kind: "client", name: client.name },
    message,
    fixes: [
      {
        label: `Revoke role${roles.length === 1 ? "" : "s"} ${fewInWords(roles.map(nameInWords))}`,
        scaffold: "revokeRole",
        arguments: { client: client.name, roles },
        complete: true,
      },
    ],
    assumptions: ["anyRoleSuffices"],
  });
}

function rolesOf(client: OAuthClient, privileges: ReadonlySet<Privilege>): readonly RoleName[] {
  const asked = new Set([...privileges].flatMap(({ roles }) => roles));
  return client.roles.filter((role) => asked.has(role));
}

/** A schema's own, as far as they decide about anything. */
function decisivePrivileges(index: AccessIndex): readonly Privilege[] {
  const found = new Set<Privilege>();
  for (const { protector, decides } of patternUseOf(index).values()) {
    if (decides > 0 && !isBuiltInPrivilege(protector.privilege.name))
      found.add(protector.privilege);
  }
  return [...found];
}
