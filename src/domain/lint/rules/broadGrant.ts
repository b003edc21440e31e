import { nameInWords } from "../../access/nameInWords.ts";
import type { Finding, Severity } from "../finding.ts";
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
    const { clients, schema } = catalog;
    return clients
      .filter(({ grantType }) => grantType === "client_credentials")
      .flatMap(({ name, roles }) =>
        roles.flatMap((role): readonly Finding[] => {
          const reach =
            role === `oracle.dbtools.role.autorest.any.${schema.name}`
              ? everyObject
              : productReach.get(role);
          if (!reach) return [];
          return [
            makeFinding(broadGrant, {
              subject: { kind: "client", name },
              detail: role,
              severity: reach.severity,
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

interface Reach {
  readonly severity: Severity;
  /** Goes on after "it can". */
  readonly can: string;
}

const everyObject: Reach = {
  severity: "warning",
  can: "read and change every AutoREST object of the schema",
};

const sql = "run any SQL in the schema, where REST-Enabled SQL is switched on";
const productReach: ReadonlyMap<string, Reach> = new Map([
  ["SQL Developer", { severity: "error", can: sql }],
  [
    "SQL Administrator",
    { severity: "error", can: "use the services that administer the database" },
  ],
  ["System Administrator", { severity: "error", can: "use the services that administer ORDS" }],
  ["Listener Administrator", { severity: "error", can: "use the services that administer ORDS" }],
  ["Schema Administrator", { severity: "error", can: "use the services that administer schemas" }],
  [
    "Oracle APEX Administrator",
    { severity: "error", can: "use what is for administrators of APEX" },
  ],
  [
    "oracle.dbtools.autorest.any.schema",
    { severity: "error", can: "read and change the AutoREST objects of every schema" },
  ],
  ["RESTful Services", { severity: "warning", can: "change the services themselves" }],
  ["OAuth2 Client Developer", { severity: "warning", can: "register further clients" }],
]);
