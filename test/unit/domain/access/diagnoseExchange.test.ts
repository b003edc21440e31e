import fc from "fast-check";
import { expect, test } from "vitest";
import { indexAccess } from "../../../../src/domain/access/accessIndex.ts";
import { diagnoseExchange } from "../../../../src/domain/access/diagnoseExchange.ts";
import type { DiagnosedCaller, Fix } from "../../../../src/domain/access/diagnosis.ts";
import { explainAccess } from "../../../../src/domain/access/explainAccess.ts";
import { sampleRoute } from "../../../../src/domain/access/sampleRoute.ts";
import { clientName, roleName } from "../../../../src/domain/model/names.ts";
import { catalog } from "../../../support/catalogBuilder.ts";
import { anySecuredCatalog } from "../../../support/securedCatalogArbitraries.ts";
import { smallCatalog, type SmallSchema } from "./smallCatalog.ts";

interface Case {
  readonly when: string;
  readonly schema: SmallSchema;
  /** "GET /hr/x" */
  readonly call: string;
  readonly caller: string;
  readonly answer: Answer;
  readonly sentence: string | undefined;
  /** Each stands in some detail. */
  readonly details?: readonly string[];
  readonly fix?: Omit<Fix, "label">;
}

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const hr = { at: "/hr/", handlers: ["GET employees/", "GET employees/:id"] };
const read = { roles: ["HR Reader"], patterns: ["/hr/*"] };
const secured: SmallSchema = {
  modules: { hr },
  privileges: { "hr.read": read },
  clients: { payroll: {}, right: { roles: ["HR Reader"] } },
};
const refused: Answer = {
  status: 401,
  headers: { "www-authenticate": 'Bearer realm="ORDS", error="invalid_token"' },
};
const one = "GET /hr/employees/7";
const lacks = "Client payroll lacks role HR Reader, which privilege hr.read asks for.";
const grant: Case["fix"] = {
  scaffold: "grantRole",
  arguments: { client: "payroll", roles: ["HR Reader"] },
};

