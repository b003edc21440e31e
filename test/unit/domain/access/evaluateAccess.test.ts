import fc from "fast-check";
import { expect, test } from "vitest";
import { indexAccess } from "../../../../src/domain/access/accessIndex.ts";
import type { AssumptionId } from "../../../../src/domain/access/assumptions.ts";
import type { Caller } from "../../../../src/domain/access/caller.ts";
import type { Verdict } from "../../../../src/domain/access/decision.ts";
import { evaluateAccess } from "../../../../src/domain/access/evaluateAccess.ts";
import { explainDecision } from "../../../../src/domain/access/explainDecision.ts";
import { clientName, roleName } from "../../../../src/domain/model/names.ts";
import { smallCatalog, type SmallSchema } from "./smallCatalog.ts";

interface Case {
  /** The rule that the case shows. */
  readonly rule: string;
  readonly schema: SmallSchema;
  /** "GET /hr/x" */
  readonly call: string;
  /** "anonymous", "client payroll" or "user A, B". */
  readonly caller: string;
  readonly verdict: Verdict;
  readonly presumed?: Verdict;
  /** The last sentence of the explanation. */
  readonly because: string;
  readonly believing?: readonly AssumptionId[];
}

const hr = { at: "/hr/", handlers: ["GET employees/", "POST employees/", "GET employees/:id"] };
const read = { roles: ["HR Reader"], patterns: ["/hr/*"] };
const payroll = { roles: ["HR Reader"] };
const secured: SmallSchema = {
  modules: { hr },
  privileges: { "hr.read": read },
  clients: {
    payroll,
    bare: {},
    listing: { privileges: ["hr.read"] },
    web: { grantType: "implicit" },
  },
};

const lacks = (client: string): string =>
  `Client ${client} lacks role HR Reader, which privilege hr.read asks for.`;
const has = "Client payroll has role HR Reader, which privilege hr.read asks for.";

