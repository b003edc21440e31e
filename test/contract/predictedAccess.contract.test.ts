import fc from "fast-check";
import { expect, test } from "vitest";
import { indexAccess } from "../../src/domain/access/accessIndex.ts";
import { callerInWords } from "../../src/domain/access/callerInWords.ts";
import type { Verdict } from "../../src/domain/access/decision.ts";
import { evaluateAccess, type Call } from "../../src/domain/access/evaluateAccess.ts";
import { endpointFor, type Resolution } from "../../src/domain/access/resolveCall.ts";
import type { Catalog } from "../../src/domain/model/catalog.ts";
import { roleName } from "../../src/domain/model/names.ts";
import { catalogEntries } from "../../src/practice/routes/openApiRoute.ts";
import { firstOf, nastyCatalog, withValue } from "../support/accessArbitraries.ts";
import { bruteForceAccess } from "../support/bruteForceAccess.ts";
import { startTestServer } from "../support/practiceServer.ts";
import { accessCatalogs } from "../unit/domain/access/accessCases.ts";
import { callersOf, disableSchema, playCatalog, playedRelease, statusOf } from "./playedSchema.ts";

/**
 * On random schemas the statuses that the practice server answers over HTTP are those that were predicted, for every
 * kind of caller that it knows and every endpoint. The schemas are made by scripts and read as the product reads them,
 * the tokens are real ones.
 *
 * The server decides by the product's own evaluator, so it cannot refute it; what is shown is that routing, tokens,
 * sign-ins and statuses fit the prediction. That is why the plainest evaluator, which shares nothing with the product,
 * judges the same answers.
 *
 * Left out is what the server does not play: SODA, tokens of another issuer, the implicit grant, and writing to AutoREST
 * objects.
 */
const schemas = 200;

test(`what the server answers on ${schemas} random schemas is what was predicted`, async () => {
  let answers = 0;
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.oneof(accessCatalogs, nastyCatalog.map(acceptable)), async (wished) => {
      await using server = await startTestServer({ release: playedRelease });
      const catalog = await playCatalog(server, wished);
      const callers = await callersOf(server, catalog);
      const ask = async (now: Catalog, calls: readonly Call[]) => {
        const index = indexAccess(now);
        for (const { caller, authorization } of callers) {
          for (const call of calls) {
            const { presumed, verdict } = evaluateAccess(index, caller, call);
            const plain = bruteForceAccess(now, caller, call);
            const status = await statusOf(server, call, authorization);
            const told = `${callerInWords(caller)}: ${call.method} ${call.path}`;
            expect({ told, plain: plain.presumed }).toEqual({ told, plain: presumed });
            expect({ told, verdict: plain.verdict }).toEqual({ told, verdict });
            if (presumed === "unknown") continue;
            expect({ told, answered: verdictOf(status) }).toEqual({ told, answered: presumed });
            answers += 1;
            seen.add(`${caller.kind} ${presumed}`);
          }
        }
      };
      const calls = callsOf(catalog);
      await ask(catalog, calls);
      await disableSchema(server);
      const disabled = { ...catalog, schema: { ...catalog.schema, enabled: false } };
      await ask(disabled, calls.slice(0, 2));
    }),
    { numRuns: schemas },
  );
  expect(answers).toBeGreaterThan(schemas * 20);
  const kinds = ["anonymous", "client", "user", "endUser"];
  expect([...seen]).toEqual(
    expect.arrayContaining(kinds.flatMap((kind) => [`${kind} allowed`, `${kind} notFound`])),
  );
  expect([...seen]).toEqual(expect.arrayContaining(["anonymous denied", "client denied"]));
}, 300_000);

/** Of a schema that holds anything, what a database takes: names and paths once, rows that are there, each module under one privilege. */
function acceptable(nasty: Catalog): Catalog {
  const isOwn = (name: string) => !name.startsWith("oracle.");
  const modules = firstOf(nasty.modules, ({ basePath }) =>
    basePath.replaceAll("/", " ").trim(),
  ).map(
    // To Oracle an empty text is none.
    (one) => ({ ...one, templates: one.templates.filter(({ uriTemplate }) => uriTemplate !== "") }),
  );
  const isThere = new Set<string>(modules.map(({ name }) => name));
  return {
    ...nasty,
    modules,
    // The server publishes tables only.
    objects: firstOf(nasty.objects, ({ alias }) => alias).map((one) => ({ ...one, type: "TABLE" })),
    jwtProfile: undefined,
    problems: [],
    roles: ["R1", "R2", "r1"].map((name) => ({ name: roleName(name), builtIn: false })),
    privileges: nasty.privileges
      .filter(({ name }) => isOwn(name))
      .map((privilege) => ({
        ...privilege,
        roles: privilege.roles.filter(isOwn),
        modules: privilege.modules.filter((name) => isThere.delete(name)),
      })),
    clients: nasty.clients.map((client) => ({ ...client, roles: client.roles.filter(isOwn) })),
  };
}

/** Every endpoint, with values for its variables; of AutoREST objects only reading, which is all that the server plays. */
function callsOf(catalog: Catalog): readonly Call[] {
  const index = indexAccess(catalog).endpoints;
  const entry = catalogEntries(catalog).find((name) => /^[\w.]+$/.test(name));
  const calls = index.endpoints
    .filter(({ kind, path }) => kind !== "catalog" || !path.includes(":") || entry !== undefined)
    .map(({ kind, method, path }) => ({
      method,
      // Values that are there: a row of the table, and a service in the catalogs.
      path: withValue(path, kind === "catalog" ? (entry ?? "") : "1"),
    }))
    // The path of a handler may be one of an object, too.
    .filter(
      ({ method, path }) => method === "GET" || !isOfObject(endpointFor(index, method, path)),
    );
  const unique = new Map(calls.map((call) => [`${call.method} ${call.path}`, call] as const));
  return [
    ...unique.values(),
    { method: "GET", path: "/none" },
    { method: "DELETE", path: "/m/x" },
    // Answered 400 to who may call it, since nothing is sent.
    { method: "POST", path: "/_/sql" },
  ];
}

function isOfObject(resolution: Resolution): boolean {
  return resolution.kind === "found" && resolution.endpoint.kind === "object";
}

/** A row that is not there would be answered 404 as well; here every one is. */
function verdictOf(status: number): Verdict {
  if (status === 401) return "denied";
  return status === 404 || status === 405 ? "notFound" : "allowed";
}