const cases: readonly Case[] = [
  {
    when: "no token is sent",
    schema: secured,
    call: one,
    caller: "anonymous",
    answer: { status: 401 },
    sentence: "The call carries no token, and privilege hr.read protects the path.",
    details: ["by its pattern /hr/*", "It can be called as client right."],
  },
  {
    when: "no token is sent and the only client lacks the role",
    schema: { ...secured, clients: { payroll: {} } },
    call: one,
    caller: "anonymous",
    answer: { status: 401 },
    sentence: "The call carries no token, and privilege hr.read protects the path.",
    details: ["No client of the schema has a role that it asks for."],
    fix: grant,
  },
  {
    when: "no token is sent and there is no client",
    schema: { ...secured, clients: {} },
    call: one,
    caller: "anonymous",
    answer: { status: 401 },
    sentence: "The call carries no token, and privilege hr.read protects the path.",
    fix: {
      scaffold: "registerClient",
      arguments: { roles: ["HR Reader"], privileges: ["hr.read"] },
    },
  },
  {
    when: "the client lacks the role",
    schema: secured,
    call: one,
    caller: "client payroll",
    answer: refused,
    sentence: lacks,
    details: ["Privilege hr.read protects the path by its pattern /hr/*."],
    fix: grant,
  },
  {
    when: "the client lacks the role of a module's privilege",
    schema: { ...secured, privileges: { "hr.read": { roles: ["HR Reader"], modules: ["hr"] } } },
    call: one,
    caller: "client payroll",
    answer: refused,
    sentence: lacks,
    details: ["Privilege hr.read protects module hr."],
    fix: grant,
  },
  {
    when: "the client only lists the privilege",
    schema: { ...secured, clients: { payroll: { privileges: ["hr.read"] } } },
    call: one,
    caller: "client payroll",
    answer: refused,
    sentence: lacks,
    details: ["lists the privilege, but that does not replace the role"],
    fix: grant,
  },
  {
    when: "the client has a role of almost that name",
    schema: {
      ...secured,
      roles: ["HR Reader", "hr_reader "],
      clients: { payroll: { roles: ["hr_reader "] } },
    },
    call: one,
    caller: "client payroll",
    answer: refused,
    sentence: lacks,
    details: ['"hr_reader "', '"HR Reader"', "two different roles"],
    fix: grant,
  },
  {
    when: "the role does not exist",
    schema: { ...secured, roles: [] },
    call: one,
    caller: "client payroll",
    answer: refused,
    sentence: lacks,
    details: ["Role HR Reader does not exist in the schema yet."],
    fix: { scaffold: "createRole", arguments: { name: "HR Reader" } },
  },
  {
    when: "the role is one of the product's",
    schema: {
      ...secured,
      roles: [],
      privileges: { "hr.read": { ...read, roles: ["SQL Developer"] } },
    },
    call: one,
    caller: "client payroll",
    answer: refused,
    sentence: "Client payroll lacks role SQL Developer, which privilege hr.read asks for.",
    fix: { scaffold: "grantRole", arguments: { client: "payroll", roles: ["SQL Developer"] } },
  },
  {
    when: "an existing role is offered before one that nobody created",
    schema: {
      ...secured,
      roles: ["HR Reader"],
      privileges: { "hr.read": { ...read, roles: ["Ghost", "HR Reader"] } },
    },
    call: one,
    caller: "client payroll",
    answer: refused,
    sentence:
      "Client payroll has none of the roles of which privilege hr.read asks for one: Ghost or HR Reader.",
    fix: grant,
  },
  {
    when: "the privilege has no role",
    schema: { ...secured, privileges: { any: { patterns: ["/hr/*"] } } },
    call: one,
    caller: "client payroll",
    answer: refused,
    sentence:
      "Privilege any asks for no role and is not in the privilege list of client payroll; what ORDS makes of that is not known for sure.",
    details: ["Give the privilege a role"],
  },
  {
    when: "the client acts for people",
    schema: { ...secured, clients: { payroll: { grantType: "authorization_code" } } },
    call: one,
    caller: "client payroll",
    answer: refused,
    sentence: "Client payroll acts for people who sign in: their roles decide, not the client's.",
  },
  {
    when: "the client is gone",
    schema: secured,
    call: one,
    caller: "client gone",
    answer: refused,
    sentence: "The schema has no client named gone.",
  },
  {
    when: "the client has the role and the token is refused",
    schema: secured,
    call: one,
    caller: "client right",
    answer: refused,
    sentence: "The token itself was refused, although the catalog would let its client in.",
    details: ["Client right has role HR Reader", "invalid_token", "COMMIT"],
  },
  {
    when: "nothing is said about the token",
    schema: secured,
    call: one,
    caller: "client right",
    answer: { status: 401 },
    sentence: "The token itself was refused, although the catalog would let its client in.",
    details: ["a proxy may have kept it from ORDS"],
  },
  {
    when: "a pasted token is refused",
    schema: secured,
    call: one,
    caller: "pastedToken",
    answer: refused,
    sentence: "The pasted token is expired or unknown here, or its client lacks the role.",
    details: ["It can be called as client right.", "invalid_token"],
  },
  {
    when: "a database user lacks the role",
    schema: secured,
    call: one,
    caller: "user",
    answer: { status: 401 },
    sentence: "The user lacks role HR Reader, which privilege hr.read asks for.",
  },
  {
    when: "nothing protects the path and no token was sent",
    schema: { ...secured, privileges: { "hr.read": { ...read, patterns: ["/acme/hr/*"] } } },
    call: one,
    caller: "anonymous",
    answer: { status: 401 },
    sentence: "No privilege of the schema covers /hr/employees/7, yet ORDS asks for a login.",
    details: ["refresh the connection", "contains the schema's alias"],
  },
  {
    when: "nothing protects the path and a token was sent",
    schema: { modules: { hr } },
    call: one,
    caller: "pastedToken",
    answer: refused,
    sentence:
      "No privilege of the schema covers /hr/employees/7, so it is the token itself that was refused.",
    details: ["Fetch a new token and try again."],
  },
  {
    when: "nothing protects the path and a user signs in by name and password",
    schema: { modules: { hr } },
    call: one,
    caller: "user",
    answer: { status: 401 },
    sentence:
      "No privilege of the schema covers /hr/employees/7, so it is the user name or the password that was refused.",
    details: ["jdbc.auth.enabled"],
  },
  {
    when: "nothing protects the path and the token is one of an issuer whom nobody knows",
    schema: { modules: { hr } },
    call: one,
    caller: "jwt",
    answer: refused,
    sentence: "The schema has no JWT profile, so it knows no issuer of tokens but itself.",
    details: ["refresh the connection"],
  },
  {
    when: "the privileges could not be read",
    schema: { ...secured, unreadable: ["USER_ORDS_PRIVILEGES"] },
    call: one,
    caller: "anonymous",
    answer: { status: 401 },
    sentence:
      "ORDS asks for a login; the schema's privileges could not be read, so why is not known.",
  },
  {
    when: "REST-Enabled SQL is called by a client",
    schema: secured,
    call: "POST /_/sql",
    caller: "client payroll",
    answer: refused,
    sentence: "This service of ORDS asks for role SQL Developer.",
    fix: { scaffold: "grantRole", arguments: { client: "payroll", roles: ["SQL Developer"] } },
  },
  {
    when: "the token endpoint refuses",
    schema: secured,
    call: "POST /oauth/token",
    caller: "anonymous",
    answer: { status: 401 },
    sentence: "The token endpoint did not accept the client id and secret.",
    details: ["two dots"],
  },
  {
    when: "403",
    schema: { ...secured, modules: { hr: { ...hr, origins: ["https://app.example.com"] } } },
    call: one,
    caller: "client right",
    answer: { status: 403 },
    sentence: "It was not a missing role that stopped this call.",
    details: ["pre-hook", "https://app.example.com"],
  },
  {
    when: "the schema is not enabled",
    schema: { ...secured, enabled: false },
    call: one,
    caller: "anonymous",
    answer: { status: 404 },
    sentence: "Schema HR is not enabled for REST, so nothing in it answers.",
    fix: { scaffold: "enableSchema", arguments: {} },
  },
  {
    when: "the module is not published",
    schema: { ...secured, modules: { "hr.rest": { ...hr, published: false } } },
    call: one,
    caller: "anonymous",
    answer: { status: 404 },
    sentence: "Module hr.rest is not published.",
    fix: { scaffold: "publishModule", arguments: { module: "hr.rest" } },
  },
  {
    when: "the AutoREST object is switched off",
    schema: { objects: [{ enabled: false }] },
    call: "GET /emp/",
    caller: "anonymous",
    answer: { status: 404 },
    sentence: "AutoREST object EMP is not enabled.",
  },
  {
    when: "a final slash is missing",
    schema: secured,
    call: "GET /hr/employees",
    caller: "anonymous",
    answer: { status: 404 },
    sentence: "No template matches /hr/employees.",
    details: ["The nearest is /hr/employees/ (GET)."],
  },
  {
    when: "the alias is there twice",
    schema: secured,
    call: "GET /acme/hr/employees/",
    caller: "anonymous",
    answer: { status: 404 },
    sentence: "No template matches /acme/hr/employees/.",
    details: ["The nearest is /hr/employees/ (GET)."],
  },
  {
    when: "a letter is wrong",
    schema: secured,
    call: "GET /HR/employes/7",
    caller: "anonymous",
    answer: { status: 404 },
    sentence: "No template matches /HR/employes/7.",
    details: ["The nearest is /hr/employees/:id (GET)."],
  },
  {
    when: "nothing is near",
    schema: secured,
    call: "GET /completely/different/things/here",
    caller: "anonymous",
    answer: { status: 404 },
    sentence: "No template matches /completely/different/things/here.",
    details: ["The catalog may be older than the server: refresh the connection."],
  },
  {
    when: "there is no row",
    schema: { modules: { hr: { ...hr, sourceType: "json/item" } } },
    call: one,
    caller: "anonymous",
    answer: { status: 404 },
    sentence: "The service was reached, but there is no row for id = 7.",
  },
  {
    when: "PL/SQL answered 404",
    schema: { modules: { hr: { ...hr, sourceType: "plsql/block" } } },
    call: one,
    caller: "anonymous",
    answer: { status: 404 },
    sentence: "The service was reached; its own PL/SQL may have set the status 404.",
  },
  {
    when: "the catalog knows what the server does not",
    schema: secured,
    call: one,
    caller: "anonymous",
    answer: { status: 404 },
    sentence: "By the catalog this path answers, but the server does not know it.",
    details: ["not be committed"],
  },
  {
    when: "a braced template gets a query",
    schema: { modules: { hr: { at: "/hr/", handlers: ["GET employees/{id}"] } } },
    call: "GET /hr/employees/7?x=1",
    caller: "anonymous",
    answer: { status: 404 },
    sentence: "A template with braces does not answer when the address has a query.",
    details: ["/hr/employees/:id"],
  },
  {
    when: "REST-Enabled SQL is off",
    schema: secured,
    call: "POST /_/sql",
    caller: "anonymous",
    answer: { status: 404 },
    sentence: "This service of ORDS is not switched on for this database.",
  },
  {
    when: "the method is missing",
    schema: secured,
    call: "DELETE /hr/employees/7",
    caller: "client right",
    answer: { status: 405 },
    sentence: "The path has GET, but not DELETE.",
  },
  {
    when: "the parameter q is not JSON",
    schema: secured,
    call: "GET /hr/employees/?q=smith",
    caller: "client right",
    answer: { status: 400 },
    sentence: "The query parameter q is reserved: ORDS takes it for a filter in JSON.",
  },
  {
    when: "the request is bad otherwise",
    schema: secured,
    call: 'GET /hr/employees/?q={"a":1}',
    caller: "client right",
    answer: problem(400, { code: "BadRequest", message: "No such\ncolumn" }),
    sentence: "ORDS could not read the request: a parameter or the body is not what it expects.",
    details: ["ORDS says: No such column"],
  },
  {
    when: "the handler fails",
    schema: secured,
    call: one,
    caller: "client right",
    answer: problem(555, { code: "UserDefinedResourceError", message: "ORDS-25001: …" }),
    sentence: "The handler was reached, and its SQL or PL/SQL failed.",
    details: ["GET /hr/employees/:id of module hr answers.", "ORDS-25001"],
  },
  {
    when: "an HTML page answers",
    schema: secured,
    call: one,
    caller: "anonymous",
    answer: { status: 401, headers: { "content-type": "text/html" }, body: "<html>" },
    sentence: "The call carries no token, and privilege hr.read protects the path.",
    details: ["The answer is an HTML page"],
  },
  {
    when: "something else answers",
    schema: secured,
    call: one,
    caller: "anonymous",
    answer: { status: 401, headers: { "content-type": "text/plain" }, body: "go away" },
    sentence: "The call carries no token, and privilege hr.read protects the path.",
    details: ["a proxy may have written it"],
  },
  {
    when: "a public path answers, and nobody meant to protect it",
    schema: { modules: { hr } },
    call: one,
    caller: "anonymous",
    answer: { status: 200 },
    sentence: undefined,
  },
  {
    when: "a protected path answers",
    schema: secured,
    call: one,
    caller: "client right",
    answer: { status: 200 },
    sentence: undefined,
  },
  ...[
    ["/acme/hr/*", "/hr/*", "contains the schema's alias"],
    ["hr/*", "/hr/*", "does not begin with a slash"],
    [" /hr/*", "/hr/*", "has blanks at its ends"],
    ["/HR/*", "/hr/*", "upper and lower case"],
    ["/hr/employees/7/*", "/hr/employees/7", "not the path without its final slash"],
  ].map(([pattern = "", meant = "", why = ""]): Case => {
    return {
      when: `a public path answers, and pattern ${JSON.stringify(pattern)} was meant for it`,
      schema: { ...secured, privileges: { "hr.read": { ...read, patterns: [pattern] } } },
      call: one,
      caller: "anonymous",
      answer: { status: 200 },
      sentence: "This path is public, although privilege hr.read was probably meant to protect it.",
      details: [why],
      fix: { scaffold: "mapPrivilege", arguments: { privilege: "hr.read", patterns: [meant] } },
    };
  }),
  {
    when: "the server is broken in a way that the catalog cannot explain",
    schema: secured,
    call: one,
    caller: "anonymous",
    answer: { status: 500 },
    sentence: undefined,
  },
  {
    when: "SODA is off",
    schema: secured,
    call: "GET /soda/latest/orders",
    caller: "client right",
    answer: { status: 404 },
    sentence: "SODA for REST is not switched on for this database, or has no such collection.",
  },
  {
    when: "nothing answers by the catalog, and the server asks for a login all the same",
    schema: secured,
    call: "GET /hr/salaries/",
    caller: "anonymous",
    answer: problem(401, { code: "Unauthorized" }),
    sentence: "The call carries no token, and privilege hr.read protects the path.",
    details: [
      "It can be called as client right.",
      "By the catalog nothing answers this call. But the server refused it (401).",
    ],
  },
  {
    when: "there is no row although the caller should have been refused",
    schema: secured,
    call: one,
    caller: "client payroll",
    answer: problem(404, { code: "NotFound" }),
    sentence: "By the catalog this path answers, but the server does not know it.",
    details: ["By the catalog this call is refused. But the server found nothing there (404)."],
  },
  {
    when: "the answer speaks against what the explanation rests on",
    schema: { modules: { hr }, privileges: { "hr.read": { ...read, patterns: ["/HR/*"] } } },
    call: one,
    caller: "anonymous",
    answer: problem(401, { code: "Unauthorized" }),
    sentence: "No privilege of the schema covers /hr/employees/7, yet ORDS asks for a login.",
    details: ["That refutes what was believed."],
  },
];

