import { nameInWords } from "../../access/nameInWords.ts";
import { indexCatalog } from "../../model/catalogIndex.ts";
import type { RoleName } from "../../model/names.ts";
import type { Finding } from "../finding.ts";
import { completeFix, makeFinding } from "../makeFinding.ts";
import type { Rule } from "../rule.ts";

/** A machine that may do nearly everything (lint list of the peers: over-broad `/*` for a machine client). */
export const broadGrant: Rule = {
  id: "broadGrant",
  severity: "warning",
  title: "Too broad a grant",
  why: "Whoever gets hold of the secret of this client can run SQL, reach every AutoREST object, or every service of the schema. Grant roles that lead to what the client needs, and no further.",
  check: ({ index: { catalog } }) => {
    const lookup = indexCatalog(catalog);
    const reachesAll = (role: RoleName): string | undefined => {
      const known = broadRoles.find(({ test }) => test.test(role));
      if (known) return known.what;
      const all = lookup
        .privilegesOfRole(role)
        .find(({ patterns }) => patterns.some((one) => one === "/*"));
      return all && `everything below /*, by privilege ${nameInWords(all.name)}`;
    };
    return catalog.clients
      .filter(({ grantType }) => grantType === "client_credentials")
      .flatMap(({ name, roles }) =>
        roles.flatMap((role): readonly Finding[] => {
          const what = reachesAll(role);
          if (what === undefined) return [];
          return [
            makeFinding(broadGrant, {
              subject: { kind: "client", name },
              detail: role,
              message: `Client ${nameInWords(name)} has role ${nameInWords(role)} and with it reaches ${what}.`,
              fixes: [
                completeFix(`Revoke ${nameInWords(role)}`, "revokeRole", {
                  client: name,
                  roles: [role],
                }),
              ],
            }),
          ];
        }),
      );
  },
};

const broadRoles = [
  { test: /^SQL Developer$/, what: "REST-Enabled SQL, which runs any statement as the schema" },
  { test: /^SQL Administrator$/, what: "the administrative services of the database API" },
  {
    test: /^oracle\.dbtools\.autorest\.any\.schema$/,
    what: "the AutoREST objects of every schema",
  },
  { test: /^oracle\.dbtools\.role\.autorest\.any\./, what: "every AutoREST object of the schema" },
] as const;