const cases: readonly Case[] = [
  {
    rule: "Patterns are relative to the schema",
    schema: { ...secured, privileges: { "hr.read": { ...read, patterns: ["/acme/hr/*"] } } },
    call: "GET /hr/employees/",
    caller: "anonymous",
    verdict: "allowed",
    because: "No privilege protects /hr/employees/: everybody may call it.",
    believing: ["noPrivilegeMeansPublic"],
  },
  {
    rule: "A star covers everything below",
    schema: secured,
    call: "GET /hr/employees/7",
    caller: "anonymous",
    verdict: "denied",
    because: "The call carries no token.",
    believing: ["wildcardCoversAllBelow"],
  },
  {
    rule: "/x/* leaves /x open",
    schema: {
      modules: { hr: { at: "/", handlers: ["GET hr"] } },
      privileges: { "hr.read": read },
    },
    call: "GET /hr",
    caller: "anonymous",
    verdict: "unknown",
    presumed: "allowed",
    because: "No privilege protects /hr: everybody may call it.",
    believing: ["wildcardLeavesBarePath", "noPrivilegeMeansPublic"],
  },
  {
    rule: "An exact pattern protects its path",
    schema: { ...secured, privileges: { "hr.read": { ...read, patterns: ["/hr/employees/"] } } },
    call: "GET /hr/employees/",
    caller: "anonymous",
    verdict: "denied",
    because: "The call carries no token.",
  },
  {
    rule: "A privilege protects all methods",
    schema: secured,
    call: "POST /hr/employees/",
    caller: "anonymous",
    verdict: "denied",
    because: "The call carries no token.",
  },
  {
    rule: "The most specific pattern decides alone",
    schema: {
      ...secured,
      privileges: { "hr.read": read, pay: { roles: ["Pay"], patterns: ["/hr/employees/*"] } },
    },
    call: "GET /hr/employees/7",
    caller: "client payroll",
    verdict: "denied",
    because: "Client payroll lacks role Pay, which privilege pay asks for.",
    believing: ["wildcardCoversAllBelow", "mostSpecificPatternWins"],
  },
  {
    rule: "Equal patterns all decide",
    schema: { ...secured, privileges: { "hr.read": read, pay: { ...read, roles: ["Pay"] } } },
    call: "GET /hr/employees/7",
    caller: "client payroll",
    verdict: "unknown",
    presumed: "denied",
    because: "Client payroll lacks role Pay, which privilege pay asks for.",
    believing: ["equalPatternsAllDecide", "wildcardCoversAllBelow"],
  },
  {
    rule: "Equal patterns refuse whoever satisfies none of them",
    schema: { ...secured, privileges: { "hr.read": read, pay: { ...read, roles: ["Pay"] } } },
    call: "GET /hr/employees/7",
    caller: "client bare",
    verdict: "denied",
    because: "Client bare lacks role Pay, which privilege pay asks for.",
  },
  {
    rule: "A module is protected like its base path and a star",
    schema: { ...secured, privileges: { "hr.read": { roles: ["HR Reader"], modules: ["hr"] } } },
    call: "GET /hr/employees/7",
    caller: "client bare",
    verdict: "denied",
    because: lacks("bare"),
    believing: ["wildcardCoversAllBelow", "modulePrivilegeActsAsPattern"],
  },
  {
    rule: "What nothing protects is public",
    schema: { modules: { hr } },
    call: "GET /hr/employees/7",
    caller: "anonymous",
    verdict: "allowed",
    because: "No privilege protects /hr/employees/7: everybody may call it.",
    believing: ["noPrivilegeMeansPublic"],
  },
  {
    rule: "A privilege without roles takes every user",
    schema: { modules: { hr }, privileges: { any: { patterns: ["/hr/*"] } } },
    call: "GET /hr/employees/7",
    caller: "user",
    verdict: "allowed",
    because: "Privilege any asks for no role: everybody who signs in may call.",
    believing: ["wildcardCoversAllBelow", "rolelessPrivilegeTakesAnyUser"],
  },
  {
    rule: "A privilege without roles and a client that lists it",
    schema: {
      modules: { hr },
      privileges: { any: { patterns: ["/hr/*"] } },
      clients: { payroll: { privileges: ["any"] } },
    },
    call: "GET /hr/employees/7",
    caller: "client payroll",
    verdict: "unknown",
    presumed: "allowed",
    because:
      "Privilege any asks for no role and is in the privilege list of client payroll; what ORDS makes of that is not known for sure.",
    believing: ["rolelessPrivilegeNeedsListing", "wildcardCoversAllBelow"],
  },
  {
    rule: "A privilege without roles and a client that does not list it",
    schema: {
      modules: { hr },
      privileges: { any: { patterns: ["/hr/*"] } },
      clients: { payroll: {} },
    },
    call: "GET /hr/employees/7",
    caller: "client payroll",
    verdict: "unknown",
    presumed: "denied",
    because:
      "Privilege any asks for no role and is not in the privilege list of client payroll; what ORDS makes of that is not known for sure.",
  },
  {
    rule: "Any one of several roles suffices",
    schema: {
      ...secured,
      privileges: { "hr.read": { ...read, roles: ["HR Admin", "HR Reader"] } },
    },
    call: "GET /hr/employees/7",
    caller: "client payroll",
    verdict: "allowed",
    because: has,
  },
  {
    rule: "None of several roles does not",
    schema: { ...secured, privileges: { "hr.read": { ...read, roles: ["A", "B"] } } },
    call: "GET /hr/employees/7",
    caller: "client payroll",
    verdict: "denied",
    because:
      "Client payroll has none of the roles of which privilege hr.read asks for one: A or B.",
  },
  {
    rule: "A client needs a granted role",
    schema: secured,
    call: "GET /hr/employees/7",
    caller: "client payroll",
    verdict: "allowed",
    because: has,
  },
  {
    rule: "A client's privilege list is no role",
    schema: secured,
    call: "GET /hr/employees/7",
    caller: "client listing",
    verdict: "denied",
    because: lacks("listing"),
    believing: ["wildcardCoversAllBelow", "clientPrivilegesAreNotRoles"],
  },
  {
    rule: "Role names are compared byte for byte",
    schema: { ...secured, clients: { payroll: { roles: ["hr reader"] } } },
    call: "GET /hr/employees/7",
    caller: "client payroll",
    verdict: "denied",
    because: lacks("payroll"),
  },
  {
    rule: "A client of another grant acts for people",
    schema: secured,
    call: "GET /hr/employees/7",
    caller: "client web",
    verdict: "unknown",
    because: "Client web acts for people who sign in: their roles decide, not the client's.",
  },
  {
    rule: "A client that is gone",
    schema: secured,
    call: "GET /hr/employees/7",
    caller: "client gone",
    verdict: "denied",
    because: "The schema has no client named gone.",
  },
  {
    rule: "A database user needs a role",
    schema: secured,
    call: "GET /hr/employees/7",
    caller: "user Clerk",
    verdict: "denied",
    because: "The user lacks role HR Reader, which privilege hr.read asks for.",
  },
  {
    rule: "A database user with the role",
    schema: secured,
    call: "GET /hr/employees/7",
    caller: "user HR Reader",
    verdict: "allowed",
    because: "The user has role HR Reader, which privilege hr.read asks for.",
    believing: ["wildcardCoversAllBelow"],
  },
  {
    rule: "Every database user is an SQL Developer",
    schema: { ...secured, privileges: { "hr.read": { ...read, roles: ["SQL Developer"] } } },
    call: "GET /hr/employees/7",
    caller: "user",
    verdict: "allowed",
    because: "The user has role SQL Developer, which privilege hr.read asks for.",
    believing: ["wildcardCoversAllBelow", "databaseUserHasSqlDeveloper"],
  },
  {
    rule: "A schema that is not enabled answers nothing",
    schema: { ...secured, enabled: false },
    call: "GET /hr/employees/7",
    caller: "client payroll",
    verdict: "notFound",
    because: "The schema is not enabled for REST, so nothing in it answers.",
    believing: ["disabledSchemaAnswers404"],
  },
  {
    rule: "A module that is not published",
    schema: { ...secured, modules: { hr: { ...hr, published: false } } },
    call: "GET /hr/employees/7",
    caller: "client payroll",
    verdict: "notFound",
    because: "Module hr is not published.",
    believing: ["unpublishedModuleAnswers404"],
  },
  {
    rule: "A path without a template",
    schema: secured,
    call: "GET /hr/employes/7",
    caller: "client payroll",
    verdict: "notFound",
    because: "No template matches /hr/employes/7.",
    believing: ["routingBeforeProtection"],
  },
  {
    rule: "A method without a handler",
    schema: secured,
    call: "DELETE /hr/employees/",
    caller: "client payroll",
    verdict: "notFound",
    because: "The path has GET and POST, but not DELETE.",
    believing: ["routingBeforeProtection", "missingMethodAnswers405"],
  },
  {
    rule: "REST-Enabled SQL asks for a login",
    schema: secured,
    call: "POST /_/sql",
    caller: "anonymous",
    verdict: "denied",
    because: "The call carries no token.",
    believing: ["restSqlNeedsSqlDeveloper"],
  },
  {
    rule: "REST-Enabled SQL takes every database user",
    schema: secured,
    call: "POST /_/sql",
    caller: "user",
    verdict: "allowed",
    because: "The user has role SQL Developer, which privilege of REST-Enabled SQL asks for.",
  },
  {
    rule: "SODA without its mapping",
    schema: secured,
    call: "GET /soda/latest/orders",
    caller: "anonymous",
    verdict: "unknown",
    presumed: "allowed",
    because:
      "/soda/latest/orders belongs to ORDS itself; the catalog does not say who may call it.",
  },
  {
    rule: "Other services of ORDS itself are outside",
    schema: secured,
    call: "GET /_/db-api/stable/",
    caller: "anonymous",
    verdict: "unknown",
    because: "/_/db-api/stable/ belongs to ORDS itself; the catalog does not say who may call it.",
  },
  {
    rule: "Unreadable privileges",
    schema: { ...secured, unreadable: ["USER_ORDS_PRIVILEGES"] },
    call: "GET /hr/employees/7",
    caller: "anonymous",
    verdict: "unknown",
    because: "The privileges of the schema could not be read.",
  },
  {
    rule: "Unreadable grants",
    schema: { ...secured, unreadable: ["USER_ORDS_CLIENT_ROLES"] },
    call: "GET /hr/employees/7",
    caller: "client bare",
    verdict: "unknown",
    because: "The roles of client bare could not be read.",
  },
];