test.each(cases)("$answer.status, $caller: $when", (expected) => {
  const diagnosis = diagnose(expected);
  expect(diagnosis?.sentence).toBe(expected.sentence);
  const details = diagnosis?.details.join("\n") ?? "";
  for (const detail of expected.details ?? []) expect(details).toContain(detail);
  const { label, ...fix } = diagnosis?.fix ?? { label: "" };
  expect(fix).toEqual(expected.fix ?? {});
  if (expected.fix) expect(label).not.toBe("");
});

test("no answer, however hostile, makes the diagnosis throw", () => {
  const names = fc.constantFrom("content-type", "www-authenticate", "location");
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom("application/json", 'Bearer error="', "text/html"),
  );
  const answer = fc.record({
    status: fc.constantFrom(200, 302, 400, 401, 403, 404, 405, 500, 555, 999),
    headers: fc.dictionary(names, value),
    body: fc.oneof(fc.json(), fc.string()),
  });
  const callers = fc.constantFrom("anonymous", "pastedToken", "client payroll", "user");
  fc.assert(
    fc.property(answer, callers, fc.string({ unit: "binary" }), (answer, caller, path) => {
      const diagnosis = diagnoseExchange({
        catalog: smallCatalog(secured),
        method: "GET",
        path,
        caller: toCaller(caller),
        response: { ...answer, body: new TextEncoder().encode(answer.body) },
      });
      expect(diagnosis?.sentence).not.toBe("");
    }),
  );
});

