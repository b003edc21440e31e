import fc from "fast-check";
import { expect, test } from "vitest";
import { indexAccess } from "../../../../src/domain/access/accessIndex.ts";
import { evaluateAccess } from "../../../../src/domain/access/evaluateAccess.ts";
import { anyCall, anyCaller, nastyCatalog } from "../../../support/accessArbitraries.ts";
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
