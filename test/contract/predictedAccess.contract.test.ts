import fc from "fast-check";
import { expect, test } from "vitest";
import { indexAccess } from "../../src/domain/access/accessIndex.ts";
import { callerInWords } from "../../src/domain/access/callerInWords.ts";
import type { Verdict } from "../../src/domain/access/decision.ts";
import { evaluateAccess, type Call } from "../../src/domain/access/evaluateAccess.ts";
import type { Catalog } from "../../src/domain/model/catalog.ts";
import { bruteForceAccess } from "../support/bruteForceAccess.ts";
import { startTestServer } from "../support/practiceServer.ts";
import { accessCatalogs } from "../unit/domain/access/accessCases.ts";
import { callersOf, playCatalog, playedRelease, statusOf } from "./playedSchema.ts";

/**
 * On random schemas the statuses that the practice server answers over HTTP are those that were predicted, for every
 * kind of caller that it knows and every endpoint. The schemas are made by scripts and read as the product reads them,
 * the tokens are real ones.
 *
 * The server decides by the product's own evaluator, so it cannot refute it; what is shown is that routing, tokens,
 * sign-ins and statuses fit the prediction. That is why the plainest evaluator, which shares nothing with the product,
 * judges the same answers.
 */
const schemas = 200;

test(`what the server answers on ${schemas} random schemas is what was predicted`, async () => {
  let answers = 0;
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(accessCatalogs, async (wished) => {
      await using server = await startTestServer({ release: playedRelease });
      const catalog = await playCatalog(server, wished);
      const index = indexAccess(catalog);
      for (const { caller, authorization } of await callersOf(server, catalog)) {
        for (const call of callsOf(catalog)) {
          const { presumed, verdict } = evaluateAccess(index, caller, call);
          const plain = bruteForceAccess(catalog, caller, call);
          const status = await statusOf(server, call, authorization);
          const told = `${callerInWords(caller)}: ${call.method} ${call.path}`;
          expect({ told, answered: verdictOf(status) }).toEqual({ told, answered: presumed });
          expect({ told, plain: plain.presumed }).toEqual({ told, plain: presumed });
          expect({ told, verdict: plain.verdict }).toEqual({ told, verdict });
          answers += 1;
          seen.add(`${caller.kind} ${presumed}`);
        }
      }
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

/** Every endpoint, with values for its variables; of AutoREST objects only reading, which is all that the server plays. */
function callsOf(catalog: Catalog): readonly Call[] {
  const { endpoints } = indexAccess(catalog).endpoints;
  const calls = endpoints
    .filter(({ kind, method }) => kind !== "object" || method === "GET")
    .map(({ method, path }) => ({ method, path: concrete(path) }));
  const unique = new Map(calls.map((call) => [`${call.method} ${call.path}`, call] as const));
  return [...unique.values(), { method: "GET", path: "/none" }, { method: "DELETE", path: "/m/x" }];
}

/** Values that are there: a row of the table, and the module in the catalogs. */
function concrete(path: string): string {
  return path.replaceAll(/:\w+/g, path.includes("-catalog/") ? "m" : "1");
}

/** A row that is not there would be answered 404 as well; here every one is. */
function verdictOf(status: number): Verdict {
  if (status === 401) return "denied";
  return status === 404 || status === 405 ? "notFound" : "allowed";
}