test("a diagnosis names who is let in, and the explanation lets the same callers in", () => {
  fc.assert(
    fc.property(anySecuredCatalog, fc.nat(), (catalog, place) => {
      const index = indexAccess(catalog);
      const endpoints = index.endpoints.endpoints.filter(({ kind }) => kind === "handler");
      const endpoint = endpoints[place % Math.max(1, endpoints.length)];
      if (!endpoint) return;
      const call = { method: endpoint.method, path: sampleRoute(endpoint.path) };
      const found = diagnoseExchange({
        catalog,
        ...call,
        caller: { kind: "anonymous" },
        response: { status: 401, headers: {}, body: new Uint8Array() },
      });
      const [, names] = /called as client (.*)\.$/m.exec(found?.details.join("\n") ?? "") ?? [];
      if (names === undefined) return;
      for (const { name } of catalog.clients) {
        const { verdict } = explainAccess(index, { kind: "client", name }, call);
        if (!names.includes(name)) expect(verdict, name).not.toBe("allowed");
      }
    }),
  );
});

test("the nearest path is found among 10,000 in time", () => {
  const handlers = Array.from({ length: 10_000 }, (_, n) => `GET things-of-department-${n}/:id`);
  const schema = { modules: { hr: { at: "/hr/", handlers } } };
  const call = "GET /hr/thing-of-department-9999/7";
  const asked = { schema, call, caller: "anonymous", answer: { status: 404 } };
  const start = performance.now();
  const diagnosis = diagnose(asked);
  expect(diagnosis?.details[0]).toContain("/hr/things-of-department-9999/:id");
  expect(performance.now() - start).toBeLessThan(3000);
});