test.each(cases)("$rule: $caller", (one) => {
  const [method = "", path = ""] = one.call.split(" ");
  const index = indexAccess(smallCatalog(one.schema));
  const decision = evaluateAccess(index, toCaller(one.caller), { method, path });
  expect(decision.verdict).toBe(one.verdict);
  expect(decision.presumed).toBe(one.presumed ?? one.verdict);
  const { sentences, beliefs } = explainDecision(decision);
  expect(sentences.at(-1)).toBe(one.because);
  expect(beliefs).toHaveLength(decision.assumptions.length);
  if (one.believing) expect(decision.assumptions).toEqual(one.believing);
});

test("the reasons name the deciding rows in order", () => {
  const index = indexAccess(smallCatalog(secured));
  const call = { method: "GET", path: "/hr/employees/7" };
  const decision = evaluateAccess(index, toCaller("client payroll"), call);
  expect(explainDecision(decision)).toMatchObject({
    summary: "Allowed.",
    sentences: [
      "GET /hr/employees/:id of module hr answers.",
      "Privilege hr.read protects the path by its pattern /hr/*.",
      has,
    ],
  });
});

test("granting a role never takes access away", () => {
  const roles = fc.uniqueArray(fc.constantFrom("A", "B", "C"), { maxLength: 3 });
  const pattern = fc.constantFrom("/hr/*", "/hr/employees/*", "/hr/employees/7", "/*", "/x");
  const privilege = fc.record({ roles, patterns: fc.array(pattern, { maxLength: 2 }) });
  const privileges = fc.dictionary(fc.constantFrom("p", "q", "r"), privilege);
  const arbitrary = fc.tuple(privileges, roles, fc.constantFrom("A", "B", "C"));
  fc.assert(
    fc.property(arbitrary, ([defined, held, more]) => {
      const verdictWith = (granted: readonly string[]): Verdict => {
        const clients = { payroll: { roles: granted } };
        const index = indexAccess(smallCatalog({ modules: { hr }, privileges: defined, clients }));
        const call = { method: "GET", path: "/hr/employees/7" };
        return evaluateAccess(index, toCaller("client payroll"), call).presumed;
      };
      if (verdictWith(held) === "allowed") expect(verdictWith([...held, more])).toBe("allowed");
    }),
  );
});

test("deciding never throws, whatever the path", () => {
  const index = indexAccess(smallCatalog(secured));
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string(), (path, method) => {
      evaluateAccess(index, { kind: "anonymous" }, { method, path });
    }),
  );
});

function toCaller(text: string): Caller {
  if (text === "anonymous") return { kind: "anonymous" };
  const [kind, ...words] = text.split(" ");
  const rest = words.join(" ");
  if (kind === "client") return { kind: "client", name: clientName(rest) };
  return { kind: "user", roles: rest === "" ? [] : rest.split(", ").map(roleName) };
}
