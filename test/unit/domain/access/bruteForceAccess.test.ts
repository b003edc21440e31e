import fc from "fast-check";
import { expect, test } from "vitest";
import { indexAccess } from "../../../../src/domain/access/accessIndex.ts";
import { evaluateAccess, evaluateEndpoint } from "../../../../src/domain/access/evaluateAccess.ts";
import { anyCall, anyCaller, nastyCatalog, withValue } from "../../../support/accessArbitraries.ts";
import { bruteForceAccess } from "../../../support/bruteForceAccess.ts";

/** Each time other ones: what a run finds is told with the seed that finds it again. */
const schemas = Number(process.env["SCHEMAS"] ?? 10_000);
const callsOfEach = 6;

test(`the evaluator and the plainest one agree on ${schemas} random schemas`, () => {
  const question = nastyCatalog.chain((catalog) =>
    fc.record({
      catalog: fc.constant(catalog),
      asked: fc.array(fc.record({ caller: anyCaller, call: anyCall(catalog) }), {
        minLength: callsOfEach,
        maxLength: callsOfEach,
      }),
    }),
  );
  fc.assert(
    fc.property(question, ({ catalog, asked }) => {
      const index = indexAccess(catalog);
      for (const { caller, call } of asked) {
        const { verdict, presumed } = evaluateAccess(index, caller, call);
        const plain = bruteForceAccess(catalog, caller, call);
        expect({ verdict, presumed }).toEqual({
          verdict: plain.verdict,
          presumed: plain.presumed,
        });
      }
    }),
    { numRuns: schemas },
  );
}, 120_000);

test("what is said of a template holds for each of its paths", () => {
  let compared = 0;
  const question = fc.record({
    catalog: nastyCatalog,
    callers: fc.array(anyCaller, { minLength: 3, maxLength: 3 }),
  });
  fc.assert(
    fc.property(question, ({ catalog, callers }) => {
      const index = indexAccess(catalog);
      for (const endpoint of index.endpoints.endpoints) {
        const { method } = endpoint;
        for (const caller of callers) {
          const { verdict } = evaluateEndpoint(index, caller, endpoint);
          if (verdict === "unknown") continue;
          for (const value of ["a", "b", "A", "x", "~"]) {
            const path = withValue(endpoint.path, value);
            const [served] = evaluateAccess(index, caller, { method, path }).reasons;
            // Another template may answer this path.
            if (served?.kind !== "servedBy" || served.endpoint !== endpoint) continue;
            const { presumed } = bruteForceAccess(catalog, caller, { method, path });
            expect({ path, presumed }).toEqual({ path, presumed: verdict });
            compared += 1;
          }
        }
      }
    }),
    { numRuns: 150 },
  );
  expect(compared).toBeGreaterThan(1000);
});