function diagnose(one: Pick<Case, "schema" | "call" | "caller" | "answer">) {
  const [method = "", path = ""] = one.call.split(" ");
  return diagnoseExchange({
    catalog: smallCatalog(one.schema),
    method,
    path,
    caller: toCaller(one.caller),
    response: {
      status: one.answer.status,
      headers: one.answer.headers ?? {},
      body: new TextEncoder().encode(one.answer.body ?? ""),
    },
  });
}

function problem(status: number, body: Readonly<Record<string, string>>): Answer {
  const type = `tag:oracle.com,2020:error/${body["code"]}`;
  const headers = { "content-type": "application/problem+json" };
  return { status, headers, body: JSON.stringify({ ...body, type }) };
}

function toCaller(text: string): DiagnosedCaller {
  if (text === "anonymous" || text === "pastedToken") return { kind: text };
  if (text === "jwt") return { kind: "jwt", scopes: ["hr.read"], roles: [] };
  if (text === "user") return { kind: "user", roles: [roleName("Clerk")] };
  return { kind: "client", name: clientName(text.replace("client ", "")) };
}

test.each([
  ["user", /^The user name and password were refused, although the catalog would let the user in/],
  ["jwt", /^The token itself was refused, although the catalog would let it in/],
] as const)(
  "what the catalog would let in, and the server refuses, is told of a %s",
  (caller, sentence) => {
    const schema = catalog(
      smallCatalog({ modules: { hr }, privileges: { any: { patterns: ["/hr/*"] } } }),
    )
      .jwtProfile({ roleClaimName: "/roles" })
      .build();
    const [method = "", path = ""] = one.split(" ");
    const response = { status: 401, headers: {}, body: new Uint8Array() };
    const found = diagnoseExchange({
      catalog: schema,
      method,
      path,
      caller: toCaller(caller),
      response,
    });
    expect(found?.sentence).toMatch(sentence);
    expect(found?.details.join(" ")).not.toContain("fetch a new one");
  },
);
